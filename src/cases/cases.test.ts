import { beforeAll, describe, expect, it } from 'vitest';
import { recomputes } from '../answer/computations.js';
import { checkFigures } from '../answer/checkFigures.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import type { KnowledgeBase, Language, SectionName } from '../knowledge/types.js';
import type { CaseAnswer } from './case.js';
import { cases } from './cases.js';
import { readMessage } from './message.js';
import { caseKnowledgeFiles } from './testing/caseKnowledge.js';

const TODAY = '2026-11-24';
let knowledge: KnowledgeBase;
beforeAll(async () => {
  knowledge = await loadUsableKnowledge(await writeKnowledgeBase(caseKnowledgeFiles()));
});

/** What the first case that applies says to a message for which this article was chosen. */
function answer(
  text: string,
  article: string,
  section: SectionName = 'fee',
  language: Language = 'id',
  from = knowledge,
): (CaseAnswer & { text: string }) | undefined {
  const message = readMessage(text, language, from, TODAY);
  for (const one of cases) {
    const found = one.answers(message, { article, sections: [section] });
    if (found) return { ...found, text: found.lead?.text ?? '' };
  }
  return undefined;
}
const claim = (text: string): string | undefined =>
  cases.map((one) => one.claims?.(readMessage(text, 'id', knowledge, TODAY))).find((article) => article !== undefined);

describe('overstay', () => {
  it('multiplies the days and shows how', () => {
    expect(answer('overstay 12 hari', 'overstay')?.text).toMatch(
      /12 hari × Rp7\.000 = Rp84\.000 per orang.*tidak kami ketahui/,
    );
    expect(answer('i overstayed two weeks', 'overstay', 'fee', 'en')?.text).toMatch(
      /14 days × IDR 7,000 = IDR 98,000 per person/,
    );
  });

  it('counts the persons', () => {
    expect(answer('kami berdua overstay 5 hari', 'overstay')?.text).toMatch(/5 hari × 2 orang × Rp7\.000 = Rp70\.000/);
  });

  it('counts the days from a date', () => {
    expect(answer('visa saya expired 3 november, denda berapa', 'overstay')?.text).toMatch(
      /21 hari × Rp7\.000 = Rp147\.000/,
    );
  });

  it('gives both ends of a month', () => {
    expect(answer('overstay sebulan', 'overstay')?.text).toMatch(/28 hari.*Rp196\.000.*31 hari Rp217\.000/);
  });

  it.each(['overstay 41 hari', 'overstay 3 bulan', 'overstayed for over 40 days', 'visa habis 3 juni 2026, overstay'])(
    '"%s" is beyond the limit: another article and no sum',
    (text) => {
      const found = answer(text, 'overstay');
      expect(found?.article).toBe('overstay-over-60-days');
      expect(found?.text).not.toMatch(/=/);
      expect(found?.lead?.spans.some(({ kind, text: figure }) => kind === 'computed' && figure.startsWith('Rp'))).toBe(
        false,
      );
    },
  );

  it('is right at the limit with the last day that can be paid', () => {
    expect(answer('overstay 40 hari', 'overstay-over-60-days')).toMatchObject({ article: 'overstay' });
    expect(answer('overstay 40 hari', 'overstay-over-60-days')?.text).toMatch(/Rp280\.000.*tepat di batas 40 hari/);
  });

  it.each([
    ['no number', 'overstay, denda berapa?'],
    ['days to come', 'visa habis 3 hari lagi, kalau overstay bayar berapa'],
    ['a day to come', 'visa expires 3 december, what if i overstay'],
    ['the length of the visa', 'visa 30 hari overstay kena berapa'],
    ['an upper bound', 'overstay kurang dari 10 hari'],
    ['a range', 'overstay 5-10 hari'],
    ['a rate', 'denda overstay per 1 hari'],
  ])('says nothing of its own for %s: "%s"', (_, text) => {
    expect(answer(text, 'overstay')).toBeUndefined();
  });

  it('does not take what is nearly the limit for more than it', () => {
    expect(answer('hampir 40 hari overstay', 'overstay-over-60-days')).toMatchObject({
      article: 'overstay',
      text: '',
    });
  });

  it('does not charge for days of waiting', () => {
    expect(answer('sudah ajukan perpanjangan, lewat 3 hari', 'overstay')?.text).toBe('');
    expect(answer('overstay 3 hari karena gunung meletus', 'overstay')?.text).toBe('');
  });

  it('is claimed by its own words, and not where something else is asked', () => {
    expect(claim('overstay 12 hari')).toBe('overstay');
    expect(claim('ITAS habis 4 bulan yang lalu')).toBe('overstay');
    expect(claim('kitas expired tgl 20 november kena brp')).toBe('overstay');
    expect(claim('visa habis 3 hari lagi')).toBeUndefined();
    expect(claim('paspor habis 4 bulan yang lalu')).toBeUndefined();
    expect(claim('visa 30 hari habis, mau perpanjang 30 hari')).toBeUndefined();
    expect(claim('belum overstay, sisa 12 hari')).toBeUndefined();
    expect(claim('overstay 12 hari apakah kena deportasi')).toBeUndefined();
  });

  it('says nothing once the charge is unknown', async () => {
    const without = await loadUsableKnowledge(
      await writeKnowledgeBase(caseKnowledgeFiles({ 'overstay.charge.day': null })),
    );
    expect(answer('overstay 12 hari', 'overstay', 'fee', 'id', without)?.lead).toBeUndefined();
  });
});

