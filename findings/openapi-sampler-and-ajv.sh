#!/bin/sh
# openapi-sampler 1.7.10 and ajv 8.20.0: samples that their own schema refuses
#
# Expected: a sample of a schema of OpenAPI 3.1 (JSON Schema 2020-12) satisfies it.
# Seen:     uniqueItems, pattern, multipleOf and a oneOf that begins with null are passed over; the sample is given without a word.
# So:       each sample is held to its schema, and one that fails is given by hand.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact openapi-sampler@1.7.10 ajv@8.20.0 || exit 75

cat >seen.mjs <<'JS'
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sample } from 'openapi-sampler';
const schemas = [
  { type: ['integer', 'null'], minimum: 5 },
  { type: 'array', items: { type: 'integer' }, minItems: 2, uniqueItems: true },
  { type: 'string', pattern: '^[0-9]{6}$' },
  { type: 'integer', minimum: 5, multipleOf: 4 },
  { oneOf: [{ type: 'null' }, { type: 'string' }] },
];
const ajv = new Ajv2020();
for (const schema of schemas) {
  const given = sample(schema, {}, {});
  console.log(JSON.stringify(given), ajv.validate(schema, given) ? 'satisfies' : 'fails', JSON.stringify(schema));
}
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
5 satisfies {"type":["integer","null"],"minimum":5}
[0,0] fails {"type":"array","items":{"type":"integer"},"minItems":2,"uniqueItems":true}
"string" fails {"type":"string","pattern":"^[0-9]{6}$"}
5 fails {"type":"integer","minimum":5,"multipleOf":4}
{} fails {"oneOf":[{"type":"null"},{"type":"string"}]}
OUT
