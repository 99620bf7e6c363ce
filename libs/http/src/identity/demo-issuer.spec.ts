import { afterAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DemoIssuer } from './demo-issuer.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'demo-'));
const file = path.join(folder, 'keys', 'demo.jwk');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the demonstration’s issuer', () => {
  it('is refused in production', async () => {
    await expect(DemoIssuer.open(file, 'production')).rejects.toThrow('refused in production');
  });

  it('has one key, whoever makes it first, and only its owner reads it', async () => {
    const issuers = await Promise.all(
      Array.from({ length: 8 }, () => DemoIssuer.open(file, 'test')),
    );
    const token = await issuers[0]!.sign({
      role: 'broker',
      partnerships: ['p1'],
      urns: ['139402'],
    });
    for (const it of [...issuers, await DemoIssuer.open(file, undefined)])
      expect(await it.identities().of(token)).toEqual({
        id: 'demo-broker',
        roles: ['broker'],
        partnerships: ['p1'],
        urns: ['139402'],
      });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['demo.jwk']);
  });

  it('takes the key back from others who could read it', async () => {
    chmodSync(file, 0o644);
    await DemoIssuer.open(file, 'test');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong with a file that is no key', async () => {
    const broken = path.join(folder, 'broken.jwk');
    for (const text of ['', '{', '{"kty":"RSA"}', '{"kty":"OKP","crv":"Ed25519","x":"abc"}']) {
      writeFileSync(broken, text);
      await expect(DemoIssuer.open(broken, 'test')).rejects.toThrow('is not an Ed25519 key pair');
    }
  });
});
