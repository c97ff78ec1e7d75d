import { beforeAll, describe, expect, it } from 'vitest';
import { tinyKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import { newDraft, type Knowing } from './draft.js';
import { newDialogueState } from './state.js';
import { clarify } from './steps/clarify.js';
import { NOON, talkTo, tinyKnowing } from './testing/talk.js';

const FORKS = `words:
  book: [paspor, passport]
forks:
  - articles: [passport-lost, overstay]
    about: [[denda*, fine]]
    settled_by: ["@book", overstay, hilang, lost]
    others: 1
`;

let knowing: Knowing;
beforeAll(async () => {
  // So short that no article is certain, as with the real questions that the certainty is fitted to.
  const calibration = `${tinyKnowledgeBase()['calibration.yaml'] ?? ''}  - dendanya berapa\n  - what is the fine\n`;
  knowing = await tinyKnowing({ 'ambiguous.yaml': FORKS, 'calibration.yaml': calibration });
});

describe('a message that may mean several things', () => {
  it('is answered by one question with a choice for each', async () => {
    const { outcome, text, suggestions, article } = await talkTo(knowing).say('dendanya berapa');
    expect({ outcome, article, suggestions }).toEqual({
      outcome: 'clarify',
      article: undefined,
      suggestions: ['Paspor hilang', 'Overstay'],
    });
    expect(text).toMatch(/Yang mana[\s\S]*1\. Paspor hilang[\s\S]*2\. Overstay/);
  });

  it.each([
    ['Overstay', 'overstay'],
    ['2', 'overstay'],
    ['yang nomor 1 kak', 'passport-lost'],
    ['yang kedua', 'overstay'],
    ['yang terakhir aja', 'overstay'],
    ['paspor', 'passport-lost'],
    ['yang hilang itu', 'passport-lost'],
    ['saya overstay di bengkulu', 'overstay'],
  ])('"%s" chooses, and gets the section that was asked for at first', async (answer, article) => {
    const talk = talkTo(knowing);
    await talk.say('dendanya berapa');
    expect(await talk.say(answer)).toMatchObject({ outcome: 'answered', article, sections: ['fee'] });
  });

  it('is asked about in English too', async () => {
    const talk = talkTo(knowing);
    expect((await talk.say('what is the fine')).text).toMatch(/Which one do you mean/);
    expect(await talk.say('the second one please')).toMatchObject({ article: 'overstay', language: 'en' });
  });

  it('is never asked about twice in a row', async () => {
    const talk = talkTo(knowing);
    expect((await talk.say('dendanya berapa')).outcome).toBe('clarify');
    expect((await talk.say('dendanya berapa')).outcome).not.toBe('clarify');
    talk.wait(40);
    expect((await talk.say('dendanya berapa')).outcome).toBe('clarify');
  });

  it('is not asked about in answer to a question back', async () => {
    const text = 'dendanya berapa';
    const request = {
      ...{ text, masked: false, locale: undefined, chosenLanguage: undefined, owner: 'bot' },
      ...{ now: NOON, today: '2026-11-24' },
    };
    const draft = newDraft(request, { knowing, wording: undefined }, newDialogueState());
    draft.retrieval = await knowing.index.search(text);
    expect(clarify.run({ ...draft, answersClarify: true })).toBe('next');
    expect(clarify.run(draft)).toBe('finish');
  });

  it('is not asked about where the words say which', async () => {
    expect((await talkTo(knowing).say('denda paspor hilang')).outcome).toBe('answered');
    expect((await talkTo(knowing).say('denda overstay berapa')).outcome).toBe('answered');
  });

  it('is not asked about where the talk was about one of them', async () => {
    const talk = talkTo(knowing);
    await talk.say('saya overstay');
    expect(await talk.say('dendanya berapa')).toMatchObject({ outcome: 'answered', article: 'overstay' });
  });

  it('leaves a question of its own alone', async () => {
    const talk = talkTo(knowing);
    await talk.say('dendanya berapa');
    expect((await talk.say('brp bayar paspor baru pertama kali')).article).toBe('passport-new');
  });

  it('waits half an hour for its answer', async () => {
    const talk = talkTo(knowing);
    await talk.say('dendanya berapa');
    talk.wait(31);
    expect((await talk.say('2')).article).not.toBe('overstay');
  });
});

describe('a knowledge base', () => {
  it('whose fork names an article or a list that is not there is refused', async () => {
    await expect(tinyKnowing({ 'ambiguous.yaml': FORKS.replace('overstay]', 'understay]') })).rejects.toThrow();
    await expect(tinyKnowing({ 'ambiguous.yaml': FORKS.replace('@book', '@shelf') })).rejects.toThrow();
  });
});

describe('over a change of topic', () => {
  it('and back, the earlier topic is still there', async () => {
    const talk = talkTo(knowing);
    await talk.say('paspor saya hilang di pasar');
    await talk.say('saya overstay');
    expect(await talk.say('balik ke yang paspor hilang tadi, biayanya berapa')).toMatchObject({
      article: 'passport-lost',
      sections: ['fee'],
    });
  });

  it('what was talked about before an abstention is followed up', async () => {
    const talk = talkTo(knowing);
    await talk.say('paspor saya hilang di pasar');
    expect((await talk.say('resep rendang padang yang enak')).outcome).toBe('abstained');
    expect(await talk.say('biayanya berapa')).toMatchObject({ article: 'passport-lost', sections: ['fee'] });
  });

  it('a complete question that begins like a follow-up is not bent', async () => {
    const talk = talkTo(knowing);
    await talk.say('paspor saya hilang di pasar');
    expect((await talk.say('kalau overstay dendanya berapa')).article).toBe('overstay');
  });

  it('keeps nothing that a person wrote', async () => {
    const talk = talkTo(knowing);
    const { state } = await talk.say('paspor saya hilang di pasar ampera');
    expect(JSON.stringify(state)).not.toContain('ampera');
  });
});

describe('several questions in one message', () => {
  it('are both answered where both are short', async () => {
    const { text, facts, article } = await talkTo(knowing).say('brp bayar paspor baru? terus denda overstay berapa?');
    expect(article).toBe('passport-new');
    expect(facts).toEqual(expect.arrayContaining(['passport.fee', 'overstay.day']));
    expect(text).toMatch(/Rp950\.000[\s\S]*Rp1\.000\.000/);
  });

  it('are answered once where they are one', async () => {
    const { facts } = await talkTo(knowing).say('paspor saya hilang di pasar kemarin. dendanya berapa?');
    expect(facts).not.toContain('overstay.day');
  });

  it('are offered where there is no room', async () => {
    const long = tinyKnowledgeBase();
    const file = 'articles/foreigners/overstay/id.md';
    const wordy = await tinyKnowing({
      [file]: long[file]!.replace(
        'Denda overstay {{',
        `${'Ini keterangan yang panjang sekali. '.repeat(25)}Denda overstay {{`,
      ),
    });
    const { suggestions, facts } = await talkTo(wordy).say('brp bayar paspor baru? terus denda overstay berapa?');
    expect(facts).not.toContain('overstay.day');
    expect(suggestions[0]).toBe('Overstay');
  });
});
