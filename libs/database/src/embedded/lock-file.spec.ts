import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testFolder } from '#testing';
import { holderOf, lockOf } from './lock-file.js';

describe('the lock of a cluster', () => {
  it('is read once it is written, ready or not', () => {
    const cluster = testFolder();
    const file = join(cluster, 'postmaster.pid');
    expect(lockOf(cluster)).toBeUndefined();
    writeFileSync(file, '');
    expect(lockOf(cluster)).toBeUndefined();
    writeFileSync(file, `77\n${cluster}\n1700000000\n5433\n\n127.0.0.1\n 1 2\nstarting\n`);
    expect(lockOf(cluster)).toEqual({ pid: 77, port: 5433, ready: false });
    writeFileSync(file, `77\n${cluster}\n1700000000\n5433\n\n127.0.0.1\n 1 2\nready   \n`);
    expect(lockOf(cluster)).toEqual({ pid: 77, port: 5433, ready: true });
  });

  it('is held by nobody when its process ended, and by another when the number was given again', async () => {
    const cluster = testFolder();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(holderOf(pid, cluster)).toBe('other');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(holderOf(pid, cluster)).toBe('gone');
  });
});
