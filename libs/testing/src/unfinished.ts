import { afterEach } from '@jest/globals';

const begun = new Map<symbol, string>();

/** Says that a test has begun to tell something; call what it returns once an assertion has ended it. */
export function begin(what: string): () => void {
  const id = Symbol(what);
  begun.set(id, what);
  return () => void begun.delete(id);
}

/** What was begun and not ended, which is forgotten now. After each test there must be none. */
export function unfinished(): string[] {
  const left = [...begun.values()];
  begun.clear();
  return left;
}

afterEach(() => {
  const left = unfinished();
  if (left.length > 0)
    throw new Error(
      `nothing was asserted about ${left.join(', ')}: end each \`when\` with \`then\``,
    );
});
