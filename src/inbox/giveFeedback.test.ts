import { describe, expect, it } from 'vitest';
import { answer, openTurnBench, type TurnBench } from '../turn/testing/turnBench.js';
import { runTurn } from '../turn/runTurn.js';
import { voteOn } from '../store/feedback.js';
import { openGaps, type Gap } from '../store/gaps.js';
import { takeOver } from '../store/ownership.js';
import { recentTurns } from '../store/turns.js';

interface Asked {
  readonly bench: TurnBench;
  readonly conversationId: string;
  readonly turnId: string;
  readonly vote: (helpful: boolean, more?: { personId?: string; activityId?: string }) => Promise<void>;
  readonly gaps: () => Promise<Gap[]>;
}

async function asked(text: string, outcome: 'answered' | 'smalltalk' = 'answered'): Promise<Asked> {
  const bench = await openTurnBench(() => ({ ...answer('jawaban'), outcome, article: 'passport-lost' }));
  const conversationId = await bench.say('c', text);
  await runTurn(bench.services, conversationId);
  const [turn] = await recentTurns(bench.store.db, conversationId, 1);
  const [, reply] = await bench.conversations.read(conversationId, 0, 10);
  return {
    bench,
    conversationId,
    turnId: turn!.id,
    vote: (helpful, { personId = 'p', activityId = reply!.activity.id! } = {}) =>
      bench.conversations.giveFeedback({
        channel: 'test',
        account: 'a',
        conversationNativeId: 'c',
        personId,
        reply: { activityId },
        helpful,
      }),
    gaps: () => openGaps(bench.store.db, { now: Date.now() }),
  };
}

describe('feedback', () => {
  it('"no" puts the masked question among the gaps, with the article that was answered from', async () => {
    const { vote, gaps, bench, turnId } = await asked('nik saya 1701234567890123, kenapa ditolak');
    await vote(false);
    await vote(false);
    expect(await voteOn(bench.store.db, turnId)).toBe('down');
    expect(await gaps()).toMatchObject([
      { text: 'nik saya [NIK], kenapa ditolak', article: 'passport-lost', reason: null, downvoted: true },
    ]);
  });

  it('can be changed, and the gap goes with the "no"', async () => {
    const { vote, gaps, bench, turnId } = await asked('berapa');
    await vote(false);
    await vote(true);
    expect(await voteOn(bench.store.db, turnId)).toBe('up');
    expect(await gaps()).toEqual([]);
  });

  it('begins no turn and does not show in the conversation', async () => {
    const { vote, bench, conversationId } = await asked('berapa');
    await vote(false);
    expect(await runTurn(bench.services, conversationId)).toEqual({ kind: 'idle' });
    expect(await bench.log(conversationId)).toEqual(['user: berapa', 'bot: jawaban']);
  });

  it('is taken from the person of the conversation only', async () => {
    const { vote, bench, turnId } = await asked('berapa');
    await expect(vote(false, { personId: 'somebody else' })).rejects.toMatchObject({ code: 'FEEDBACK_REFUSED' });
    expect(await voteOn(bench.store.db, turnId)).toBeUndefined();
  });

  it('is refused for what is no answer: a question, an answer of another conversation, nothing', async () => {
    const { vote, bench } = await asked('berapa');
    const other = await bench.say('d', 'dua');
    await runTurn(bench.services, other);
    const [, foreign] = await bench.conversations.read(other, 0, 10);
    const [question] = await bench.conversations.read(await bench.say('c', 'tiga'), 0, 1);
    for (const activityId of [question!.activity.id!, foreign!.activity.id!, 'nothing'])
      await expect(vote(false, { activityId })).rejects.toMatchObject({ code: 'FEEDBACK_REFUSED' });
    const nowhere = { channel: 'test', account: 'a', conversationNativeId: 'x', personId: 'p', helpful: true };
    await expect(bench.conversations.giveFeedback({ ...nowhere, reply: { activityId: 'x' } })).rejects.toMatchObject({
      code: 'CONVERSATION_UNKNOWN',
    });
  });

  it('on small talk, or in a chat that an officer has, stores no question', async () => {
    const greeting = await asked('halo', 'smalltalk');
    await greeting.vote(false);
    expect(await greeting.gaps()).toEqual([]);
    const taken = await asked('berapa');
    await takeOver(taken.bench.store, { conversationId: taken.conversationId, officerId: 'o', at: 1 });
    await taken.vote(false);
    expect(await taken.gaps()).toEqual([]);
    expect(await voteOn(taken.bench.store.db, taken.turnId)).toBe('down');
  });
});
