import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testFolder } from '#testing';
import { accountFor, assertReachable } from './account.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;
const asAnyone = process.getuid?.() === 0 ? it.skip : it;

describe('the account of PostgreSQL', () => {
  asRoot('is never root: a named one for a new cluster, its owner for an existing one', () => {
    const cluster = join(testFolder(), 'postgres');
    expect(accountFor(cluster).uid).toBeGreaterThan(0);
    mkdirSync(cluster);
    chownSync(cluster, 4321, 1234);
    expect(accountFor(cluster)).toEqual({ uid: 4321, gid: 1234 });
  });

  asRoot('must reach the folder', () => {
    const folder = testFolder();
    const account = { uid: 4321, gid: 1234 };
    expect(() => assertReachable(folder, account)).not.toThrow();
    chmodSync(folder, 0o700);
    expect(() => assertReachable(folder, account)).toThrow('GROUNDSWELL_DATA');
    expect(() => assertReachable(folder, {})).not.toThrow();
  });

  asAnyone('is our own, and the cluster must be too', () => {
    expect(accountFor(join(testFolder(), 'postgres'))).toEqual({});
    expect(() => accountFor('/')).toThrow('GROUNDSWELL_DATA');
  });
});
