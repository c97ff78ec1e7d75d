import { beforeAll, describe, expect, it } from 'vitest';
import { checkFigures } from '../answer/checkFigures.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { LANGUAGES, type KnowledgeBase } from '../knowledge/types.js';
import { allCases } from './cases.js';
import { checklistText, MOST_CHECKLIST_CHARACTERS } from './chatText.js';
import { checkChecklists } from './checkChecklists.js';
import { composeChecklist } from './composeChecklist.js';
import { answersIn, asksForChecklist, namedChecklist } from './findChecklist.js';
import { readAnswer } from './readAnswer.js';

const TODAY = '2026-11-24';
let knowledge: KnowledgeBase;
beforeAll(async () => {
  knowledge = await loadUsableKnowledge('knowledge-base');
});

describe('the checklists of the knowledge base', () => {
  it('are whole', () => {
    expect([...knowledge.checklists.keys()]).toEqual([
      'dual-citizen-child',
      'itas-extension',
      'passport',
      'spouse-route',
      'voa-extension',
    ]);
    expect(checkChecklists(knowledge, TODAY)).toEqual([]);
  });

  it('end in papers, a fee from facts and a source, in every case and both languages', () => {
    let cases = 0;
    for (const checklist of knowledge.checklists.values()) {
      for (const answers of allCases(checklist)) {
        cases++;
        for (const language of LANGUAGES) {
          const composed = composeChecklist(checklist, answers, language, knowledge, TODAY);
          const { body, source, spans } = checklistText(composed, language);
          const name = `${checklist.id} ${JSON.stringify([...answers])}`;
          expect(checkFigures(`${body}\n${source}`, spans), name).toEqual([]);
          expect(body.length + source.length, name).toBeLessThanOrEqual(MOST_CHECKLIST_CHARACTERS);
          expect(source, name).not.toBe('');
          expect(body, name).not.toMatch(/\{\{|\[\[|undefined/);
          expect(
            composed.parts.map(({ part }) => part),
            name,
          ).toEqual(expect.arrayContaining(['papers', 'steps', 'fee', 'duration', 'place']));
        }
      }
    }
    expect(cases).toBeGreaterThan(300);
  });

  it.each([
    ['buatkan checklist buat paspor anak saya', 'passport', { who: 'child' }],
    ['checklist paspor hilang', 'passport', { what: 'lost' }],
    ['kak minta ceklis perpanjang paspor dewasa dong', 'passport', { what: 'renew', who: 'adult' }],
    ['check list for my baby 5 months old first passport', 'passport', { what: 'new', who: 'child', little: 'yes' }],
    ['checklist paspor anak 3 tahun orang tua cerai', 'passport', { who: 'child', parents: 'divorced' }],
    ['a checklist to extend my kitas please', 'itas-extension', {}],
    ['daftar periksa perpanjang evoa', 'voa-extension', {}],
    ['checklist for my foreign husband', 'spouse-route', {}],
    ['checklist afidavit anak', 'dual-citizen-child', {}],
  ])('"%s" begins the right one with what it says', (text, id, answers) => {
    expect(asksForChecklist(text)).toBe(true);
    const checklist = namedChecklist(text, knowledge.checklists.values())!;
    expect(checklist.id).toBe(id);
    expect(Object.fromEntries(answersIn(text, checklist, { knowledge, today: TODAY }))).toMatchObject(answers);
  });

  it('does not take "for" for the making of a first passport', () => {
    const checklist = knowledge.checklists.get('passport')!;
    const answers = answersIn('buatkan checklist buat paspor anak saya', checklist, { knowledge, today: TODAY });
    expect(answers.has('what')).toBe(false);
  });

  it('does not take a passport of ten years for a child of ten', () => {
    const checklist = knowledge.checklists.get('passport')!;
    const answers = answersIn('checklist paspor 10 tahun', checklist, { knowledge, today: TODAY });
    expect(answers.has('who')).toBe(false);
  });

  it.each([
    ['passport', 'who', 'bayi 6 bulan', 'child'],
    ['passport', 'who', 'buat saya sendiri', 'adult'],
    ['passport', 'what', 'mau perpanjang krn udah mati', 'renew'],
    ['passport', 'what', 'kena banjir jadi rusak', 'damaged'],
    ['passport', 'where', 'ilang di malaysia, skrg sudah pulang', 'back'],
    ['passport', 'where', 'still abroad', 'away'],
    ['passport', 'disaster', 'bukan', 'no'],
    ['passport', 'disaster', 'iya kebakaran', 'yes'],
    ['passport', 'parents', 'kami sudah pisah', 'divorced'],
    ['passport', 'parents', 'ayahnya sudah meninggal', 'dead'],
    ['passport', 'parents', 'still together', 'together'],
    ['passport', 'custody', 'belum ada hak asuh', 'none'],
    ['passport', 'names', 'tidak sama', 'differ'],
    ['passport', 'names', 'ga ada yang beda', 'same'],
    ['passport', 'term', '10', 'long'],
    ['passport', 'term', 'yang 5 thn aja', 'short'],
    ['passport', 'term', '2', 'long'],
    ['itas-extension', 'state', 'masih berlaku', 'valid'],
    ['itas-extension', 'term', 'two years', 'two'],
    ['voa-extension', 'kind', 'i bought it at the airport', 'paper'],
    ['voa-extension', 'used', 'belum pernah', 'no'],
    ['spouse-route', 'married', 'belum, masih tunangan', 'not'],
    ['spouse-route', 'where', 'she is here on voa', 'voa'],
    ['dual-citizen-child', 'age', '17', 'edge'],
    ['dual-citizen-child', 'age', 'he turned 18', 'choosing'],
    ['dual-citizen-child', 'age', '25', 'late'],
    ['dual-citizen-child', 'registered', 'not yet', 'no'],
  ])('%s, %s: "%s" answers %s', (id, name, text, choice) => {
    const question = knowledge.checklists.get(id)!.questions.find((one) => one.id === name)!;
    expect(readAnswer(text, question, { knowledge, today: TODAY })).toBe(choice);
  });
});
