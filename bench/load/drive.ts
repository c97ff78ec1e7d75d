import type { LoadClient } from './client.js';

export interface Driven {
  /** Answers seen before the time was up. */
  readonly answers: number;
  readonly seconds: number;
  /** Milliseconds from asking to the answer being seen. */
  readonly latencies: readonly number[];
}

/**
 * Lets every client ask again and again, each its next question when it has seen the answer to the last, until the time is up or so many
 * answers have been seen.
 */
export async function drive(
  clients: readonly LoadClient[],
  questions: readonly string[],
  limit: { readonly milliseconds: number; readonly answers?: number },
): Promise<Driven> {
  const { milliseconds, answers = Infinity } = limit;
  const started = performance.now();
  const until = started + milliseconds;
  const latencies: number[] = [];
  let next = 0;
  let last = started;
  await Promise.all(
    clients.map(async (client) => {
      while (next < answers) {
        const asked = performance.now();
        if (asked >= until) return;
        await client.ask(questions[next++ % questions.length] ?? '');
        const seen = performance.now();
        if (seen > until) return;
        latencies.push(seen - asked);
        last = seen;
      }
    }),
  );
  const seconds = (answers === Infinity ? milliseconds : last - started) / 1000;
  return { answers: latencies.length, seconds, latencies };
}
