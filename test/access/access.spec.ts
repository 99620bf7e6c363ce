import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressesOf, contexts } from '#composition';
import { localFigures } from '#evaluation';
import { londonDay, newId } from '#eventing';
import { type Role, roles } from '#http';
import { about, addressOf, filled, referencesIn } from './bodies.js';
import { badTokens, grantOf, reachesAll, speaksForSchools } from './callers.js';
import { type Grant, granted, open, routeOf } from './golden.js';
import { type AccessHouse, type Asking, demonstrationHouse, type Said } from './house.js';
import { type Parties, partiesOf, type Subjects } from './subjects.js';
import { faults } from './walk.js';

/** Subjects that a command may name though they are another partnership's, and why. */
const free: Readonly<Record<string, string>> = {
  'ProposeDeployment leaderId': 'leaders are found wherever they are; their home school consents',
  'InviteMember urn': 'schools are public, and may be asked',
  'DeclareInterest urn': 'a leader may have an interest in any school',
};

/** Subjects that must be part of what a command is about: any other is refused alike, whosever it is. */
const ruled = new Set([
  'WithdrawMember urn',
  'WithdrawInvitation urn',
  'DeclineInvitation urn',
  'SignCharter urn',
  'AppointLead replaces',
  'ProposeDeployment kpiId',
  'AnalyseEffect kpiId',
]);

let house: AccessHouse;
let parties: Parties;
let today: string;
let examples: ReadonlyMap<string, unknown>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the API's own description
let description: any;

beforeAll(async () => {
  house = await demonstrationHouse();
  parties = await partiesOf(house);
  today = londonDay(house.clock.now());
  description = (await house.send('GET', '/v1/openapi.json')).body;
  const operations = Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item as object).map(([method, it]) => {
      const body = it.requestBody?.content['application/json'].example;
      return [routeOf({ method: method.toUpperCase(), path }), body] as const;
    }),
  );
  examples = new Map(operations);
}, 300_000);
afterAll(() => house.close());

