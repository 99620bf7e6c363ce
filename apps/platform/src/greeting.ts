import type { Config } from '#composition';
import { type DemoGrant, type DemoIssuer, type Role, roles } from '#http';

type Ids = ReadonlyMap<string, string>;

/** What a demonstration token of each role is granted: places of the story, or all there are in a store without it. */
export const grants = (ids: Ids): readonly (DemoGrant & { readonly role: Role })[] => {
  const tidewater = ids.get('tidewater');
  const partnership = { partnerships: [tidewater ?? '*'] };
  const school = tidewater === undefined ? {} : { urns: ['900005'] };
  const of: Readonly<Record<Role, object>> = {
    ...{ board: partnership, broker: partnership, analyst: partnership },
    ...{ evaluator: partnership, reviewer: partnership },
    ...{ headteacher: school, chair: school, operator: {}, service: {} },
  };
  return roles.map((role) => ({ role, ...of[role] }));
};

/** What a person reads once the house listens: where, and a demonstration token for each role. */
export async function greeting(
  url: string,
  { auth, demoArea }: Pick<Config, 'auth' | 'demoArea'>,
  issuer: DemoIssuer | undefined,
  ids: Ids = new Map(),
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
    '',
    ...(tidewater === undefined ? withoutStory(demoArea) : []),
  ];
  if (auth.kind === 'oidc') return [...lines, ...ofIssuer(auth)].join('\n');
  const tokens = await Promise.all(
    grants(ids).map(async (grant) => `  ${grant.role.padEnd(12)} ${await issuer?.sign(grant)}`),
  );
  return [
    ...lines,
    'Demonstration tokens (12 hours; Authorization: Bearer ...):',
    '',
    ...tokens,
    '',
  ].join('\n');
}

const withoutStory = (demoArea: boolean): readonly string[] => [
  demoArea
    ? 'The demonstration area is not loaded: the store has a past of its own.'
    : 'The demonstration area is not loaded (DEMO_AREA=on loads it into an empty store).',
  'Tokens for all partnerships see what there is. Where there is nothing yet, register schools',
  '(groundswell import schools FILE), then found a partnership (POST /v1/partnerships, as the operator).',
  'Heads and chairs speak for the schools in their tokens: groundswell token --role headteacher --urn URN.',
  '',
];

const ofIssuer = (auth: Extract<Config['auth'], { kind: 'oidc' }>): readonly string[] => [
  `Tokens are those of ${auth.issuer} for the audience ${auth.audience}. They grant by the claims`,
  `${['roles', 'partnerships', 'urns'].map((it) => `${auth.claimNamespace ?? ''}${it}`).join(', ')}: lists of text.`,
  '',
];
