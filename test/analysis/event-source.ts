/** One event of a stream, or an id without data, or a comment. */
export interface Heard {
  readonly id?: string;
  readonly data?: string;
  readonly comment?: string;
}

/** A stream of server-sent events, read block by block, as browsers do; ends when the server or the signal ends it. */
export async function* listen(
  url: string,
  token: string,
  { after, signal }: { after?: string | undefined; signal?: AbortSignal } = {},
): AsyncGenerator<Heard, void> {
  const answer = await fetch(url, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(after === undefined ? {} : { 'last-event-id': after }),
    },
    ...(signal ? { signal } : {}),
  });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of answer.body!) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = rest.split('\n\n');
    // what was cut off in the middle of an event is no event
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const heard: Record<string, string> = {};
      for (const line of block.split('\n')) {
        const at = line.indexOf(':');
        heard[at === 0 ? 'comment' : line.slice(0, at)] = line.slice(at + 2);
      }
      yield heard;
    }
  }
}
