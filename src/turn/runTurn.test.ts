import { describe, expect, it } from 'vitest';
import { beginTurn } from '../store/claims.js';
import { findConversation } from '../store/conversations.js';
import { takeOver, returnToBot } from '../store/ownership.js';
import { recentTurns } from '../store/turns.js';
import { MAX_FAILURES, runTurn } from './runTurn.js';
import { answer, echo, openTurnBench } from './testing/turnBench.js';

describe('a turn', () => {
  it('takes all waiting messages at once and answers them once', async () => {
    const bench = await openTurnBench(echo);
    const id = await bench.say('c', 'satu');
    await bench.say('c', 'dua');
    expect(await runTurn(bench.services, id)).toMatchObject({ kind: 'committed', outcome: 'answered' });
    expect(await bench.log(id)).toEqual(['user: satu', 'user: dua', 'bot: echo satu + dua']);
    expect(await runTurn(bench.services, id)).toEqual({ kind: 'idle' });
  });

  it('commits state, outcome and durations with the reply', async () => {
    const bench = await openTurnBench((input) => ({
      ...(echo(input) as Awaited<ReturnType<typeof echo>>),
      steps: { retrieve: 1.5 },
      article: 'passport-lost',
      sections: ['fee'],
    }));
    const id = await bench.say('c', 'satu');
    await runTurn(bench.services, id);
    await bench.say('c', 'dua');
    await runTurn(bench.services, id);
    expect((await findConversation(bench.store.db, id))?.state).toEqual({ turns: 2 });
    expect(await recentTurns(bench.store.db, id, 1)).toMatchObject([
      { outcome: 'answered', article: 'passport-lost', sections: ['fee'], steps: { retrieve: 1.5 }, messages: 1 },
    ]);
  });

  it('does not answer the same native message twice', async () => {
    const bench = await openTurnBench(echo);
    const id = await bench.say('c', 'satu', 'n1');
    await runTurn(bench.services, id);
    await bench.say('c', 'satu', 'n1');
    expect(await runTurn(bench.services, id)).toEqual({ kind: 'idle' });
    expect(await bench.log(id)).toHaveLength(2);
  });

  it('leaves a message that came while it was thinking to the next turn', async () => {
    let arrive = (): Promise<unknown> => Promise.resolve();
    const bench = await openTurnBench(async (input) => {
      if (input.request.text === 'satu') await arrive();
      return echo(input);
    });
    arrive = () => bench.say('c', 'dua');
    const id = await bench.say('c', 'satu');
    await runTurn(bench.services, id);
    await runTurn(bench.services, id);
    expect(await bench.log(id)).toEqual(['user: satu', 'user: dua', 'bot: echo satu', 'bot: echo dua']);
  });

  it('is one at a time: a second one finds the conversation taken', async () => {
    let second: unknown;
    const bench = await openTurnBench(async (input) => {
      second = await runTurn(bench.services, input.conversationId);
      return echo(input);
    });
    const id = await bench.say('c', 'satu');
    await runTurn(bench.services, id);
    expect(second).toEqual({ kind: 'idle' });
    expect(await bench.log(id)).toEqual(['user: satu', 'bot: echo satu']);
  });
});

