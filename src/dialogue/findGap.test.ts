import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowing, TurnDraft } from './draft.js';
import { newDraft } from './draft.js';
import { findGap, HARDLY_CERTAIN, NEARLY_EQUAL } from './findGap.js';
import { newDialogueState } from './state.js';
import { NOON, talkTo, tinyKnowing } from './testing/talk.js';

let knowing: Knowing;
beforeAll(async () => {
  knowing = await tinyKnowing();
});

function draft(more: Partial<TurnDraft>, certainty = 0.9, lead = 0.5, owner = 'bot'): TurnDraft {
  const request = { text: 'x', masked: false, locale: undefined, chosenLanguage: undefined, owner, now: NOON };
  return {
    ...newDraft({ ...request, today: '2026-11-24' }, { knowing, wording: undefined }, newDialogueState()),
    retrieval: {
      candidates: [
        { article: 'passport-lost', score: 0.9 },
        { article: 'passport-new', score: 0.9 - lead },
      ],
      certainty,
    },
    ...more,
  };
}

describe('a gap', () => {
  it('is a question without a certain answer, with the nearest article', () => {
    expect(findGap(draft({ outcome: 'abstained' }, 0.3))).toEqual({
      reason: 'unanswered',
      certainty: 0.3,
      article: 'passport-lost',
      knowledge: knowing.knowledge.hash,
    });
  });

  it('is no referral: that is an answer', () => {
    expect(findGap(draft({ outcome: 'abstained', article: 'referral-licence' }))).toBeUndefined();
  });

  it('is an answer that was hardly certain, or for which two articles were nearly equal', () => {
    const answered = { outcome: 'answered', article: 'passport-new' } as const;
    expect(findGap(draft(answered, HARDLY_CERTAIN - 0.01))).toMatchObject({
      reason: 'unsure',
      article: 'passport-new',
    });
    expect(findGap(draft(answered, 0.9, NEARLY_EQUAL / 2))).toMatchObject({ reason: 'unsure' });
    expect(findGap(draft(answered))).toBeUndefined();
  });

  it('is a question that was asked back, and a failure that was handed on, but no wish for a person', () => {
    expect(findGap(draft({ outcome: 'clarify' }))).toMatchObject({ reason: 'clarify' });
    expect(findGap(draft({ outcome: 'handoff' }, 0.2))).toMatchObject({ reason: 'unanswered' });
    expect(findGap(draft({ outcome: 'handoff' }))).toBeUndefined();
    expect(findGap(draft({ outcome: 'handoff', retrieval: undefined }))).toBeUndefined();
  });

  it('is nothing that was not looked up, and nothing while an officer has the chat', () => {
    expect(findGap(draft({ outcome: 'answered', retrieval: undefined }))).toBeUndefined();
    expect(findGap(draft({ outcome: 'abstained' }, 0.3, 0.5, 'officer'))).toBeUndefined();
    expect(findGap(draft({ outcome: 'smalltalk' }))).toBeUndefined();
  });

  it('comes with the result of a turn', async () => {
    const talk = talkTo(knowing);
    expect(await talk.say('skor bola semalam siapa menang')).toMatchObject({ gap: { reason: 'unanswered' } });
    expect((await talk.say('halo')).gap).toBeUndefined();
    expect((await talk.say('bikin sim c')).gap).toBeUndefined();
  });
});
