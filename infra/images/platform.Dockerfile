# The platform in one process. Build from the root: docker build -f infra/images/platform.Dockerfile .
FROM node:20-bookworm-slim AS build
WORKDIR /groundswell
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /groundswell
COPY --from=build /groundswell/package.json ./
COPY --from=build /groundswell/node_modules ./node_modules
COPY --from=build /groundswell/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
ENV HOST=0.0.0.0 GROUNDSWELL_DATA=/data
VOLUME /data
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/platform/src/main.js"]
