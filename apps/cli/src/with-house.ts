import type { House } from './house.js';
import type { World } from './world.js';

/** Opens the house for one piece of work, and lets go of it whatever happens. */
export async function withHouse<T>(world: World, work: (house: House) => Promise<T>): Promise<T> {
  const house = await world.open();
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
