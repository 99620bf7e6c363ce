import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openApiOf } from './document.js';

const open = { config: { public: true } };
const mediaTypes = { css: 'text/css', js: 'text/javascript', png: 'image/png' } as const;
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Groundswell: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="pages"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#pages',
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

/** Nothing is fetched from elsewhere, by us or by what the pages show. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the description at `/v1/openapi.json` and as pages at `/docs`, to everybody and all from here. */
export function servePages(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document: string | undefined;
  fastify.get('/v1/openapi.json', open, (_, reply) => {
    document ??= JSON.stringify(openApiOf(app), undefined, 2);
    return reply.type('application/json; charset=utf-8').send(document);
  });
  fastify.get('/docs', open, (_, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  );
  fastify.get('/docs/start.js', open, (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(start),
  );
  const folder = path.dirname(swaggerUi());
  for (const name of assets) {
    const type = mediaTypes[name.slice(name.lastIndexOf('.') + 1) as keyof typeof mediaTypes];
    let file: Promise<Buffer> | undefined;
    fastify.get(`/docs/${name}`, open, async (_, reply) => {
      file ??= readFile(path.join(folder, name));
      return reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await file);
    });
  }
}

/** Where the pages' own code lies: a package that @nestjs/swagger brings along. */
function swaggerUi(): string {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json');
}
