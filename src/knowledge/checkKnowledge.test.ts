import { describe, expect, it } from 'vitest';
import { checkKnowledge } from './checkKnowledge.js';
import { loadKnowledge } from './loadKnowledge.js';
import { fact, tinyKnowledgeBase, writeKnowledgeBase } from './testing/tinyKnowledgeBase.js';

const EXPECTED = /example questions in (id|en); at least/;
const lost = 'articles/passport/passport-lost';

/** What is found in the small knowledge base with changes, but for its having few example questions, which is what makes it small. */
async function found(
  changes: Record<string, string>,
  options: { today?: string; evaluationQuestions?: string[] } = {},
): Promise<string[]> {
  const { knowledge, problems } = await loadKnowledge(await writeKnowledgeBase(changes));
  const checked = checkKnowledge({
    knowledge,
    today: options.today ?? '2026-11-24',
    evaluationQuestions: options.evaluationQuestions ?? [],
  });
  return [...problems, ...checked]
    .filter(({ message }) => !EXPECTED.test(message))
    .map(({ severity, place, message }) => `${severity} ${place.file}:${place.line} ${message}`);
}
const inFile = (file: string, from: string, to: string): Record<string, string> => ({
  [file]: tinyKnowledgeBase()[file]!.replace(from, to),
});

