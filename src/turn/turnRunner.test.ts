import { afterEach, describe, expect, it } from 'vitest';
import { TurnRunner } from './turnRunner.js';
import { echo, openTurnBench, type Brain, type TurnBench } from './testing/turnBench.js';

const runners: TurnRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.drain(1_000)));
});

async function started(
  bench: TurnBench,
  options: { concurrency?: number; sweepMs?: number } = {},
): Promise<TurnRunner> {
  const runner = new TurnRunner({
    ...bench.services,
    concurrency: options.concurrency ?? 4,
    sweepMs: options.sweepMs ?? 60_000,
  });
  runners.push(runner);
  await runner.start();
  return runner;
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the turn runner', () => {
  it('answers a message that is announced, without being told', async () => {
    const bench = await openTurnBench(echo);
    await started(bench);
    const id = await bench.say('c', 'satu');
    await until(async () => (await bench.log(id)).length === 2);
  });

  it('takes up what was left waiting when it starts', async () => {
    const bench = await openTurnBench(echo);
    const id = await bench.say('c', 'satu');
    await started(bench);
    await until(async () => (await bench.log(id)).length === 2);
  });

  it('keeps the order within a conversation under a burst', async () => {
    const bench = await openTurnBench(async (input) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return echo(input);
    });
    await started(bench);
    let id = '';
    for (let n = 0; n < 30; n++) id = await bench.say('c', `${n}`);
    const answered = async (): Promise<number[]> =>
      (await bench.log(id))
        .filter((line) => line.startsWith('bot'))
        .flatMap((line) => line.replace('bot: echo ', '').split(' + ').map(Number));
    await until(async () => (await answered()).length >= 30);
    expect(await answered()).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('does not let a slow conversation hold up others', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const brain: Brain = async (input) => {
      if (input.request.text === 'lambat') await slow;
      return echo(input);
    };
    const bench = await openTurnBench(brain);
    await started(bench);
    const first = await bench.say('slow', 'lambat');
    const other = await bench.say('quick', 'cepat');
    await until(async () => (await bench.log(other)).length === 2);
    expect(await bench.log(first)).toHaveLength(1);
    release();
    await until(async () => (await bench.log(first)).length === 2);
  });

  it('tries again after a failure and gives up after three attempts', async () => {
    let calls = 0;
    const bench = await openTurnBench(() => {
      calls++;
      throw new Error('no');
    });
    await started(bench);
    const id = await bench.say('c', 'racun');
    await until(async () => (await bench.log(id)).length === 2);
    expect(calls).toBe(3);
  });

  it('ends the turns that run and begins no more when it is drained', async () => {
    const bench = await openTurnBench(async (input) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return echo(input);
    });
    const runner = await started(bench);
    const id = await bench.say('c', 'satu');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await runner.drain(5_000)).toBe(true);
    expect(await bench.log(id)).toHaveLength(2);
    await bench.say('c', 'dua');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await bench.log(id)).toHaveLength(3);
  });
});