describe('entry by nationality', () => {
  it.each([
    ['orang malaysia 3 minggu', 'visa-free', /bebas visa.*30 hari.*Untuk 21 hari itu cukup/],
    ['malaysian, 45 days', 'visa-on-arrival', /tidak cukup.*VoA 30 hari.*60 hari.*Rp110; atau visa C1/],
    [
      'from India, 6 weeks',
      'visa-on-arrival',
      /daftar VoA: Rp50 untuk 30 hari.*Untuk 42 hari itu tidak cukup.*biayanya Rp110/,
    ],
    ['indian tourist 4 months', 'visit-visa', /C1.*180 hari/],
    ['indian, stay 1 year for holiday', 'visit-visa', /KITAS/],
    [
      'pakistani wants to visit',
      'visit-visa',
      /tidak ada di daftar bebas visa maupun daftar VoA.*https:\/\/a\.go\.id\/list/,
    ],
    ['israeli citizen on holiday', 'calling-visa', /calling visa/],
  ])('"%s" → %s', (text, article, expected) => {
    expect(claim(text)).toBe(article);
    expect(answer(text, article)?.text).toMatch(expected);
  });

  it('changes the article where the nationality contradicts it', () => {
    expect(answer('malaysian wants voa for 2 weeks', 'visa-on-arrival')?.article).toBe('visa-free');
    expect(answer('can a pakistani get a voa', 'visa-on-arrival')?.article).toBe('visit-visa');
  });

  it.each([
    ['a journey of ours', 'visa ke jepang berapa'],
    ['a journey of ours with a stay', 'mau ke malaysia 3 minggu'],
    ['work', 'orang india mau kerja 6 bulan'],
    ['a spouse', 'suami india mau menikah, tinggal 2 bulan'],
    ['an extension', 'indian, extend my voa 30 days'],
    ['two passports', 'israeli with two passports wants to visit'],
    ['a lost passport there', 'paspor hilang di malaysia'],
    ['a country it does not know', 'orang wakanda 3 minggu'],
  ])('leaves %s alone: "%s"', (_, text) => {
    expect(claim(text)).toBeUndefined();
  });

  it('says nothing by nationality without the list', async () => {
    const files = caseKnowledgeFiles();
    delete files['countries.yaml'];
    const without = await loadUsableKnowledge(await writeKnowledgeBase(files));
    expect(answer('orang malaysia 3 minggu', 'visa-free', 'fee', 'id', without)).toBeUndefined();
  });
});