/** The log has events of every subject, and is looked at apart. */
const ofTheLog = (it: Grant): boolean => it.path.startsWith('/v1/events');
const subjectRoutes = granted.filter((it) => it.path.includes('{') && !ofTheLog(it));
const ofPartnerships = (it: Grant): boolean => it.path.startsWith('/v1/partnerships');
const ofSchools = (it: Grant): boolean => it.path.startsWith('/v1/schools');
/** Rows within another subject come and go: a spec of their own tries who sees them. */
const inside = (it: Grant): boolean => /\{.*\{/.test(it.path);
const reads = granted.filter((it) => it.method === 'GET' && !ofTheLog(it));
const lists = reads.filter((it) => !it.path.includes('{'));
const commands = granted.filter((it) => it.method === 'POST');
const scoped = (it: Grant): Role[] => it.roles.filter((role) => !reachesAll(role));

/** A token for a role, at home with these subjects; each is signed once. */
const signed = new Map<string, Promise<string>>();
function tokenOf(role: Role, home: Subjects = parties.own): Promise<string> {
  const grant = grantOf(role, home);
  const name = JSON.stringify(grant);
  const token = signed.get(name) ?? house.sign(grant);
  signed.set(name, token);
  return token;
}

/** Sends and says what was wrong with the answer, if anything was. */
async function wrong(
  who: string,
  method: string,
  where: string,
  asking: Asking,
  right: (said: Said) => boolean,
): Promise<string[]> {
  const said = await house.send(method, where, asking);
  if (right(said)) return [];
  const { code = '', detail = '' } = said.body as { code?: string; detail?: string };
  return [`${who}: ${method} ${where}: ${said.status} ${code} ${detail}`];
}

/** Refused because it is not theirs, though they see it. */
const refusedAs =
  (code: string) =>
  ({ status, body }: Said): boolean =>
    status === 403 && body.code === code;

/** Methods that lead to a route: a GET brings its HEAD. */
const methodsOf = ({ method }: Grant) => (method === 'GET' ? ['GET', 'HEAD'] : [method]);
const somewhere = ({ path }: Grant) => path.replace(/\{\w+\}/, newId());
const each = (from: readonly Grant[], who: (it: Grant) => readonly Role[]) =>
  from.flatMap((route) => who(route).map((role) => ({ route, role })));

describe('the access table', () => {
  it('states every route of the running house, once, and no other', () => {
    const stated = [...granted, ...open].map(routeOf).sort();
    expect(stated).toEqual(house.routes.map(routeOf).sort());
  });

  it('is what the description of the API says', () => {
    const described = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.entries(item as object).map(([method, it]) => [
        routeOf({ method: method.toUpperCase(), path }),
        { roles: it['x-roles'] ?? [], reach: it['x-reach'] ?? {} },
      ]),
    );
    const stated = granted.map((it) => [routeOf(it), { roles: it.roles, reach: it.reach }]);
    const health = ['GET /livez', 'GET /readyz'].map((it) => [it, { roles: [], reach: {} }]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries([...stated, ...health]));
  });

  it('grants whoever may change a subject to read it', () => {
    const blind = commands.flatMap((it) => {
      const noun = it.path.split('/')[2] ?? '';
      const read = reads.find(({ path }) => path === `/v1/${noun}/{id}`);
      return read
        ? scoped(it)
            .filter((role) => !read.roles.includes(role))
            .map((role) => `${role}: ${it.name}`)
        : [];
    });
    expect(blind).toEqual([]);
  });
});

describe('without a good token', () => {
  const refused = ({ status, headers }: Said): boolean =>
    status === 401 && /^Bearer realm="groundswell"/.test(headers.get('www-authenticate') ?? '');

  it('everything is 401, before anything else is looked at', async () => {
    const found = await faults(granted, async (route) => {
      const body = route.method === 'POST' ? '{"garbage' : undefined;
      const where = somewhere(route);
      const asked = methodsOf(route).flatMap((method) => [
        wrong('nobody', method, where, { body }, refused),
        wrong('nobody', method, `${where}/?as-of=never`, { body }, refused),
      ]);
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
  });

  it('what is public is open, also to those whose token is not good', async () => {
    const found = await faults(open, async ({ path }) => {
      const fine = ({ status }: Said): boolean => status === 200;
      const asked = [undefined, 'operator'].flatMap((token) =>
        ['GET', 'HEAD'].map((method) => wrong('nobody', method, path, { token }, fine)),
      );
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
  });

  it('nobody is let in by a token that is not good', async () => {
    const bad = await badTokens(house);
    const found = await faults(Object.entries(bad), async ([kind, token]) =>
      faults(granted, (it) =>
        wrong(`one ${kind}`, it.method, somewhere(it), { token, body: bodyFor(it) }, refused),
      ),
    );
    expect(found).toEqual([]);
  });

  it('nor by anything but a bearer token', async () => {
    const token = await tokenOf('operator');
    const headers = ['', 'Bearer', token, `Basic ${token}`, `Bearer ${token},${token}`];
    const found = await faults(headers, (authorization) =>
      wrong(authorization, 'GET', '/v1/schools', { headers: { authorization } }, refused),
    );
    expect(found).toEqual([]);
  });
});

const bodyFor = (it: Grant): unknown => (it.method === 'POST' ? {} : undefined);

describe('a role that is not granted a route', () => {
  it('is answered 403 by its name, before anything else is looked at', async () => {
    const pairs = each(granted, (it) => roles.filter((role) => !it.roles.includes(role)));
    const found = await faults(pairs, async ({ route, role }) => {
      const token = await tokenOf(role);
      const refused = ({ status, headers, body }: Said): boolean =>
        status === 403 &&
        headers.get('www-authenticate')?.includes('insufficient_scope') === true &&
        (body === '' ||
          (body.code === 'forbidden' && body.detail.startsWith(`${route.name} is granted to `)));
      const body = route.method === 'POST' ? '{"garbage' : undefined;
      const headers = { 'if-match': 'garbage', 'min-position': 'garbage' };
      const asked = methodsOf(route).map((method) =>
        wrong(role, method, `${somewhere(route)}?x=1`, { token, body, headers }, refused),
      );
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
  });

  it('is anything we do not know, and none at all', async () => {
    const unknown = 'superuser' as Role;
    const tokens = [[], [unknown], ['Broker' as Role]].map((role) =>
      house.sign({ role, partnerships: ['*'], sub: 'somebody' }),
    );
    const found = await faults(await Promise.all(tokens), async (token) =>
      faults(granted, (it) =>
        wrong(
          'no role',
          it.method,
          somewhere(it),
          { token, body: bodyFor(it) },
          ({ status }) => status === 403,
        ),
      ),
    );
    expect(found).toEqual([]);
  });
});

/** The answer to an id that is nobody's, save for the id itself. */
const notFound = (said: Said, id: string): boolean =>
  said.status === 404 &&
  said.body.code === 'not-found' &&
  new RegExp(`${id} does not exist, (was met or withdrawn, )?or is not yours to see\\.$`).test(
    said.body.detail as string,
  );

/** What somebody at home elsewhere is answered for these subjects: 404 as if they were not there. */
async function hidden(others: Subjects, who: (role: Role) => boolean): Promise<string[]> {
  const pairs = each(
    subjectRoutes.filter((it) => !ofSchools(it) && !inside(it)),
    (it) => scoped(it).filter(who),
  );
  const idOf = (route: Grant) => addressOf(route.path, others.ids, '').split('/')[3] ?? '';
  const moments = [`as-of=${today}`, `as-of=${today}&clock=occurred`, 'as-of=2025-03-31'];
  return faults(pairs, async ({ route, role }) => {
    const token = await tokenOf(role);
    const where = addressOf(route.path, others.ids, '');
    const right = (said: Said): boolean => notFound(said, idOf(route));
    if (route.method === 'GET') {
      const asked = ['', ...moments].map((it) =>
        wrong(role, 'GET', `${where}?${it}`, { token }, right),
      );
      return (await Promise.all(asked)).flat();
    }
    // what it names besides is their own, so that nothing else is missing
    const body = filled(examples.get(routeOf(route)), about(parties.own.ids, parties.own.urns[0]));
    const stale = { 'if-match': '"999"', 'idempotency-key': newId() };
    const asked = [{}, stale].map((headers) =>
      wrong(role, 'POST', where, { token, body, headers }, right),
    );
    return (await Promise.all(asked)).flat();
  });
}

describe('what belongs to another partnership', () => {
  it('is there, for its own people', async () => {
    const ofAny = (it: Grant): boolean => scoped(it).length > 0;
    const there = reads.filter(
      (it) => it.path.includes('{') && !ofSchools(it) && !inside(it) && ofAny(it),
    );
    const found = await faults([parties.foreign, parties.neighbour], async (home) =>
      faults(there, async (it) => {
        const token = await tokenOf(
          it.roles.find((role) => role !== 'operator') ?? 'operator',
          home,
        );
        const where = addressOf(it.path, home.ids, '');
        return wrong('its own', 'GET', where, { token }, ({ status }) => status === 200);
      }),
    );
    expect(found).toEqual([]);
  });

  it('is 404 to everybody else, one by one, now and in the past; no command reaches it', async () => {
    const before = await house.head();
    expect(await hidden(parties.foreign, () => true)).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  it('of another school is 404 to a head and a chair, within their partnership too', async () => {
    const before = await house.head();
    const theirs = { ...parties.neighbour.ids, partnership: parties.foreign.ids.partnership };
    expect(await hidden({ ...parties.neighbour, ids: theirs }, speaksForSchools)).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  it('and another school’s is read within the partnership, and changed by nobody who speaks for a school', async () => {
    const before = await house.head();
    const { own, neighbour } = parties;
    const cases = each(
      commands.filter((it) => it.path.includes('{') && !ofSchools(it)),
      (it) => it.roles.filter((role) => it.reach[role] === 'school'),
    );
    const found = await faults(cases, async ({ route, role }) => {
      // partnership and `*` grant what they say, and never another school's word
      const grants = [
        { role, urns: own.urns, partnerships: [own.ids.partnership] },
        { role, urns: own.urns, partnerships: ['*'] },
      ];
      const where = addressOf(route.path, neighbour.ids, neighbour.urns[0]);
      const about2 = about(neighbour.ids, neighbour.urns[0]);
      const body = filled(examples.get(routeOf(route)), about2);
      const asked = grants.map(async (grant) =>
        wrong(
          `${role} with ${grant.partnerships[0] === '*' ? 'all' : 'their'} partnership`,
          'POST',
          where,
          { token: await house.sign(grant), body },
          refusedAs('not-your-school'),
        ),
      );
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  it('is not begun for another school by those who speak for their own', async () => {
    const before = await house.head();
    const { own, neighbour } = parties;
    const subjects = each(
      commands.filter((it) => !it.path.includes('{')),
      (it) => it.roles.filter((role) => it.reach[role] === 'school'),
    );
    const found = await faults(subjects, async ({ route, role }) => {
      const token = await house.sign({
        role,
        urns: own.urns,
        partnerships: [own.ids.partnership],
      });
      const example = filled(examples.get(routeOf(route)), about(neighbour.ids, neighbour.urns[0]));
      const asked = [{ urn: neighbour.urns[0] }, { partnershipId: own.ids.partnership }].map(
        (subject) => {
          const body =
            'subject' in (example as object) ? { ...(example as object), subject } : example;
          const right = ({ status, body: said }: Said): boolean =>
            (status === 403 && said.code === 'not-your-school') ||
            (status === 409 && !('subject' in (example as object)));
          return wrong(role, 'POST', route.path, { token, body }, right);
        },
      );
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  /** What a role may see of, of the past too: it is judged by the members of now. */
  const reachOf = (role: Role): ReadonlySet<string> => {
    const { world, own } = parties;
    const { partnership } = own.ids;
    const urns = speaksForSchools(role) ? own.urns : [...world.membersOf(partnership)];
    return new Set([`partnership:${partnership}`, ...urns.map((it) => `urn:${it}`)]);
  };
  /** The subjects of a list that are not theirs to see. */
  const strangeIn = (keys: readonly string[], reach: ReadonlySet<string>): string[] =>
    keys.filter((it) => !parties.world.isOf(it, reach));
  const keysOf = ({ body }: Said): string[] =>
    (body.items as { key: string }[]).map((it) => it.key.split('|', 1)[0] ?? '');
  const scopedLists = lists.filter((it) => !ofSchools(it));

  it('is in no list, now or in the past; one’s own is', async () => {
    const { ids } = parties.own;
    const present = ['', `&as-of=${today}`, `&as-of=${today}&clock=occurred`];
    const past = ['&as-of=2025-03-31', '&as-of=2024-12-15'];
    const found = await faults(each(scopedLists, scoped), async ({ route, role }) => {
      const token = await tokenOf(role);
      const theirOwn = addressOf(`${route.path}/{id}`, ids, '').split('/')[3] ?? '';
      const asked = [...present, ...past].map(async (moment) => {
        const where = `${route.path}?limit=200${moment}`;
        const said = await house.send('GET', where, { token });
        if (said.status !== 200 || said.body.next) return [`${role}: ${where}: ${said.status}`];
        const keys = keysOf(said);
        const strange = strangeIn(keys, reachOf(role));
        const shown = past.includes(moment) || keys.some((it) => it.endsWith(`:${theirOwn}`));
        return [
          ...strange.map((it) => `${role}: ${where} shows ${it}`),
          ...(shown ? [] : [`${role}: ${where} does not show their own`]),
        ];
      });
      return (await Promise.all(asked)).flat();
    });
    expect(found).toEqual([]);
  });

  it('is not reached by those who run the house, where they ask as somebody else', async () => {
    const { partnership } = parties.own.ids;
    const token = await house.sign({ role: ['operator', 'broker'], partnerships: [partnership] });
    const asBrokers = subjectRoutes.filter(
      (it) =>
        it.method === 'GET' &&
        it.roles.includes('broker') &&
        !it.roles.includes('operator') &&
        !inside(it),
    );
    const found = await faults(asBrokers, async (route) => {
      const where = addressOf(route.path, parties.foreign.ids, '');
      return wrong('both', 'GET', where, { token }, ({ status }) => status === 404);
    });
    expect(found).toEqual([]);
    const { body } = await house.send('GET', '/v1/needs?limit=200', { token });
    expect(strangeIn(keysOf({ body } as Said), reachOf('broker'))).toEqual([]);
  });

  it('is not to be asked for by a filter', async () => {
    const { ids, urns } = parties.foreign;
    const values: Record<string, string> = { urn: urns[0], homeUrn: urns[1] };
    for (const [kind, id] of Object.entries(ids)) values[`${kind}Id`] = id;
    const asked = each(scopedLists, scoped).flatMap(({ route, role }) =>
      (description.paths[route.path].get.parameters as { name: string }[])
        .filter(({ name }) => name in values)
        .map(({ name }) => ({ role, where: `${route.path}?${name}=${values[name] ?? ''}` })),
    );
    const found = await faults(asked, async ({ role, where }) => {
      const token = await tokenOf(role);
      const none = (said: Said): boolean =>
        said.status === 200 && strangeIn(keysOf(said), reachOf(role)).length === 0;
      return wrong(role, 'GET', where, { token }, none);
    });
    expect(found).toEqual([]);
  });

  it('is on no board of impact', async () => {
    const token = await tokenOf('board');
    for (const moment of ['', `?as-of=${today}`, '?as-of=2025-03-31']) {
      const where = `/v1/boards/${parties.own.ids.partnership}/impact${moment}`;
      const { body } = await house.send('GET', where, { token });
      const shown = [...JSON.stringify(body).matchAll(/\/v1\/kpis\/([0-9a-f-]{36})/g)];
      expect(shown.length).toBeGreaterThan(0);
      const keys = shown.map(([, id]) => `kpi:${id ?? ''}`);
      expect(strangeIn(keys, reachOf('board'))).toEqual([]);
    }
  });

  it('is not to be named in a command: 404, and nothing is written', async () => {
    const before = await house.head();
    const { own, foreign } = parties;
    const cases = each(commands, scoped).flatMap(({ route, role }) =>
      [...referencesIn(examples.get(routeOf(route)))]
        .filter((field) => !(`${route.name} ${field}` in free))
        .map((field) => ({ route, role, field })),
    );
    const ours = about(own.ids, own.urns[0]);
    const theirs = about(foreign.ids, foreign.urns[0]);
    const found = await faults(cases, async ({ route, role, field }) => {
      const token = await tokenOf(role);
      const where = addressOf(route.path, own.ids, own.urns[0]);
      const naming = (other: typeof ours) =>
        filled(examples.get(routeOf(route)), (name, kind) =>
          (name === field ? other : ours)(name, kind),
        );
      const who = `${role} names ${field}`;
      const asking = { token, body: naming(theirs) };
      if (!ruled.has(`${route.name} ${field}`))
        return wrong(who, 'POST', where, asking, (it) => it.body.code === 'not-found');
      const nobodys = naming((_, kind) => (kind === 'school' ? '999999' : newId()));
      const unknown = await house.send('POST', where, { token, body: nobodys });
      return wrong(
        who,
        'POST',
        where,
        asking,
        ({ status, body }) => [403, 409].includes(status) && body.code === unknown.body.code,
      );
    });
    expect(found).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  it('is seen by those who lend it a leader, and led by those who asked', async () => {
    const before = await house.head();
    const { own, world } = parties;
    const where = `/v1/deployments/${world.lentBy(own.ids.partnership)}`;
    const broker = await tokenOf('broker');
    expect((await house.send('GET', where, { token: broker })).status).toBe(200);
    const led = each(
      commands.filter((it) => it.path.startsWith('/v1/deployments/{id}/')),
      (it) => it.roles.filter((role) => it.reach[role] === 'partnership'),
    );
    const found = await faults(led, async ({ route, role }) => {
      const token = await tokenOf(role);
      const at = `${where}/${route.path.split('/').at(-1) ?? ''}`;
      const body = examples.get(routeOf(route));
      return wrong(role, 'POST', at, { token, body }, refusedAs('not-your-partnership'));
    });
    expect(found).toEqual([]);
    expect(await house.head()).toBe(before);
  });

  it('is no subject of a new plan, KPI or evidence either', async () => {
    const before = await house.head();
    const subject = { partnershipId: parties.foreign.ids.partnership };
    const naming = commands.filter((it) =>
      JSON.stringify(examples.get(routeOf(it)) ?? {}).includes('"subject":'),
    );
    const found = await faults(each(naming, scoped), async ({ route, role }) => {
      const token = await tokenOf(role);
      const example = filled(
        examples.get(routeOf(route)),
        about(parties.own.ids, parties.own.urns[0]),
      );
      const body = { ...(example as object), subject };
      return wrong(role, 'POST', route.path, { token, body }, ({ status }) => status === 404);
    });
    expect(found).toEqual([]);
    expect(await house.head()).toBe(before);
  });
});

describe('the log', () => {
  const lines = { accept: 'application/x-ndjson' };
  const idsIn = (said: Said): string[] =>
    (said.body as string).split('\n').flatMap((it) => (it === '' ? [] : [JSON.parse(it).id]));

  it('is, to those who are scoped, the events of what is within their reach, and no other', async () => {
    const events = await house.events();
    const { partnership } = parties.own.ids;
    const urns = [...parties.world.membersOf(partnership)].map((it) => `urn:${it}`);
    const reach = new Set([`partnership:${partnership}`, ...urns]);
    const first = new Map(
      events.filter((it) => it.revision === 0).map((it) => [it.stream, it.tags]),
    );
    const seen = (it: (typeof events)[number]): boolean =>
      first.get(it.stream)!.some((identity) => reach.has(identity));
    const theirs = events.filter(seen).map((it) => it.id);
    expect(theirs.length).toBeGreaterThan(100);
    expect(theirs.length).toBeLessThan(events.length);

    const token = await tokenOf('analyst');
    const said = await house.send('GET', '/v1/events', { token, headers: lines });
    expect(idsIn(said)).toEqual(theirs);
    const found = await faults(events, async (event) => {
      const right = ({ status }: Said): boolean => status === (seen(event) ? 200 : 404);
      return wrong('analyst', 'GET', `/v1/events/${event.id}`, { token }, right);
    });
    expect(found).toEqual([]);
  });

  it('opens no trace and no count of what is another’s', async () => {
    const token = await tokenOf('analyst');
    const foreign = parties.foreign.ids;
    const { correlationId } = (await house.events()).find((it) =>
      it.stream.endsWith(foreign.deployment),
    )!;
    const trace = await house.send('GET', `/v1/events/trace/${correlationId}`, { token });
    expect(trace.status).toBe(404);
    for (const query of [`identity=deployment:${foreign.deployment}`, 'group=identity&limit=200']) {
      const { body } = await house.send('GET', `/v1/events/explorer?${query}`, { token });
      expect(JSON.stringify(body)).not.toContain(`deployment:${foreign.deployment}","events`);
      if (query.startsWith('identity')) expect(body.items).toEqual([]);
    }
  });

  it('is whole to those who run the house, one’s own trace included', async () => {
    const token = await tokenOf('operator');
    const said = await house.send('GET', '/v1/events', { token, headers: lines });
    const events = await house.events();
    expect(idsIn(said)).toEqual(events.map((it) => it.id));
    const last = events.at(-1)!;
    const trace = await house.send('GET', `/v1/events/trace/${last.correlationId}`, { token });
    expect(JSON.stringify(trace.body)).toContain(last.id);
  });

  it('leads from each event to routes that are there', () => {
    const provenance = reads.filter((it) => it.path.endsWith('/{id}/provenance'));
    expect(Object.values(addressesOf(contexts)).sort()).toEqual(
      provenance.map((it) => it.path.replace('/{id}/provenance', '')).sort(),
    );
  });

  it('withholds every figure about too few pupils, in whatever event it stands', async () => {
    const events = await house.events();
    const declared = Object.keys(localFigures);
    const sized = (value: unknown): boolean =>
      Array.isArray(value)
        ? value.some(sized)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).some(([name, it]) => name === 'n' || sized(it))
          : false;
    // whatever event states a cohort is in the table of those whose figures are withheld
    const cohorts = new Set(events.filter((it) => sized(it.data)).map((it) => it.type));
    expect([...cohorts].filter((it) => !declared.includes(it))).toEqual([]);
    expect(cohorts.size).toBeGreaterThan(2);
  });
});

describe('one’s own', () => {
  const reached = ({ status }: Said): boolean => [200, 201, 400, 409].includes(status);

  it('is open to everybody who is granted it', async () => {
    const { own } = parties;
    const read = await faults(
      each(
        reads.filter((it) => !inside(it)),
        (it) => it.roles,
      ),
      async ({ route, role }) => {
        // a board is its partnership's: heads and chairs who are to read it are granted the partnership
        const home = route.path.startsWith('/v1/boards')
          ? await house.sign({ role, partnerships: [own.ids.partnership] })
          : await tokenOf(role);
        const where = addressOf(route.path, own.ids, own.urns[0]);
        return wrong(role, 'GET', where, { token: home }, ({ status }) => status === 200);
      },
    );
    expect(read).toEqual([]);
  });

  it('can be changed by everybody who is granted it, as far as the rules allow', async () => {
    const { own, bystander } = parties;
    const found = await faults(
      each(commands, (it) => it.roles),
      async ({ route, role }) => {
        const token = await tokenOf(role);
        // nobody loses a member or a school by this walk
        const urn = /^.v1.(partnerships|schools)/.test(route.path) ? bystander : own.urns[0];
        const body = filled(examples.get(routeOf(route)), about(own.ids, urn));
        const where = addressOf(route.path, own.ids, urn);
        // what is said for a bystander is not theirs to say, nor is a school’s plan the partnership’s to approve
        const apart =
          (ofPartnerships(route) && route.reach[role] === 'school') ||
          route.reach[role] === 'partnership itself';
        const right = apart ? ({ status }: Said) => status === 403 : reached;
        return wrong(role, 'POST', where, { token, body }, right);
      },
    );
    expect(found).toEqual([]);
  });

  it('is not said of somebody who never was: no id that is none, and none that was not given out', async () => {
    const token = await tokenOf('operator');
    const never = [newId(), 'nobody', '%20', '1e-7'];
    const found = await faults(['', '/export', '/erasures'], async (what) =>
      faults(never, (id) =>
        wrong(
          'operator',
          'GET',
          `/v1/people/${id}${what}`,
          { token },
          ({ status }) => status === 404,
        ),
      ),
    );
    expect(found).toEqual([]);
  });

  it('never was an error of ours', () => {
    expect(house.errors).toEqual([]);
  });
});
