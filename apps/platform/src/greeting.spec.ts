import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { DemoIssuer, roles } from '#http';
import { testFolder } from '#testing';
import { grants, greeting } from './greeting.js';

const url = 'http://127.0.0.1:3000';
const demo = { auth: { kind: 'demo' }, demoArea: true } as const;
const issuer = () => DemoIssuer.open(path.join(testFolder(), 'demo.jwk'), 'test');

describe('what a person reads once the house listens', () => {
  it('has a token of each role, at home in the story', async () => {
    const id = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
    const said = await greeting(url, demo, await issuer(), new Map([['tidewater', id]]));
    for (const role of roles) expect(said).toMatch(new RegExp(`^  ${role} +ey`, 'm'));
    expect(said).toContain(`${url}/v1/boards/${id}/impact`);
    expect(said).not.toContain('not loaded');
  });

  it('has tokens that reach what there is in a store without the story, and says whose do not', async () => {
    const said = await greeting(url, demo, await issuer());
    expect(said).toContain('is not loaded: the store has a past of its own');
    expect(said).toContain('groundswell token --role headteacher --urn URN');
    for (const { role, partnerships } of grants(new Map()))
      if (['board', 'broker', 'analyst', 'evaluator', 'reviewer'].includes(role))
        expect(partnerships).toEqual(['*']);
  });

  it('says whose tokens there are, and what they must claim', async () => {
    const auth = {
      kind: 'oidc',
      issuer: 'https://id.example.org',
      audience: 'groundswell',
      claimNamespace: 'https://groundswell.example/',
    } as const;
    const said = await greeting(url, { auth, demoArea: false }, undefined);
    expect(said).toContain(
      'Tokens are those of https://id.example.org for the audience groundswell.',
    );
    expect(said).toContain('https://groundswell.example/roles');
    expect(said).toContain('DEMO_AREA=on loads it into an empty store');
    expect(said).not.toContain('Bearer');
  });
});
