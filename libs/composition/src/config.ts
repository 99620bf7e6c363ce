import { existsSync } from 'node:fs';
import path from 'node:path';

/** Everything that can be set from outside; see the README's table. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The folder of the embedded default: its PostgreSQL, its keys. */
  readonly folder: string;
  /** A PostgreSQL of one's own; the embedded one when absent. */
  readonly databaseUrl?: string;
  /** Where the log lies; read models and the register are always on PostgreSQL. */
  readonly eventStore:
    { readonly kind: 'postgres' } | { readonly kind: 'eventstoredb'; readonly url: string };
  readonly auth:
    | { readonly kind: 'demo' }
    | {
        readonly kind: 'oidc';
        readonly issuer: string;
        readonly audience: string;
        /** Stands before the names of the claims that grant. */
        readonly claimNamespace?: string;
      };
  readonly demoArea: boolean;
  readonly logLevel: string;
  /** What a scraper of `/metrics` may show instead of a token of an operator or a service. */
  readonly metricsToken?: string;
  /** How many requests a caller may make in a minute, and how many of them may be refused; no limit when absent. */
  readonly limits: { readonly requestsPerMinute?: number; readonly refusalsPerMinute?: number };
  readonly production: boolean;
}

/** A setting that cannot be used: the process says which, and ends. */
export class BadSetting extends Error {
  constructor(name: string, says: string) {
    super(`${name} ${says}`);
    this.name = 'BadSetting';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings from the environment; throws `BadSetting` for the first one that cannot be used. */
export function configOf(env: Environment, cwd: string): Config {
  const word = (name: string, words: readonly string[], otherwise: string): string => {
    const value = env[name] ?? otherwise;
    if (!words.includes(value))
      throw new BadSetting(name, `is "${value}"; use one of ${words.join(', ')}`);
    return value;
  };
  const url: Urls = (name, protocols) => {
    const value = env[name];
    if (value === undefined || value === '') return undefined;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      throw new BadSetting(name, `must be a URL that begins with ${protocols.join(' or ')}//`);
    return value;
  };

  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSetting('PORT', `is "${env.PORT ?? ''}"; use a whole number from 0 to 65535`);
  const production = env.NODE_ENV === 'production';
  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const eventStore = word('EVENT_STORE', ['postgres', 'eventstoredb'], 'postgres');
  if (env.KAFKA_BROKERS)
    throw new BadSetting('KAFKA_BROKERS', 'is set, but this version has no relay yet');

  const auth = word('AUTH', ['demo', 'oidc'], 'demo');
  if (auth === 'demo' && production)
    throw new BadSetting('AUTH', 'is demo, which signs its own tokens; in production use oidc');
  if (production && env.DEMO_AREA === 'on')
    throw new BadSetting('DEMO_AREA', 'is on, which invents schools; in production leave it off');
  return {
    port,
    host: env.HOST ?? '127.0.0.1',
    folder: path.resolve(cwd, env.GROUNDSWELL_DATA ?? defaultFolder(cwd)),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    eventStore:
      eventStore === 'postgres'
        ? { kind: 'postgres' }
        : { kind: 'eventstoredb', url: eventStoreDbUrlOf(env, url) },
    auth: auth === 'demo' ? { kind: 'demo' } : { kind: 'oidc', ...oidcOf(env, url) },
    // who has real identities has a real log: nothing is made up for it unasked
    demoArea:
      word('DEMO_AREA', ['on', 'off'], production || auth === 'oidc' ? 'off' : 'on') === 'on',
    limits: limitsOf(env),
    ...metricsTokenOf(env),
    logLevel: word('LOG_LEVEL', levels, 'warn'),
    production,
  };
}

/** More than a busy program makes on many connections. */
const REQUESTS_PER_MINUTE = '240000';
/** Far more than people and their programs get wrong. */
const REFUSALS_PER_MINUTE = '3000';

function limitsOf(env: Environment): Config['limits'] {
  const limit = (name: 'RATE_LIMIT' | 'REFUSAL_LIMIT', otherwise: string): number | undefined => {
    const value = env[name] ?? otherwise;
    if (value === 'off') return undefined;
    if (!/^[1-9]\d{0,8}$/.test(value))
      throw new BadSetting(name, `is "${value}"; use a number of requests a minute, or off`);
    return Number(value);
  };
  const requestsPerMinute = limit('RATE_LIMIT', REQUESTS_PER_MINUTE);
  const unlimited = requestsPerMinute === undefined;
  const refusalsPerMinute = limit('REFUSAL_LIMIT', unlimited ? 'off' : REFUSALS_PER_MINUTE);
  return {
    ...(unlimited ? {} : { requestsPerMinute }),
    ...(refusalsPerMinute === undefined ? {} : { refusalsPerMinute }),
  };
}

function metricsTokenOf({ METRICS_TOKEN: metricsToken }: Environment) {
  if (metricsToken === undefined || metricsToken === '') return {};
  if (!/^[\w.~+/=-]{16,}$/.test(metricsToken))
    throw new BadSetting(
      'METRICS_TOKEN',
      'must have 16 or more letters, digits or any of . ~ + / = -',
    );
  return { metricsToken };
}

type Urls = (name: string, protocols: readonly string[]) => string | undefined;

function eventStoreDbUrlOf(env: Environment, url: Urls): string {
  const found = url('EVENTSTORE_URL', ['esdb:', 'esdb+discover:']);
  if (found === undefined)
    throw new BadSetting('EVENTSTORE_URL', 'is needed when EVENT_STORE is eventstoredb');
  const { hostname, password, searchParams } = new URL(found);
  if (hostname === '')
    throw new BadSetting('EVENTSTORE_URL', 'names no server: use esdb://host:2113?tls=false');
  if (searchParams.get('tls') !== 'false' && password === '')
    throw new BadSetting(
      'EVENTSTORE_URL',
      'needs a user and a password: esdb://user:password@host:2113',
    );
  return found;
}

function oidcOf(env: Environment, url: Urls) {
  const issuer = url('OIDC_ISSUER', ['https:', 'http:']);
  if (issuer === undefined) throw new BadSetting('OIDC_ISSUER', 'is needed when AUTH is oidc');
  const audience = env.OIDC_AUDIENCE;
  if (!audience) throw new BadSetting('OIDC_AUDIENCE', 'is needed when AUTH is oidc');
  const claimNamespace = env.OIDC_NAMESPACE;
  if (claimNamespace !== undefined && !/^[\x21-\x7e]{0,200}$/.test(claimNamespace))
    throw new BadSetting('OIDC_NAMESPACE', 'must be printable, as https://groundswell.example/');
  return { issuer, audience, ...(claimNamespace ? { claimNamespace } : {}) };
}

/**
 * `.groundswell` beside the project. PostgreSQL refuses to run as root and so runs as another account, which
 * cannot enter a project below `/root`: there the data lie under `/var/lib`.
 */
function defaultFolder(cwd: string): string {
  const belowRoot = process.getuid?.() === 0 && (cwd === '/root' || cwd.startsWith('/root/'));
  return belowRoot && existsSync('/var/lib') ? '/var/lib/groundswell' : '.groundswell';
}
