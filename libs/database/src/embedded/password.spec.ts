import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testFolder } from '#testing';
import { passwordIn } from './password.js';

describe('the password of a cluster', () => {
  it('is drawn once, kept from others, and leaves nothing else behind', () => {
    const folder = testFolder();
    const file = join(folder, 'postgres.password');
    const drawn = passwordIn(file);
    expect(drawn).toMatch(/^[\w-]{32}$/);
    expect(passwordIn(file)).toBe(drawn);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['postgres.password']);
    expect(passwordIn(join(testFolder(), 'postgres.password'))).not.toBe(drawn);
  });
});
