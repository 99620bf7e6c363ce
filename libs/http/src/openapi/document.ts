import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { withExamples } from './examples.js';

const about = `The open record of school-led improvement. Events are appended and never edited; every answer states the
position of the log it is true at. Commands are POSTs to a sub-path of their subject; a rule that says no answers 409 with its
own code. Send Idempotency-Key with a command and it acts once however often it is sent; send Min-Position with a read and it
includes your own writes. Errors are application/problem+json.`;

/** The description of every route of an application, OpenAPI 3.1: the same text for the same code. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Groundswell')
    .setDescription(about.replaceAll('\n', ' '))
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const tags = Object.values(document.paths).flatMap((item) =>
    (Object.values(item) as { tags?: string[] }[]).flatMap((it) => it.tags ?? []),
  );
  document.tags = [...new Set(tags)].sort().map((name) => ({ name }));
  return sorted(withExamples(document)) as OpenAPIObject;
}

const ordered = new Set(['paths', 'schemas', 'responses']);

/** The same with paths, schemas and responses in the order of their names; everything else stays as declared. */
function sorted(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((it) => sorted(it));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  if (ordered.has(name)) fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([key, it]) => [key, sorted(it, key)]));
}
