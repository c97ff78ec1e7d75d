import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The figures that the server shows; none of them says who asked or what. */
export interface Metrics {
  readonly registry: Registry;
  turnCommitted(turn: {
    readonly outcome: string;
    readonly milliseconds: number;
    readonly steps: Readonly<Record<string, number>>;
    /** Why it was noted for editors, if it was. */
    readonly gap?: string | undefined;
  }): void;
  /** A person said that an answer helped (`up`), or did not. */
  voted(vote: 'up' | 'down'): void;
  turnFailed(): void;
}

/**
 * @param gauges values that are read when somebody looks: messages waiting, open streams
 */
export function createMetrics(
  gauges: Readonly<Record<string, { readonly help: string; readonly read: () => number | Promise<number> }>>,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({ name: 'tanya_turns_total', help: 'Committed turns', labelNames: ['outcome'], registers });
  const failures = new Counter({
    name: 'tanya_turn_attempts_failed_total',
    help: 'Attempts at a turn that came to nothing',
    registers,
  });
  const seconds = new Histogram({
    name: 'tanya_turn_seconds',
    help: 'From the claim to the commit',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 20],
    registers,
  });
  const steps = new Histogram({
    name: 'tanya_step_seconds',
    help: 'Time in each step of a turn',
    labelNames: ['step'],
    buckets: [0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.1, 1, 10],
    registers,
  });
  const gaps = new Counter({
    name: 'tanya_gaps_total',
    help: 'Questions that were not answered well, as far as a turn can tell',
    labelNames: ['reason'],
    registers,
  });
  const feedback = new Counter({
    name: 'tanya_feedback_total',
    help: 'What people said of answers, changes of mind included',
    labelNames: ['vote'],
    registers,
  });
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // A figure that cannot be read must not take the others with it.
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => NaN),
        );
      },
    });
  }
  return {
    registry,
    turnCommitted({ outcome, milliseconds, steps: durations, gap }) {
      turns.inc({ outcome });
      seconds.observe(milliseconds / 1000);
      for (const [step, ms] of Object.entries(durations)) steps.observe({ step }, ms / 1000);
      if (gap !== undefined) gaps.inc({ reason: gap });
    },
    turnFailed: () => failures.inc(),
    voted: (vote) => feedback.inc({ vote }),
  };
}
