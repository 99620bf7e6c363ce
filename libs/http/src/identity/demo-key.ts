import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '#eventing';

/**
 * The key pair that demonstration tokens are signed with, as a JWK in a file that only its owner can read. Made
 * when it is missing; of two processes that make it at once, one wins and both use that one.
 */
export async function demoKey(file: string): Promise<JWK> {
  const found = await read(file);
  if (found) return found;
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const mine = `${file}.${newId()}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(mine, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
  try {
    await link(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(mine);
  }
  const made = await read(file);
  if (!made) throw new Error(`${file} went away while it was made`);
  return made;
}

async function read(file: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  let key: JWK;
  try {
    key = JSON.parse(text) as JWK;
  } catch {
    key = {};
  }
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !key.x)
    throw new Error(`${file} is not an Ed25519 key pair; remove it and a new one is made`);
  return key;
}
