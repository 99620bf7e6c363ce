import { describe, expect, it } from '@jest/globals';
import { configOf } from './config.js';

const cwd = '/srv/groundswell';

describe('settings', () => {
  it('have defaults for a laptop', () =>
    expect(configOf({}, cwd)).toEqual({
      port: 3000,
      host: '127.0.0.1',
      folder: '/srv/groundswell/.groundswell',
      eventStore: { kind: 'postgres' },
      auth: { kind: 'demo' },
      demoArea: true,
      limits: { requestsPerMinute: 240_000, refusalsPerMinute: 3_000 },
      logLevel: 'warn',
      production: false,
    }));

  it.each([
    [{ PORT: 'http' }, 'PORT is "http"; use a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT is "70000"; use a whole number from 0 to 65535'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must be a URL that begins with postgres: or postgresql://',
    ],
    [{ AUTH: 'none' }, 'AUTH is "none"; use one of demo, oidc'],
    [
      { NODE_ENV: 'production' },
      'AUTH is demo, which signs its own tokens; in production use oidc',
    ],
    [{ AUTH: 'oidc' }, 'OIDC_ISSUER is needed when AUTH is oidc'],
    [
      { AUTH: 'oidc', OIDC_ISSUER: 'https://id.example.org' },
      'OIDC_AUDIENCE is needed when AUTH is oidc',
    ],
    [
      {
        ...{ AUTH: 'oidc', OIDC_ISSUER: 'https://id.example.org', OIDC_AUDIENCE: 'groundswell' },
        OIDC_NAMESPACE: 'two words',
      },
      'OIDC_NAMESPACE must be printable',
    ],
    [
      {
        ...{ AUTH: 'oidc', OIDC_ISSUER: 'https://id.example.org', OIDC_AUDIENCE: 'groundswell' },
        ...{ NODE_ENV: 'production', DEMO_AREA: 'on' },
      },
      'DEMO_AREA is on, which invents schools',
    ],
    [{ DEMO_AREA: 'maybe' }, 'DEMO_AREA is "maybe"; use one of on, off'],
    [{ RATE_LIMIT: 'none' }, 'RATE_LIMIT is "none"; use a number of requests a minute, or off'],
    [{ REFUSAL_LIMIT: '0' }, 'REFUSAL_LIMIT is "0"; use a number of requests a minute, or off'],
    [{ EVENT_STORE: 'mongodb' }, 'EVENT_STORE is "mongodb"; use one of postgres, eventstoredb'],
    [{ EVENT_STORE: 'eventstoredb' }, 'EVENTSTORE_URL is needed when EVENT_STORE is eventstoredb'],
    [
      { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'http://localhost:2113' },
      'EVENTSTORE_URL must be a URL that begins with esdb: or esdb+discover://',
    ],
    [
      { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb:?tls=false' },
      'EVENTSTORE_URL names no server',
    ],
    [
      { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb://localhost:2113' },
      'EVENTSTORE_URL needs a user and a password',
    ],
  ])('that are bad are named: %j', (env, says) => {
    expect(() => configOf(env, cwd)).toThrow(says);
  });

  it('with an issuer of one’s own invent nothing unasked, and name the claims', () => {
    const env = {
      AUTH: 'oidc',
      OIDC_ISSUER: 'https://id.example.org',
      OIDC_AUDIENCE: 'groundswell',
    };
    expect(configOf(env, cwd)).toMatchObject({ demoArea: false, auth: { kind: 'oidc' } });
    expect(configOf({ ...env, DEMO_AREA: 'on' }, cwd).demoArea).toBe(true);
    const OIDC_NAMESPACE = 'https://groundswell.example/';
    expect(configOf({ ...env, OIDC_NAMESPACE }, cwd).auth).toEqual({
      ...{ kind: 'oidc', issuer: env.OIDC_ISSUER, audience: 'groundswell' },
      claimNamespace: OIDC_NAMESPACE,
    });
  });

  it('of limits are off together, or one by one', () => {
    const limits = (env: Record<string, string>) => configOf(env, cwd).limits;
    expect(limits({ RATE_LIMIT: 'off' })).toEqual({});
    expect(limits({ REFUSAL_LIMIT: 'off' })).toEqual({ requestsPerMinute: 240_000 });
    expect(limits({ RATE_LIMIT: 'off', REFUSAL_LIMIT: '7' })).toEqual({ refusalsPerMinute: 7 });
  });

  it('say where the log lies', () => {
    const env = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb://localhost:2113?tls=false' };
    const { eventStore } = configOf(env, cwd);
    expect(eventStore).toEqual({ kind: 'eventstoredb', url: env.EVENTSTORE_URL });
  });
});
