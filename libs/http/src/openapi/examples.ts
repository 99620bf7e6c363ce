import type { OpenAPIObject } from '@nestjs/swagger';
import { sample } from 'openapi-sampler';

interface Content {
  content?: Record<string, { schema?: object; example?: unknown; examples?: unknown }>;
}
interface Operation {
  requestBody?: Content;
  responses?: Record<string, Content>;
}

/** Gives each body, asked and answered, a complete example, put together from those of its fields. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const give = ({ content = {} }: Content): void => {
    const json = content['application/json'];
    if (json?.schema && !json.examples) json.example ??= sample(json.schema, {}, document);
  };
  for (const item of Object.values(document.paths))
    for (const { requestBody, responses = {} } of Object.values(item) as Operation[])
      for (const it of [...(requestBody ? [requestBody] : []), ...Object.values(responses)])
        give(it);
  return document;
}
