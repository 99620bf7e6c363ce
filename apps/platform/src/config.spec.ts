import { describe, expect, it } from '@jest/globals';
import { configOf } from './config.js';

const cwd = '/srv/groundswell';

describe('settings', () => {
  it('have defaults for a laptop', () =>
    expect(configOf({}, cwd)).toEqual({
      port: 3000,
      host: '127.0.0.1',
      folder: '/srv/groundswell/.groundswell',
      auth: { kind: 'demo' },
      demoArea: true,
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
    [{ DEMO_AREA: 'maybe' }, 'DEMO_AREA is "maybe"; use one of on, off'],
    [{ EVENT_STORE: 'mongodb' }, 'EVENT_STORE is "mongodb"; use one of postgres'],
  ])('that are bad are named: %j', (env, says) => {
    expect(() => configOf(env, cwd)).toThrow(says);
  });
});