describe('poison does not block', () => {
  it('gives up a message after three errors with an apology, and serves the next one', async () => {
    const bench = await openTurnBench((input) => {
      if (input.request.text.includes('racun')) throw new Error('cannot digest');
      return echo(input);
    });
    const id = await bench.say('c', 'racun');
    for (let attempt = 0; attempt < MAX_FAILURES; attempt++)
      expect(await runTurn(bench.services, id)).toEqual({ kind: 'retry' });
    await bench.say('c', 'baik');
    expect(await runTurn(bench.services, id)).toMatchObject({ kind: 'committed', outcome: 'failed', remaining: true });
    expect(await runTurn(bench.services, id)).toMatchObject({ outcome: 'answered' });
    const log = await bench.log(id);
    expect(log[2]).toMatch(/^bot: Maaf, ada gangguan/);
    expect(log[3]).toBe('bot: echo baik');
    expect(bench.errors).toHaveLength(MAX_FAILURES);
  });

  it('does not take a message for poison because the process was killed a few times', async () => {
    const bench = await openTurnBench(echo);
    const id = await bench.say('c', 'satu');
    for (let kill = 0; kill < 5; kill++) {
      // A claim that nobody gives back, as a kill leaves it; its expiry is what the next one waits for.
      await beginTurn(bench.store, { conversationId: id, token: `killed${kill}`, ttlMs: -1 });
    }
    expect(await runTurn(bench.services, id)).toMatchObject({ outcome: 'answered' });
  });

  it('gives up a message over which the process is killed again and again', async () => {
    const bench = await openTurnBench(echo);
    const id = await bench.say('c', 'satu');
    for (let kill = 0; kill < 10; kill++)
      await beginTurn(bench.store, { conversationId: id, token: `killed${kill}`, ttlMs: -1 });
    expect(await runTurn(bench.services, id)).toMatchObject({ outcome: 'failed' });
  });

  it('does not hang on a brain that never answers', async () => {
    const bench = await openTurnBench(() => new Promise(() => undefined), { timeoutMs: 20 });
    const id = await bench.say('c', 'satu');
    expect(await runTurn(bench.services, id)).toEqual({ kind: 'retry' });
    expect(bench.errors).toMatchObject([{ code: 'TURN_TIMEOUT' }]);
  });
});

describe('the bot never talks over an officer', () => {
  it('drops its reply and state when an officer took over in mid-turn', async () => {
    const bench = await openTurnBench(async (input) => {
      await takeOver(bench.store, { conversationId: input.conversationId, officerId: 'o1', at: 1 });
      return answer('too late', { spoiled: true });
    });
    const id = await bench.say('c', 'satu');
    expect(await runTurn(bench.services, id)).toMatchObject({ kind: 'committed', outcome: 'superseded' });
    expect(await bench.log(id)).toEqual(['user: satu']);
    expect((await findConversation(bench.store.db, id))?.state).toEqual({});
  });

  it('answers only what comes after the chat was handed back', async () => {
    const bench = await openTurnBench((input) =>
      input.request.owner === 'bot' ? echo(input) : { ...answer(''), outcome: 'withOfficer' },
    );
    const id = await bench.say('c', 'satu');
    await takeOver(bench.store, { conversationId: id, officerId: 'o1', at: 1 });
    expect(await runTurn(bench.services, id)).toMatchObject({ outcome: 'withOfficer' });
    await returnToBot(bench.store, { conversationId: id, at: 2 });
    expect(await runTurn(bench.services, id)).toEqual({ kind: 'idle' });
    await bench.say('c', 'dua');
    await runTurn(bench.services, id);
    expect(await bench.log(id)).toEqual(['user: satu', 'user: dua', 'bot: echo dua']);
  });
});

describe('a turn that erases its conversation', () => {
  it('leaves its own reply and nothing else, and commits a fresh state', async () => {
    const bench = await openTurnBench(({ request }) =>
      request.text === 'yes' ? { ...answer('erased'), erase: true, outcome: 'command' } : answer('hello', { known: 1 }),
    );
    const id = await bench.say('c', 'something private');
    await runTurn(bench.services, id);
    await bench.say('c', 'yes');
    await runTurn(bench.services, id);
    expect(await bench.log(id)).toEqual(['bot: erased']);
    expect((await findConversation(bench.store.db, id))?.state).toEqual({});
    expect((await recentTurns(bench.store.db, id, 9)).map(({ outcome }) => outcome)).toEqual(['command']);
  });

  it('erases nothing when an officer took over meanwhile', async () => {
    const bench = await openTurnBench(async (input) => {
      await takeOver(bench.store, { conversationId: input.conversationId, officerId: 'o1', at: 1 });
      return { ...answer('erased'), erase: true };
    });
    const id = await bench.say('c', 'something private');
    await runTurn(bench.services, id);
    expect(await bench.log(id)).toEqual(['user: something private']);
  });

  it('keeps why it went to a person', async () => {
    const bench = await openTurnBench(() => ({ ...answer('go there'), outcome: 'handoff', handoffReason: 'danger' }));
    const id = await bench.say('c', 'help');
    await runTurn(bench.services, id);
    expect((await recentTurns(bench.store.db, id, 1))[0]?.reason).toBe('danger');
  });
});
