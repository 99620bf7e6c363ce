import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import type { NoteEvent } from './note.events.js';
import { note } from './note.js';

const given = decisionsOf(note, { id: 'n1' });
const by = (id: string) => ({ note: id, hash: `hash of ${id}` });
const replaced = (id: string): NoteEvent => ({
  type: 'NoteReplaced',
  data: { noteId: 'n1', by: by(id) },
});
const redact = (id: string) => ({ type: 'RedactNote', noteId: 'n1', text: by(id) }) as const;

describe('a narrative', () => {
  it('is replaced by an edited one, whose words no event holds', () =>
    given().when(redact('n2')).then(replaced('n2')));
  it('may be edited again', () => given(replaced('n2')).when(redact('n3')).then(replaced('n3')));
});
