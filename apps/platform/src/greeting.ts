import type { DemoIssuer, Role } from '#http';

/** What a demonstration token of each role is granted, given the ids of the story (none without it). */
const grants = (ids: ReadonlyMap<string, string>) => {
  const tidewater = ids.get('tidewater');
  const partnership = tidewater === undefined ? {} : { partnerships: [tidewater] };
  const school = ids.size === 0 ? {} : { urns: ['900005'] };
  const of = (role: Role, grant: object) => ({ role, ...grant });
  return [
    of('board', partnership),
    of('broker', partnership),
    of('analyst', partnership),
    of('evaluator', partnership),
    of('reviewer', partnership),
    of('headteacher', school),
    of('chair', school),
    of('operator', {}),
    of('service', {}),
  ];
};

/** What a person reads once the house listens: where, and a demonstration token for each role. */
export async function greeting(
  url: string,
  issuer: DemoIssuer | undefined,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const tidewater = ids.get('tidewater');
  const lines = [
    `Groundswell is listening on ${url}`,
    '',
    `  the API's pages       ${url}/docs`,
    `  its description       ${url}/v1/openapi.json`,
    `  health                ${url}/readyz`,
    ...(tidewater === undefined
      ? []
      : [
          `  an impact board       ${url}/v1/boards/${tidewater}/impact`,
          `  as it was known       ${url}/v1/boards/${tidewater}/impact?as-of=2025-03-31`,
        ]),
  ];
  if (!issuer) return lines.join('\n');
  const tokens = await Promise.all(
    grants(ids).map(async (grant) => `  ${grant.role.padEnd(12)} ${await issuer.sign(grant)}`),
  );
  return [
    ...lines,
    '',
    'Demonstration tokens (12 hours; Authorization: Bearer ...):',
    '',
    ...tokens,
    '',
  ].join('\n');
}
