import type { World } from './world.js';

/** Does something that tells how far it is, on one line of standard error; each thing is said once. */
export async function progressOf<T>(
  world: World,
  work: (progress: (says: string) => void) => Promise<T>,
): Promise<T> {
  let said = '';
  try {
    return await work((says) => {
      if (says !== said) world.err(`\r${says}`);
      said = says;
    });
  } finally {
    if (said) world.err('\n');
  }
}
