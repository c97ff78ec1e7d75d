import { describe, expect, it } from 'vitest';
import { buildReport } from './report.js';
import { reportPage } from './reportPage.js';
import { reportText } from './reportText.js';
import { answer, question, scoredSet } from './testing/items.js';

const SECRET = 'apakah kambing tetangga boleh ikut antre paspor';
const secret = question({
  id: 'secret-77',
  text: SECRET,
  history: ['pesan sebelumnya yang tertutup'],
  articles: ['goat-article'],
  must_facts: ['fee.goat'],
  note: 'a closed note',
});
const wrong = answer({ id: 'secret-77', article: 'sheep-article' });

describe('a closed set', () => {
  const report = buildReport([scoredSet('final', true, [[secret, wrong]])]);

  it.each([
    ['the JSON', JSON.stringify(report)],
    ['the text', reportText(report)],
    ['the page', reportPage(report)],
  ])('shows nothing of an item in %s', (_, shown) => {
    for (const trace of ['kambing', 'tertutup', 'secret-77', 'goat', 'sheep-article', 'closed note'])
      expect(shown).not.toContain(trace);
    expect(shown).toContain('final');
  });

  it('is counted', () => {
    expect(report.sets[0]?.kinds[0]?.summary).toMatchObject({ questions: 1, right: { hits: 0, of: 1 } });
  });
});

describe('an open set', () => {
  const asked = question({ id: 'open-1', text: 'berapa <b>biaya</b>?', history: ['saya mau paspor'] });
  const given = answer({ id: 'open-1', article: 'overstay', text: 'Denda & biaya' });
  const report = buildReport([
    scoredSet('open', false, [
      [asked, given],
      [question(), answer()],
    ]),
  ]);

  it('shows each failure with what was asked, said, wrong and right, and no more', () => {
    expect(report.failures.map(({ question: { id } }) => id)).toEqual(['open-1']);
    const page = reportPage(report);
    expect(page).toContain('berapa &lt;b&gt;biaya&lt;/b&gt;?');
    for (const shown of [
      'saya mau paspor',
      'Denda &amp; biaya',
      'article overstay instead of passport-fees or passport-new-adult',
    ])
      expect(page).toContain(shown);
    expect(reportText(report)).toContain('open open-1 [id] berapa <b>biaya</b>? → answered: article overstay');
  });

  it('shows a wrong figure though all else is right', () => {
    const twice = answer({ facts: ['fee.10y'], printed: ['fee.10y'] });
    const handoff = question({ kind: 'handoff', outcomes: ['answered'], must_facts: ['fee.x'] });
    const { failures } = buildReport([scoredSet('open', false, [[handoff, twice]])]);
    expect(failures.map(({ faults, wrongFigure }) => ({ faults, wrongFigure }))).toEqual([
      { faults: [], wrongFigure: true },
    ]);
  });

  it('names articles taken for one another, the most frequent first', () => {
    const confused = (article: string) => [asked, answer({ article })] as const;
    const { confusions } = buildReport([
      scoredSet('open', false, [confused('itas'), confused('overstay'), confused('overstay')]),
      scoredSet('final', true, [confused('itas'), confused('itas'), confused('itas')]),
    ]);
    expect(confusions).toEqual([
      { wanted: 'passport-fees', answered: 'overstay', times: 2 },
      { wanted: 'passport-fees', answered: 'itas', times: 1 },
    ]);
  });
});

describe('a page', () => {
  const page = reportPage(buildReport([scoredSet('open', false, [[question(), answer({ language: 'en' })]])]));

  it('needs no script and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|https?:/);
  });

  it('says its language, titles its tables and their rows, and reaches every link', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<p class="said" lang="id">');
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target] of page.matchAll(/href="#([^"]+)"|aria-labelledby="([^"]+)"/g)) {
      if (target !== undefined) expect(ids).toContain(target);
    }
    expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
    for (const [row] of page.matchAll(/<tr>.*?<\/tr>/gs)) expect(row).toMatch(/^<tr><th scope="(?:row|col)">/);
  });
});

describe('pairs', () => {
  const of = (pair: string, lang: 'id' | 'en', right: boolean) =>
    [
      question({ id: `${pair}-${lang}`, pair, lang }),
      answer({ language: lang, ...(!right && { article: 'x' }) }),
    ] as const;

  it('are compared between the languages, those without a partner left out', () => {
    const [set] = buildReport([
      scoredSet('pairs', true, [
        of('1', 'id', true),
        of('1', 'en', true),
        ...['2', '3', '4', '5', '6', '7'].flatMap((pair) => [of(pair, 'id', true), of(pair, 'en', false)]),
        of('8', 'en', false),
        of('8', 'id', false),
        of('9', 'en', true),
      ]),
    ]).sets;
    expect(set?.pairs).toEqual({ bothRight: 1, onlyIndonesian: 6, onlyEnglish: 0, neither: 1, p: 2 / 64 });
  });

  it('are not spoken of where there are none', () => {
    expect(buildReport([scoredSet('open', false, [[question(), answer()]])]).sets[0]?.pairs).toBeUndefined();
  });
});

describe('breakdowns', () => {
  it('keep open and closed sets, kinds, registers and topics apart', () => {
    const { breakdowns } = buildReport([
      scoredSet('open', false, [[question({ register: 'chat' }), answer()]]),
      scoredSet('final', true, [
        [question({ register: 'chat' }), answer({ article: 'x' })],
        [question({ register: 'chat', kind: 'handoff' }), answer({ outcome: 'handoff' })],
      ]),
    ]);
    const chat = (sets: string) => {
      const found = breakdowns.find((breakdown) => breakdown.sets === sets && breakdown.by === 'register')!;
      const place = found.values.indexOf('chat');
      return found.rows.map(({ kind, shares }) => [kind, shares[place]?.hits, shares[place]?.of]);
    };
    expect(chat('open')).toEqual([['answerable', 1, 1]]);
    expect(chat('closed')).toEqual([
      ['answerable', 0, 1],
      ['handoff', 1, 1],
    ]);
  });
});

describe('what is said beyond the question', () => {
  it('is a second section that the question does not name', () => {
    const [set] = buildReport([
      scoredSet('open', false, [
        [question(), answer({ sections: ['fee'], characters: 100 })],
        [question(), answer({ sections: ['fee', 'summary'], characters: 300 })],
        [question(), answer({ sections: ['fee', 'steps'], characters: 500 })],
        [question(), answer({ outcome: 'abstained', sections: [], characters: 9_000 })],
      ]),
    ]).sets;
    expect(set?.said).toMatchObject({
      answers: 3,
      characters: 300,
      twoSections: { hits: 2, of: 3 },
      unasked: { hits: 1, of: 3 },
    });
  });
});

describe('calibration', () => {
  it('takes a referral for a fitting article, and leaves out what was not looked up', () => {
    const { calibration } = buildReport([
      scoredSet('final', true, [
        [question({ kind: 'out-of-scope', articles: ['referral'] }), answer({ outcome: 'abstained', certainty: 0.75 })],
        [question({ kind: 'out-of-scope', articles: [] }), answer({ outcome: 'abstained', certainty: 0.75 })],
        [question({ kind: 'follow-up' }), answer({ certainty: undefined, confidence: 1 })],
      ]),
    ]);
    expect(calibration.certainty.bins.map(({ share: { hits, of } }) => [hits, of])).toEqual([[1, 2]]);
    expect(calibration.confidence.bins.map(({ share: { hits, of } }) => [hits, of])).toEqual([[1, 1]]);
  });
});
