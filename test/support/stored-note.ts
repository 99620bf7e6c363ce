import { newId, type Note } from '#eventing';
import type { Notes } from '#register';

/** A narrative in the register, as a command that was decided leaves it there. */
export async function storedNote(
  notes: Notes,
  { id, text, subjects }: { id: string; text: string; subjects: readonly string[] },
): Promise<Note> {
  const drafts = await notes.draft([{ id, text }], true);
  await notes.keep({ commandId: newId(), subjects, people: [], drafts });
  const [draft] = drafts;
  if (!draft) throw new Error('no draft was made');
  return draft.note;
}
