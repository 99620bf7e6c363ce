import { expect, it } from '@jest/globals';
import type { Note } from '#eventing';
import { bodyOf } from '../commands/body.js';
import { IdField } from './fields.js';
import { IdsField, PartsField } from './lists.js';
import { NarrativeField } from './narrative.js';

const id = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

class Part {
  @IdField('Which one')
  partId!: string;
}

class Body {
  @IdField('Whom')
  personId!: string;

  @IdField('Perhaps', { optional: true })
  replaces?: string;

  @IdsField('Which ones', [id])
  kpiIds!: readonly string[];

  @PartsField('Its parts', () => Part)
  parts!: readonly Part[];

  @NarrativeField('What was seen.')
  story!: Note;
}

it('ids of a body are kept in lower case, in lists and parts too; words stay as they are', () => {
  const made = bodyOf(Body, {
    personId: id.toUpperCase(),
    kpiIds: [id.toUpperCase(), id],
    parts: [{ partId: id.toUpperCase() }],
    story: `About ${id.toUpperCase()}`,
    people: [id.toUpperCase()],
  });
  expect(JSON.parse(JSON.stringify(made))).toEqual({
    ...JSON.parse(JSON.stringify(new Body())),
    personId: id,
    kpiIds: [id, id],
    parts: [{ partId: id }],
    story: `About ${id.toUpperCase()}`,
    people: [id],
  });
});
