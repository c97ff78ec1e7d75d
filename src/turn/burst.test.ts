import { afterEach, describe, expect, it, vi } from 'vitest';
import { appendActivities } from '../store/activities.js';
import { Bursts, LONGEST_BURST_MS } from './burst.js';
import { echo, openTurnBench, type TurnBench } from './testing/turnBench.js';

const WINDOW_MS = 1_500;
const open: Bursts[] = [];
afterEach(() => {
  for (const bursts of open.splice(0)) bursts.stop();
  vi.useRealTimers();
});

/** Time stands still until the test moves it; what is read from the store still arrives. */
async function waiting(windowMs = WINDOW_MS): Promise<{
  bench: TurnBench;
  bursts: Bursts;
  begun: string[];
  shown: string[];
  write: (text: string) => Promise<void>;
}> {
  const bench = await openTurnBench(echo);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const begun: string[] = [];
  const shown: string[] = [];
  const bursts = new Bursts({
    store: bench.store,
    windowMs,
    begin: (id) => begun.push(id),
    onWaiting: ({ id }) => shown.push(id),
    onError: (error) => {
      throw error;
    },
    now: () => performance.now(),
  });
  open.push(bursts);
  let count = 0;
  const write = async (text: string): Promise<void> => {
    bursts.arrived(await bench.say('c', text, `${++count}`));
    for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { bench, bursts, begun, shown, write };
}

async function withButton(bench: TurnBench, label: string): Promise<void> {
  const id = await bench.say('c', 'halo', 'hello');
  const activity = {
    type: 'message',
    text: 'Yang mana?',
    suggestedActions: { to: [], actions: [{ type: 'imBack', title: label, value: label }] },
  };
  await appendActivities(bench.store.db, [
    { conversationId: id, seq: 500, id: `${id}|500`, author: 'bot', activity, turnId: null, createdAt: 0 },
  ]);
}

describe('several messages in a row', () => {
  it('wait for each other, and begin one turn', async () => {
    const { begun, write } = await waiting();
    await write('min mau tanya');
    vi.advanceTimersByTime(1_000);
    await write('paspor saya hilang');
    vi.advanceTimersByTime(1_000);
    expect(begun).toHaveLength(0);
    vi.advanceTimersByTime(500);
    expect(begun).toHaveLength(1);
    vi.advanceTimersByTime(10_000);
    expect(begun).toHaveLength(1);
  });

  it('do not put off the answer without end', async () => {
    const { begun, write } = await waiting();
    for (let at = 0; at < LONGEST_BURST_MS; at += 1_000) {
      await write(`baris ${at}`);
      expect(begun).toHaveLength(0);
      vi.advanceTimersByTime(1_000);
    }
    expect(begun).toHaveLength(1);
  });

  it('are seen to have arrived, once', async () => {
    const { shown, write } = await waiting();
    await write('min mau tanya');
    await write('paspor saya hilang');
    expect(shown).toHaveLength(1);
  });

  it('are not waited for when the window is nothing', async () => {
    const { begun, write } = await waiting(0);
    await write('paspor hilang');
    expect(begun).toHaveLength(1);
  });

  it('begin nothing once it was stopped', async () => {
    const { begun, bursts, write } = await waiting();
    await write('paspor hilang');
    bursts.stop();
    vi.advanceTimersByTime(10_000);
    expect(begun).toHaveLength(0);
  });
});

describe('nobody waits', () => {
  it('after a button', async () => {
    const { bench, begun, write } = await waiting();
    await withButton(bench, 'Paspor anak');
    await write('Paspor anak');
    expect(begun).toHaveLength(1);
  });

  it('after the number of a choice', async () => {
    const { bench, begun, write } = await waiting();
    await withButton(bench, 'Paspor anak');
    await write('1');
    expect(begun).toHaveLength(1);
  });

  it('after a command', async () => {
    const { begun, write } = await waiting();
    await write('/start');
    expect(begun).toHaveLength(1);
  });

  it('but a number by itself may begin a sentence', async () => {
    const { begun, write } = await waiting();
    await write('2');
    expect(begun).toHaveLength(0);
  });
});
