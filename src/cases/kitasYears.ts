import { writeLead } from '../answer/lead.js';
import type { Language } from '../knowledge/types.js';
import type { Case } from './case.js';
import { numberIn } from './message.js';

const ITAP = 'itap';
/** The terms with a fee of their own in the tariff, by years, and the fact of that fee. */
const TERMS = [
  { term: 'itas.term.1y', fee: 'itas.fee.1y' },
  { term: 'itas.term.2y', fee: 'itas.fee.2y' },
  { term: 'itas.term.5y', fee: 'itas.fee.5y' },
] as const;
const ARTICLES = new Set(['itas', 'itas-work', 'itas-extension']);
const HELD = /\b(?:sudah|udah|udh|sdh|telah|already|been|had|held|have had|for)\b/;
const SPOUSE = /istri|suami|spouse|wife|husband|married|menikah|nikah|kawin/;
const WANTS_ITAP = /kitap|itap|permanent|tetap/;
const OTHER_KIND =
  /student|pelajar|mahasiswa|kuliah|study|sekolah|second home|rumah kedua|golden|retire|pensiun|remote|e33|e30|e28/;

/**
 * A KITAS of so many years: its fee where the tariff has one for that length, and that it has none where not; and, for who has held one that long, whether that is enough
 * for a KITAP.
 */
export const kitasYears: Case = {
  name: 'kitasYears',

  answers(message, { article }) {
    const { text, durations, language } = message;
    const told = durations.filter(({ unit }) => unit === 'years');
    const [one] = told;
    if (!one || told.length > 1 || one.bound !== undefined || !Number.isInteger(one.value)) return undefined;
    const own = words[language];
    const write = (text: Parameters<typeof writeLead>[3]): ReturnType<typeof writeLead> =>
      writeLead(message.knowledge, language, message.today, text);
    if (article === ITAP && HELD.test(text) && !SPOUSE.test(text)) {
      const needed = numberIn(message, 'itap.years');
      if (needed === undefined) return undefined;
      return {
        lead: write((writer) => {
          writer.rest('itap.who');
          const said = writer.said(one.value, 'years');
          const years = writer.fact('itap.years');
          return one.value >= needed ? own.enough(said, years) : own.notYet(said, years);
        }),
      };
    }
    if (
      !ARTICLES.has(article) ||
      WANTS_ITAP.test(text) ||
      SPOUSE.test(text) ||
      OTHER_KIND.test(text) ||
      !/k?itas/.test(text)
    )
      return undefined;
    if (HELD.test(text) && !/\bfor\b/.test(text)) return undefined;
    const listed = TERMS.find(({ term }) => numberIn(message, term) === one.value);
    return {
      lead: write((writer) => {
        if (listed) {
          writer.rest('itas.fee.parts');
          return own.listed(writer.fact(listed.term), writer.fact(listed.fee));
        }
        return own.unlisted(writer.said(one.value, 'years'), TERMS.map(({ term }) => writer.fact(term)).join(', '));
      }),
    };
  },
};

interface Words {
  enough(said: string, years: string): string;
  notYet(said: string, years: string): string;
  listed(term: string, fee: string): string;
  unlisted(said: string, terms: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  id: {
    enough: (said, years) =>
      `${said} berturut-turut sudah cukup untuk pekerja, rohaniwan, investor, dan lansia, yang syaratnya ${years}; jenis KITAS lain punya syarat sendiri.`,
    notYet: (said, years) =>
      `${said} belum cukup untuk pekerja, rohaniwan, investor, dan lansia, yang syaratnya ${years} berturut-turut; jenis KITAS lain punya syarat sendiri.`,
    listed: (term, fee) =>
      `KITAS ${term}: biaya ITAS-nya ${fee}, belum termasuk bagian lain seperti izin masuk kembali.`,
    unlisted: (said, terms) =>
      `Untuk KITAS ${said} kami tidak menemukan tarif tersendiri; yang kami ketahui tarif untuk ${terms}. Tanyakan lama yang bisa diberikan ke kantor imigrasi.`,
  },
  en: {
    enough: (said, years) =>
      `${said} in a row is enough for workers, clergy, investors and retirees, who need ${years}; other kinds of KITAS have rules of their own.`,
    notYet: (said, years) =>
      `${said} is not enough yet for workers, clergy, investors and retirees, who need ${years} in a row; other kinds of KITAS have rules of their own.`,
    listed: (term, fee) =>
      `A KITAS for ${term}: the ITAS itself costs ${fee}, without other parts such as the re-entry permit.`,
    unlisted: (said, terms) =>
      `For a KITAS of ${said} we found no tariff of its own; those we know are for ${terms}. Ask the immigration office which length can be given.`,
  },
};
