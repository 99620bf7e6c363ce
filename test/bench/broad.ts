import { Entity } from 'typeorm';
import type { AnyProcess, AnyProjection } from '#eventing';
import { benchDeployments, benchSchools, benchVisits } from './replay-models.js';

/** How much a full house follows the log with. */
export const BROAD = { models: 45, processes: 20 } as const;

const shapes: readonly AnyProjection[] = [benchVisits, benchSchools, benchDeployments];

/** Each noun has types of its own, and three read models that fold them. */
export const typeOf = (type: string, noun: number): string => `${type}${noun}`;

/** So many nouns come to so many read models. */
export const nounsOf = (models: number): number => Math.ceil(models / shapes.length);

/** So many read models, three for each noun; the first few fold events of `also` besides, as some of a house would. */
export const broadModels = (count: number, also?: string): readonly AnyProjection[] =>
  Array.from({ length: count }, (_, n) =>
    modelOf(shapes[n % shapes.length] as AnyProjection, n, n < 3 ? also : undefined),
  );

function modelOf(shape: AnyProjection, nth: number, also?: string): AnyProjection {
  const noun = Math.floor(nth / shapes.length);
  const Named = class extends shape.entity {} as AnyProjection['entity'];
  Entity({ schema: 'read', name: `${shape.name.replace('.', '_')}_${noun}` })(Named);
  const on = Object.fromEntries(
    Object.entries(shape.on).map(([type, apply]) => [typeOf(type, noun), apply]),
  );
  if (also === undefined) return { ...shape, name: `${shape.name}-${noun}`, entity: Named, on };
  const [first] = Object.values(shape.on);
  const key: AnyProjection['key'] = (it) =>
    it.type === also ? (it.tags[0] as string) : shape.key(it);
  return {
    ...{ ...shape, name: `${shape.name}-${noun}`, entity: Named, key },
    on: { ...on, [also]: first as never },
  };
}

/** So many processes, each of which looks at events and has nothing to do about them; the first few at those of `also`. */
export const broadProcesses = (count: number, nouns: number, also?: string): AnyProcess[] =>
  Array.from({ length: count }, (_, n): AnyProcess => {
    const types = [typeOf('BenchAgreed', n % nouns), ...(also && n < 2 ? [also] : [])];
    return {
      name: `bench.process-${n}`,
      from: 'beginning',
      on: Object.fromEntries(types.map((it) => [it, () => []])),
    };
  });
