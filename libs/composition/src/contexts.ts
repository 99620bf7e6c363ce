import { brokerage } from '#brokerage';
import { evaluation } from '#evaluation';
import type { ContextModule } from '#http';
import { improvement } from '#improvement';
import { intelligence } from '#intelligence';
import { network } from '#network';
import { operations } from '#operations';
import { register } from '#register';

/** Every context there is, upstream first: a new one is listed here and nowhere else. */
export const contexts: readonly ContextModule[] = [
  network,
  register,
  intelligence,
  brokerage,
  improvement,
  evaluation,
  operations,
];
