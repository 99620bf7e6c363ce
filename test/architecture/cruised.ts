import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
  options: { enhancedResolveOptions: object };
};

/** The import rules of the house; several may share a name. */
export const rules = config.forbidden;

/** Every breach of import rules in a house: the rule's name, and from where to where. */
export async function breachesIn(
  folder: string,
  forbidden = rules,
): Promise<{ rule: string; breach: string }[]> {
  const tsConfig = { fileName: join(folder, 'tsconfig.json') };
  const { output } = await cruise(
    ['apps', 'libs'].filter((it) => existsSync(join(folder, it))),
    { ...config.options, baseDir: folder, validate: true, ruleSet: { forbidden }, tsConfig },
    config.options.enhancedResolveOptions,
    { tsConfig: extractTSConfig(tsConfig.fileName) },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    breach: `${from} -> ${to}`,
  }));
}
