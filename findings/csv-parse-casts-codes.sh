#!/bin/sh
# csv-parse 7.0.3: cast makes the number 0 of a code that begins with 0x
#
# Expected: a text is made a number when it writes one, and that number; else it stays a text.
# Seen:     0x1F and 0xE1 both become 0, codes like 1E5 become 100000; 1E500, which is too large, stays a text.
# So:       files are read as text, and numbers are made of the columns that hold figures.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact csv-parse@7.0.3 || exit 75

cat >seen.mjs <<'JS'
import { parse } from 'csv-parse/sync';
const codes = ['31', '0x1F', '0xE1', '1E5', '1E500', 'E09000001'];
const [record] = parse(`${codes.join(',')}\n`, { cast: true });
for (const [place, code] of codes.entries()) console.log(code, 'is read as', JSON.stringify(record[place]));
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
31 is read as 31
0x1F is read as 0
0xE1 is read as 0
1E5 is read as 100000
1E500 is read as "1E500"
E09000001 is read as "E09000001"
OUT
