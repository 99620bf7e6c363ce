import { ORIGIN } from '#eventing';
import { Wavering } from '../../demonstration/wavering.js';

/** The data of the first event of each type that the demonstration records. Its schools and people are invented. */
export async function recordedExamples(): Promise<ReadonlyMap<string, unknown>> {
  const area = await Wavering.empty();
  try {
    await area.load();
    const events = await area.within(({ store }) => store.readAll(ORIGIN, { limit: 100_000 }));
    return new Map(events.reverse().map((it) => [it.type, it.data]));
  } finally {
    await area.remove();
  }
}
