#!/bin/sh
# class-validator 0.15.1: a list of parts may be a list of lists of parts, to any depth
#
# Expected: @IsArray() @ValidateNested({ each: true }) on `rows: Row[]` holds each element to Row.
# Seen:     [[{ n: 1 }]], [[]] and [[[{ n: 1 }]]] pass, whitelist and all; the code behind finds lists where rows should be.
# So:       a list of parts is held, element by element, to be no list itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact class-validator@0.15.1 class-transformer@0.5.1 reflect-metadata@0.2.2 || exit 75

cat >seen.mjs <<'JS'
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsArray, IsInt, ValidateNested, validate } from 'class-validator';
class Row {}
IsInt()(Row.prototype, 'n');
class Body {}
IsArray()(Body.prototype, 'rows');
ValidateNested({ each: true })(Body.prototype, 'rows');
Type(() => Row)(Body.prototype, 'rows');
for (const rows of [[{ n: 1 }], [{ n: 'one' }], [1], [[{ n: 1 }]], [[]], [[[{ n: 1 }]]]]) {
  const body = plainToInstance(Body, { rows });
  const errors = await validate(body, { whitelist: true, forbidNonWhitelisted: true });
  console.log(JSON.stringify(rows), errors.length === 0 ? 'passes' : 'is refused');
}
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
[{"n":1}] passes
[{"n":"one"}] is refused
[1] is refused
[[{"n":1}]] passes
[[]] passes
[[[{"n":1}]]] passes
OUT
