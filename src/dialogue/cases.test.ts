import { beforeAll, describe, expect, it } from 'vitest';
import { caseKnowledgeFiles } from '../cases/testing/caseKnowledge.js';
import { newDraft, type Knowing } from './draft.js';
import { newDialogueState } from './state.js';
import { talkTo, tinyKnowing } from './testing/talk.js';
import { verifyFigures } from './verifyFigures.js';

let knowing: Knowing;
beforeAll(async () => {
  knowing = await tinyKnowing(caseKnowledgeFiles());
});

describe('a case in a conversation', () => {
  it('stands first, with its facts, before the section as it is', async () => {
    const { text, article, facts, outcome } = await talkTo(knowing).say('saya overstay 12 hari bayar berapa');
    expect({ article, outcome }).toEqual({ article: 'overstay', outcome: 'answered' });
    expect(text).toMatch(/^Biaya overstay: 12 hari × Rp7\.000 = Rp84\.000[\s\S]*\n\nDenda overstay/);
    expect(facts).toEqual(expect.arrayContaining(['overstay.charge.day', 'overstay.pay']));
  });

  it('asks to confirm what rests on a fact of medium confidence', async () => {
    expect((await talkTo(knowing).say('saya overstay 12 hari')).text).toMatch(/mohon pastikan lagi/);
  });

  it('goes on with another number', async () => {
    const talk = talkTo(knowing);
    await talk.say('denda overstay berapa');
    expect((await talk.say('kalau overstay 3 hari?')).text).toMatch(/3 hari × Rp7\.000 = Rp21\.000/);
  });

  it('leaves a question without a number as it was', async () => {
    expect((await talkTo(knowing).say('denda overstay berapa')).text).toMatch(/^Denda overstay/);
  });

  it('does not send anybody to an article that is not there', async () => {
    // The tiny knowledge base has no article for a long overstay: the sentence still says that no sum holds.
    const { text, article } = await talkTo(knowing).say('overstay 75 hari denda berapa');
    expect(article).toBe('overstay');
    expect(text).toMatch(/^Overstay 75 hari sudah lewat dari batas 40 hari/);
  });
});

it('a sum that does not come out again does not go out', () => {
  const request = {
    text: 'overstay 12 hari',
    masked: false,
    locale: undefined,
    chosenLanguage: undefined,
    owner: 'bot',
    now: 0,
    today: '2026-11-24',
  };
  const draft = newDraft(request, { knowing, wording: undefined }, newDialogueState());
  const computation = {
    formula: 'times',
    facts: ['overstay.charge.day'],
    inputs: [12],
    value: 85_000,
    unit: 'IDR',
  } as const;
  draft.reply = {
    body: 'Jumlahnya Rp85.000.',
    source: '',
    spans: [{ kind: 'computed', text: 'Rp85.000', computation }],
    citations: [],
    suggestions: [],
  };
  verifyFigures(draft);
  expect(draft.outcome).toBe('abstained');
  expect(draft.reply.body).not.toContain('85.000');
});