describe('kb:check', () => {
  it('finds only the unused fact in a sound knowledge base', async () => {
    expect(await found({})).toEqual([
      expect.stringMatching(/^warning facts\/all\.yaml:\d+ the fact office\.phone is not used/),
    ]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an amount typed in prose',
      inFile(`${lost}/id.md`, '{{lost.charge}}', 'Rp1.000.000'),
      /error articles\/passport\/passport-lost\/id\.md:12 a figure is typed/,
    ],
    [
      'a duration in words',
      inFile(`${lost}/en.md`, 'report it', 'within two days report it'),
      /en\.md:8 a figure is typed in the text: "two days"/,
    ],
    [
      'an address typed in prose',
      inFile(`${lost}/en.md`, 'report it', 'see www.example.com and report it'),
      /an address is typed/,
    ],
    ['an outdated tariff', inFile(`${lost}/id.md`, 'Denda', 'Dulu 355.000, denda'), /an outdated tariff/],
    [
      'an outdated tariff in English',
      inFile(`${lost}/en.md`, 'A lost', 'It was IDR 355,000; a lost'),
      /en\.md:12 an outdated tariff stands in the text: "355,000"/,
    ],
    [
      'an outdated tariff on a button',
      inFile(`${lost}/en.md`, 'My passport is lost', 'Lost for 355k'),
      /en\.md:1 an outdated tariff/,
    ],
    [
      'an outdated code in prose',
      inFile(`${lost}/en.md`, 'report it', 'get a B211A and report it'),
      /en\.md:8 an outdated visa code stands in the text: "B211A"/,
    ],
    [
      'an outdated code in a heading',
      inFile(`${lost}/id.md`, '## Biaya', '## Biaya D212'),
      /id\.md:10 an outdated visa code/,
    ],
    [
      'a fact that names an old code as if it were in use',
      { 'facts/more.yaml': fact('x', 'statement', '{ id: C312 untuk bekerja, en: C312 is for work }') },
      /the fact x names C312/,
    ],
    [
      'a passport tariff of the past that has no end',
      { 'facts/more.yaml': fact('passport.old', 'IDR', '355000') },
      /the fact passport\.old is a tariff of the past/,
    ],
    [
      'a figure that only one language prints',
      inFile(`${lost}/en.md`, '{{passport.fee}} for the new book.', 'the new book. [[passport.fee]]'),
      /en\.md:10 the section fee states in one language what it only rests on in the other: passport\.fee/,
    ],
    [
      'an article without a source',
      {
        ...inFile(
          'articles/passport/passport-new/id.md',
          'Biaya paspor baru {{passport.fee}}.',
          'Biaya: {{office.phone}}.',
        ),
        ...inFile('articles/passport/passport-new/en.md', 'A new passport costs {{passport.fee}}.', '{{office.phone}}'),
      },
      /passport-new\/id\.md:1 the article has no source/,
    ],
    [
      'a fact that does not exist',
      inFile(`${lost}/id.md`, '{{lost.charge}}', '{{lost.charg}}'),
      /there is no fact lost\.charg/,
    ],
    [
      'a statement printed as a figure',
      inFile(`${lost}/id.md`, '[[lost.rule]]', '{{lost.rule}}'),
      /lost\.rule is a statement/,
    ],
    [
      'languages that rest on different facts',
      inFile(`${lost}/en.md`, '{{lost.charge}}', '{{overstay.day}}'),
      /the section fee rests on other facts/,
    ],
    [
      'a section that no fact backs',
      inFile(
        `${lost}/id.md`,
        'Denda paspor hilang {{lost.charge}}, ditambah {{passport.fee}} untuk buku baru.',
        'Ada denda.',
      ),
      /no fact backs the section fee/,
    ],
    [
      'a section too long for a small screen',
      inFile(`${lost}/id.md`, 'Denda', `${'kata '.repeat(150)}Denda`),
      /has \d+ characters/,
    ],
    [
      'a link to no article',
      inFile(`${lost}/questions.yaml`, '["passport-new"]', '["nowhere"]'),
      /related names nowhere/,
    ],
    [
      'a question under two articles',
      inFile(`${lost}/questions.yaml`, 'paspor ilang', 'Overstay fine'),
      /the question stands under/,
    ],
    [
      'a question that is nearly one of another article',
      inFile(`${lost}/questions.yaml`, 'paspor ilang', 'kak, cara buat pasport pertama kali?'),
      /the question is nearly "kak, cara buat pasport pertama kali\?", which stands under passport-lost as well/,
    ],
    [
      'a question that sets the threshold',
      inFile(`${lost}/questions.yaml`, 'paspor ilang', 'resep rendang'),
      /one that sets the threshold/,
    ],
    [
      'high confidence on one host',
      {
        'facts/more.yaml': fact('x', 'IDR', '5', 'confidence: high\n  sources: [https://a.go.id/1, https://a.go.id/2]'),
      },
      /one independent source/,
    ],
    [
      'high confidence on two offices of the immigration service, which repeat each other',
      {
        'facts/more.yaml': fact(
          'x',
          'IDR',
          '5',
          'confidence: high\n  sources: [https://www.imigrasi.go.id/1, https://depok.imigrasi.go.id/2]',
        ),
      },
      /one independent source/,
    ],
    [
      'a law that sources.yaml does not have',
      { 'facts/more.yaml': fact('x', 'IDR', '5').replace('pp-1', 'pp-2') },
      /names the law pp-2/,
    ],
    [
      'two versions of a fact for the same days',
      { 'facts/more.yaml': fact('lost.charge', 'IDR', '5') },
      /stands in facts\/all\.yaml:\d+ as well, for the same days/,
    ],
  ])('finds %s, with file and line', async (_, changes, message) => {
    expect((await found(changes)).join('\n')).toMatch(message);
  });

  it('warns of a fact past its review, and after 90 days calls it an error', async () => {
    expect((await found({}, { today: '2027-11-02' })).join('\n')).toMatch(
      /warning facts\/all\.yaml:1 the fact passport\.fee was to be reviewed by 2027-11-01/,
    );
    expect((await found({}, { today: '2028-02-01' })).join('\n')).toMatch(
      /error facts\/all\.yaml:1 the fact passport\.fee was to be reviewed/,
    );
  });

  it('finds an example question that leaked from an evaluation set', async () => {
    const problems = await found(
      {},
      { evaluationQuestions: ['Paspor saya hilang di pasar!', 'something else entirely here'] },
    );
    expect(problems.join('\n')).toMatch(/nearly one of an evaluation set/);
  });

  it('lets an article say what became of an old code, where a fact about that code stands beside it', async () => {
    const fate = fact('old.code', 'statement', '{ id: B211A tidak dipakai lagi, en: The B211A is no longer issued }');
    const said = (text: string): Record<string, string> => ({
      ...inFile(`${lost}/id.md`, 'Kalau', `B211A tidak ada lagi. [[old.code]] ${text} Kalau`),
      ...inFile(`${lost}/en.md`, 'If your', `The B211A is gone. [[old.code]] If your`),
      'facts/more.yaml': fate,
    });
    expect((await found(said(''))).filter((p) => p.startsWith('error'))).toEqual([]);
    expect((await found(said('Pakai D212.'))).join('\n')).toMatch(/id\.md:8 an outdated visa code .*"D212"/);
  });

  it('lets people ask about old tariffs and codes', async () => {
    const asked = inFile(`${lost}/questions.yaml`, 'paspor ilang', 'dulu 355 ribu, b211a masih ada?');
    expect((await found(asked)).filter((p) => p.startsWith('error'))).toEqual([]);
  });

  it('does not take names of laws, forms and visa codes for figures', async () => {
    expect(
      (
        await found(
          inFile(
            `${lost}/id.md`,
            'Kalau',
            'Menurut PP 45/2024 dan Permen Imipas 14/2025, isi Perdim 11 atau C1; kalau',
          ),
        )
      ).filter((p) => p.startsWith('error')),
    ).toEqual([]);
  });
});