describe('passports', () => {
  it.each([
    ['2 anak 1 istri bikin paspor 10 tahun total berapa', /1 × Rp500 \+ 2 × Rp300 = Rp1\.100.*Anak di bawah 17 tahun/],
    ['saya dan istri bikin paspor 5 tahun berapa', /2 × Rp300 = Rp600/],
    ['4 orang bikin paspor berapa', /4 × Rp300 = Rp1\.200.*4 × Rp500 = Rp2\.000.*orang dewasa/],
    ['saya dan 2 anak umur 18 dan 12, paspor 10 tahun berapa', /2 × Rp500 \+ 1 × Rp300 = Rp1\.300/],
  ])('"%s" adds up', (text, expected) => {
    expect(claim(text)).toBe('passport-fees');
    expect(answer(text, 'passport-fees')?.text).toMatch(expected);
  });

  it.each([
    ['anak 3 tahun bikin paspor', 'passport-child', undefined, /Umur 3 tahun: paspor anak, berlaku 5 tahun, Rp300/],
    ['umur 17 bikin paspor', 'passport-child', 'passport-new-adult', /paspor dewasa.*Rp500/],
    ['umur 16 ganti paspor', 'passport-renewal', 'passport-child-renewal', /paspor anak/],
    ['umur 70 harus daftar m-paspor?', 'passport-new-adult', 'passport-priority', /tanpa M-Paspor/],
    ['paspor anak 10 tahun berapa', 'passport-child', undefined, /berlaku 5 tahun, Rp300/],
  ])('"%s" goes by the age', (text, article, other, expected) => {
    const found = answer(text, article);
    expect(found?.article).toBe(other);
    expect(found?.text).toMatch(expected);
  });

  it.each(['umur 16 sudah menikah bikin paspor', 'anak 10 tahun dwi kewarganegaraan', 'anak di bawah 17 tahun'])(
    '"%s" is left to the article',
    (text) => {
      expect(answer(text, 'passport-child')).toBeUndefined();
    },
  );

  it.each([
    ['paspor tinggal 5 bulan', /Sisa 5 bulan kurang dari 6 bulan/],
    ['paspor sisa 6 bulan', /tepat di batas/],
    ['paspor masih 7 bulan', /masih di atas 6 bulan/],
    ['paspor habis 12 Maret 2027', /12 Maret 2027.*kurang dari 6 bulan/],
    ['passport 90 days left', /90 hari kurang dari/],
  ])('"%s" stands beside the six months', (text, expected) => {
    expect(answer(text, 'passport-six-month-rule', 'summary')?.text).toMatch(expected);
  });

  it('compares a foreign passport with what the visa asks', () => {
    expect(answer('my passport has 4 months left, voa?', 'visa-on-arrival', 'requirements', 'en')?.text).toMatch(
      /not enough.*6 months/,
    );
  });

  it('does not take the validity of a book for what is left', () => {
    expect(answer('paspor 10 tahun berlaku', 'passport-validity', 'summary')).toBeUndefined();
  });
});

describe('other cases', () => {
  it('multiplies a fee that each person pays', () => {
    expect(answer('we are 4 people, voa cost?', 'visa-on-arrival', 'fee', 'en')?.text).toMatch(
      /4 persons × IDR 50 = IDR 200/,
    );
  });

  it('knows which years of a KITAS have a tariff', () => {
    expect(answer('kitas 2 tahun berapa', 'itas')?.text).toMatch(/Rp52/);
    expect(answer('KITAS 4 tahun', 'itas')?.text).toMatch(/tidak menemukan tarif tersendiri/);
    expect(answer('sudah pegang kitas kerja 2 tahun, bisa kitap?', 'itap', 'eligibility')?.text).toMatch(/belum cukup/);
  });
});

it('no case says a figure that the check would stop', () => {
  const said = [
    ['overstay 12 hari', 'overstay'],
    ['overstay sebulan', 'overstay'],
    ['overstay 90 hari', 'overstay'],
    ['visa habis 3 november overstay', 'overstay'],
    ['12 orang overstay 5 hari', 'overstay'],
    ['from India, 6 weeks', 'visa-on-arrival'],
    ['indian 10 months', 'visit-visa'],
    ['pakistani 2 weeks', 'visit-visa'],
    ['israeli visits', 'calling-visa'],
    ['2 anak 1 istri paspor berapa', 'passport-fees'],
    ['umur 70 paspor', 'passport-new-adult'],
    ['paspor habis 12 Maret 2027', 'passport-six-month-rule'],
    ['KITAS 4 tahun', 'itas'],
    ['15 orang voa berapa', 'visa-on-arrival'],
  ] as const;
  for (const [text, article] of said) {
    for (const language of ['id', 'en'] as const) {
      const lead = answer(text, article, 'summary', language)?.lead;
      expect(lead, text).toBeDefined();
      if (!lead) continue;
      expect(checkFigures(lead.text, lead.spans), text).toEqual([]);
      for (const span of lead.spans)
        if (span.kind === 'computed') expect(recomputes(span, knowledge, language, TODAY), span.text).toBe(true);
      for (const span of lead.spans)
        if (span.kind === 'computed')
          expect(lead.facts.map(({ id }) => id)).toEqual(expect.arrayContaining([...span.computation.facts]));
    }
  }
});
