import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { join } from 'node:path';

// what is linted here is not what is on disk: the parser, which takes CI for a single run, must not think so
process.env['TSESTREE_SINGLE_RUN'] = 'false';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** The rules that a piece of code breaks, were it in this file. */
async function broken(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return (result?.messages ?? []).map((it) => it.ruleId);
}

describe('the clock is an input', () => {
  it.each(['new Date()', 'Date()', 'Date.now()', 'Math.random()'])(
    'so %s does not pass in a lib',
    async (code) => {
      const file = 'libs/eventing/src/refusal.ts';
      expect(await broken(file, `export const it = ${code};\n`)).toEqual(['no-restricted-syntax']);
    },
  );

  it('and passes in the clock itself', async () => {
    const code = 'export const it = new Date();\n';
    expect(await broken('libs/eventing/src/clock.ts', code)).toEqual([]);
  });

  it('so that a decider draws no id either', async () => {
    const code = `import { newId } from '#eventing';\n\nexport const it = newId();\n`;
    expect(await broken('libs/intelligence/src/need/need.ts', code)).toEqual([
      '@typescript-eslint/no-restricted-imports',
    ]);
  });
});

it('lets no event travel on the bus in memory', async () => {
  for (const name of ['EventBus', 'EventPublisher', 'EventsHandler', 'Saga'])
    expect(
      await broken(
        'libs/http/src/commands/dispatch.ts',
        `import { ${name} } from '@nestjs/cqrs';\n\nexport const it = ${name};\n`,
      ),
    ).toEqual(['no-restricted-imports']);
});

it('does not let a promise go unawaited', async () => {
  expect(await broken('libs/eventing/src/refusal.ts', 'Promise.resolve(1);\n')).toEqual([
    '@typescript-eslint/no-floating-promises',
  ]);
});
