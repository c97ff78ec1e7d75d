import { afterEach, describe, expect, it } from 'vitest';
import type { Channel, DeliveryResult } from '../channel/channel.js';
import { findConversation } from '../store/conversations.js';
import { takeOver } from '../store/ownership.js';
import { runTurn } from '../turn/runTurn.js';
import { echo, openTurnBench, type TurnBench } from '../turn/testing/turnBench.js';
import { OutboxSender } from './sender.js';

type Deliver = (text: string, attempt: number) => DeliveryResult | Promise<DeliveryResult>;
const senders: OutboxSender[] = [];
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop(1_000)));
});

const sent: DeliveryResult = { status: 'sent' };

async function open(
  deliver: Deliver,
): Promise<{ bench: TurnBench; delivered: string[]; start: () => Promise<OutboxSender> }> {
  const bench = await openTurnBench(echo, { capabilities: { delivery: 'push' } });
  const delivered: string[] = [];
  const attempts = new Map<string, number>();
  const channel: Channel = {
    name: 'test',
    capabilities: { delivery: 'push', buttons: false, typing: false, maxTextLength: 4_000 },
    async deliver(_target, activity) {
      const text = activity.text.replace('echo ', '');
      const attempt = (attempts.get(text) ?? 0) + 1;
      attempts.set(text, attempt);
      const result = await deliver(text, attempt);
      if (result.status === 'sent') delivered.push(text);
      return result;
    },
  };
  const start = async (): Promise<OutboxSender> => {
    const sender = new OutboxSender({
      store: bench.store,
      channel,
      account: 'a',
      now: () => Date.now(),
      pace: { betweenMs: 0, concurrency: 4 },
      pollMs: 10,
      timeoutMs: 1_000,
      onError: (error) => bench.errors.push(error),
    });
    senders.push(sender);
    await sender.start();
    return sender;
  };
  return { bench, delivered, start };
}

async function exchange(bench: TurnBench, conversation: string, ...texts: string[]): Promise<string> {
  let id = '';
  for (const text of texts) {
    id = await bench.say(conversation, text);
    await runTurn(bench.services, id);
  }
  return id;
}

const statuses = async (bench: TurnBench): Promise<string[]> => {
  const rows = await bench.store.db
    .selectFrom('outbox')
    .select('status')
    .orderBy('conversation_id')
    .orderBy('seq')
    .execute();
  return rows.map(({ status }) => status);
};

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('replies on their way', () => {
  it('are sent in the order in which they were written', async () => {
    const { bench, delivered, start } = await open(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, text === '0' ? 30 : 1));
      return sent;
    });
    await exchange(bench, 'c', '0', '1', '2', '3');
    await start();
    await until(() => delivered.length === 4);
    expect(delivered).toEqual(['0', '1', '2', '3']);
  });

  it('wait for an earlier one that has to be tried again', async () => {
    const { bench, delivered, start } = await open((text, attempt) =>
      text === 'a' && attempt < 3 ? { status: 'notSent', reason: 'down', retryAfterMs: 15 } : sent,
    );
    await exchange(bench, 'c', 'a', 'b');
    await start();
    await until(() => delivered.length === 2);
    expect(delivered).toEqual(['a', 'b']);
  });

  it('are not held up by one that failed or is in doubt', async () => {
    const { bench, delivered, start } = await open((text) =>
      text === 'a'
        ? { status: 'refused', reason: 'blocked' }
        : text === 'b'
          ? { status: 'inDoubt', reason: 'timed out' }
          : sent,
    );
    await exchange(bench, 'c', 'a', 'b', 'c');
    await start();
    await until(() => delivered.length === 1);
    await until(async () => (await statuses(bench)).join() === 'failed,inDoubt,sent');
  });

  it('in doubt are never sent again', async () => {
    let attempts = 0;
    const { bench, start } = await open(() => {
      attempts++;
      return { status: 'inDoubt', reason: 'connection lost after sending' };
    });
    await exchange(bench, 'c', 'a');
    const sender = await start();
    await until(async () => (await statuses(bench)).join() === 'inDoubt');
    await sender.look();
    expect(attempts).toBe(1);
  });

  it('that a crash left half-sent are in doubt at the next start', async () => {
    const { bench, delivered, start } = await open(() => sent);
    await exchange(bench, 'c', 'a');
    await bench.store.db.updateTable('outbox').set({ status: 'sending' }).execute();
    await start();
    expect(await statuses(bench)).toEqual(['inDoubt']);
    expect(delivered).toEqual([]);
  });

  it('are not sent any more once an officer has taken over', async () => {
    const { bench, delivered, start } = await open(() => sent);
    const id = await exchange(bench, 'c', 'a');
    await takeOver(bench.store, { conversationId: id, officerId: 'o', at: 1 });
    await start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(delivered).toEqual([]);
    expect(await statuses(bench)).toEqual(['cancelled']);
    expect((await findConversation(bench.store.db, id))?.owner).toBe('o');
  });

  it('of one chat that is slow do not delay another', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const { bench, delivered, start } = await open(async (text) => {
      if (text === 'slow') await slow;
      return sent;
    });
    await exchange(bench, 'one', 'slow');
    await exchange(bench, 'two', 'quick');
    await start();
    await until(() => delivered.includes('quick'));
    release();
    await until(() => delivered.length === 2);
  });

  it('of a channel that throws are in doubt, and the next is served', async () => {
    const { bench, delivered, start } = await open((text) => {
      if (text === 'a') throw new Error('bug');
      return sent;
    });
    await exchange(bench, 'c', 'a', 'b');
    await start();
    await until(() => delivered.length === 1);
    expect(await statuses(bench)).toEqual(['inDoubt', 'sent']);
  });
});
