import { describe, expect, it } from 'vitest';
import type { DialogueResult } from '../dialogue/dialogue.js';
import { openGaps, type Gap } from '../store/gaps.js';
import { takeOver } from '../store/ownership.js';
import { MAX_FAILURES, runTurn } from './runTurn.js';
import { answer, openTurnBench, type TurnBench } from './testing/turnBench.js';

const unanswered: DialogueResult = {
  ...answer('maaf'),
  outcome: 'abstained',
  gap: { reason: 'unanswered', certainty: 0.2, article: 'passport-new', knowledge: 'hash' },
};
const clarify: DialogueResult = { ...unanswered, outcome: 'clarify', gap: { ...unanswered.gap!, reason: 'clarify' } };
const gapsOf = ({ store }: TurnBench): Promise<Gap[]> => openGaps(store.db, { now: Date.now() });

describe('a turn that did not answer well', () => {
  it('notes the question for editors, masked, with all its messages', async () => {
    const bench = await openTurnBench(() => unanswered);
    const id = await bench.say('c', 'nomor saya 081234567890');
    await bench.say('c', 'kapan jadi');
    await runTurn(bench.services, id);
    expect(await gapsOf(bench)).toMatchObject([
      {
        text: 'nomor saya [phone]\nkapan jadi',
        reason: 'unanswered',
        outcome: 'abstained',
        certainty: 0.2,
        article: 'passport-new',
        knowledge: 'hash',
      },
    ]);
  });

  it('notes nothing of a question that was answered', async () => {
    const bench = await openTurnBench(() => answer('ya'));
    await runTurn(bench.services, await bench.say('c', 'satu'));
    expect(await gapsOf(bench)).toEqual([]);
  });

  it('notes what a turn was given up over', async () => {
    const bench = await openTurnBench(() => {
      throw new Error('cannot digest');
    });
    const id = await bench.say('c', 'racun');
    for (let attempt = 0; attempt <= MAX_FAILURES; attempt++) await runTurn(bench.services, id);
    expect(await gapsOf(bench)).toMatchObject([{ text: 'racun', reason: 'failed', article: null }]);
  });

  it('notes nothing when the turn is rolled back', async () => {
    const bench = await openTurnBench(() => ({ ...unanswered, steps: { bad: 1n as unknown as number } }));
    expect(await runTurn(bench.services, await bench.say('c', 'satu'))).toEqual({ kind: 'retry' });
    expect(await bench.store.db.selectFrom('gaps').selectAll().execute()).toEqual([]);
  });

  it('notes nothing of a chat that an officer has, or took in mid-turn', async () => {
    const bench = await openTurnBench(async (input) => {
      if (input.request.text === 'dua')
        await takeOver(bench.store, { conversationId: input.conversationId, officerId: 'o', at: 1 });
      return unanswered;
    });
    const first = await bench.say('c', 'satu');
    await takeOver(bench.store, { conversationId: first, officerId: 'o', at: 1 });
    await runTurn(bench.services, first);
    expect(await runTurn(bench.services, await bench.say('d', 'dua'))).toMatchObject({ outcome: 'superseded' });
    expect(await gapsOf(bench)).toEqual([]);
  });

  it('forgets what was asked back once it is answered, and notes it when the person leaves it at that', async () => {
    const bench = await openTurnBench(({ request: { text } }) => (text === 'paspor' ? clarify : answer('ya')));
    const id = await bench.say('c', 'paspor');
    await runTurn(bench.services, id);
    await runTurn(bench.services, await bench.say('d', 'paspor'));
    expect(await gapsOf(bench)).toHaveLength(2);
    await bench.say('c', 'yang hilang');
    await runTurn(bench.services, id);
    expect(await gapsOf(bench)).toHaveLength(1);
  });
});
