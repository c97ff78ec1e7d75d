import { writeLead } from '../answer/lead.js';
import type { Language } from '../knowledge/types.js';
import type { Case, CaseAnswer } from './case.js';
import { numberIn, type Message } from './message.js';

const CHILD_TO_ADULT: Readonly<Record<string, string>> = {
  'passport-child': 'passport-new-adult',
  'passport-child-renewal': 'passport-renewal',
  'passport-newborn': 'passport-new-adult',
};
const ADULT_TO_CHILD: Readonly<Record<string, string>> = {
  'passport-new-adult': 'passport-child',
  'passport-renewal': 'passport-child-renewal',
};
const ANY_AGE = new Set(['passport-validity', 'passport-fees', 'passport-priority', 'passport-walk-in']);
/** Sections whose answer is which book somebody gets, and those whose answer is which lane. */
const BOOK = new Set(['summary', 'fee', 'validity', 'eligibility', 'requirements']);
const LANE = new Set(['summary', 'steps', 'where', 'eligibility']);
const PRIORITY = 'passport-priority';
const LANE_ARTICLES = new Set([PRIORITY, 'passport-walk-in']);
const MARRIED = /nikah|kawin|married|bersuami|beristri/;
const LONG = /\b(?:10|sepuluh|ten)[ -]?(?:tahun|thn|taun|th|years?|yrs?)\b/;
const ASKS_LANE =
  /m-?pas+po?r|mpaspor|daftar|antri|antre|jalur|prioritas|priority|lane|walk|register|queue|langsung datang/;
const DUAL = /dwi ?kewarganegaraan|ganda|dual|campuran|mixed|\bwna\b|bule|foreign|german|austral/;

/**
 * A passport for somebody of this age: the validity and the price that the age allows, which lane, and the article for children or for grown-ups.
 * The limits are facts (`passport.age.adult`, `m-paspor.priority.child-age`, `m-paspor.priority.age`). Marriage counts as grown up, dual citizens have another limit;
 * where either is named, the article speaks alone.
 */
export const passportAge: Case = {
  name: 'passportAge',

  answers(message, { article, sections }) {
    if (message.ages.length === 0) return longForChild(message, article);
    const [age] = message.ages;
    const known = article in CHILD_TO_ADULT || article in ADULT_TO_CHILD || ANY_AGE.has(article);
    if (!known || age === undefined || message.ages.length > 1 || MARRIED.test(message.text) || DUAL.test(message.text))
      return undefined;
    const adult = numberIn(message, 'passport.age.adult');
    const toddler = numberIn(message, 'm-paspor.priority.child-age');
    const elderly = numberIn(message, 'm-paspor.priority.age');
    if (adult === undefined || toddler === undefined || elderly === undefined) return undefined;
    const lane = (age < toddler || age >= elderly) && ASKS_LANE.test(message.text);
    const other = lane ? PRIORITY : age >= adult ? CHILD_TO_ADULT[article] : ADULT_TO_CHILD[article];
    const [first = 'summary'] = sections;
    const own = words[message.language];
    const lead = writeLead(message.knowledge, message.language, message.today, (writer) => {
      const lines: string[] = [];
      const said = age === 0 ? own.baby : own.age(writer.said(age, 'age'));
      const onLane = lane || LANE_ARTICLES.has(article);
      if (BOOK.has(first) && !onLane) {
        const limit = writer.fact('passport.age.adult');
        const short = writer.fact('passport.validity.short');
        const low = writer.fact('passport.fee.5y');
        const long = writer.fact('passport.validity.long');
        if (age < adult) {
          writer.rest('passport.child.validity');
          lines.push(own.child(said, short, low, long, limit));
        } else lines.push(own.adult(said, short, low, long, writer.fact('passport.fee.10y')));
      }
      if (onLane || (lines.length === 0 && LANE.has(first) && (age < toddler || age >= elderly))) {
        writer.rest('m-paspor.priority.who');
        if (age < toddler) lines.push(own.toddler(said, writer.fact('m-paspor.priority.child-age')));
        else if (age >= elderly) lines.push(own.elderly(said, writer.fact('m-paspor.priority.age')));
        else
          lines.push(
            own.register(said, writer.fact('m-paspor.priority.child-age'), writer.fact('m-paspor.priority.age')),
          );
      }
      return lines.join(' ');
    });
    return { ...(other !== undefined && { article: other }), lead: lead?.text === '' ? undefined : lead };
  },
};

/** "Paspor anak 10 tahun": whether that is a child's age or a validity, the answer is the same. */
function longForChild(message: Message, article: string): CaseAnswer | undefined {
  if (!(article in CHILD_TO_ADULT) || !LONG.test(message.text) || MARRIED.test(message.text) || DUAL.test(message.text))
    return undefined;
  const own = words[message.language];
  const lead = writeLead(message.knowledge, message.language, message.today, (writer) => {
    writer.rest('passport.child.validity');
    const fact = (id: string): string => writer.fact(id);
    return own.child(
      own.any,
      fact('passport.validity.short'),
      fact('passport.fee.5y'),
      fact('passport.validity.long'),
      fact('passport.age.adult'),
    );
  });
  return { lead };
}

interface Words {
  readonly any: string;
  readonly baby: string;
  age(age: string): string;
  child(said: string, short: string, low: string, long: string, limit: string): string;
  adult(said: string, short: string, low: string, long: string, high: string): string;
  toddler(said: string, limit: string): string;
  elderly(said: string, limit: string): string;
  register(said: string, from: string, until: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  id: {
    any: 'Anak yang belum menikah',
    baby: 'Bayi',
    age: (age) => `Umur ${age}`,
    child: (said, short, low, long, limit) =>
      `${said}: paspor anak, berlaku ${short}, ${low}. Yang ${long} baru bisa mulai umur ${limit} atau bila sudah menikah.`,
    adult: (said, short, low, long, high) =>
      `${said}: paspor dewasa, boleh memilih berlaku ${short} (${low}) atau ${long} (${high}).`,
    toddler: (said, limit) => `${said}: di bawah ${limit}, jadi boleh lewat jalur prioritas tanpa M-Paspor.`,
    elderly: (said, limit) =>
      `${said}: mulai ${limit} termasuk lansia, jadi boleh lewat jalur prioritas tanpa M-Paspor.`,
    register: (said, from, until) =>
      `${said}: jalur prioritas menurut umur hanya untuk anak di bawah ${from} dan orang mulai ${until}; kalau tidak hamil atau menyandang disabilitas, daftar lewat M-Paspor.`,
  },
  en: {
    any: 'An unmarried child',
    baby: 'A baby',
    age: (age) => `Age ${age}`,
    child: (said, short, low, long, limit) =>
      `${said}: a child's passport, valid ${short}, ${low}. The one valid ${long} is only for people from age ${limit} or already married.`,
    adult: (said, short, low, long, high) =>
      `${said}: an adult's passport, valid ${short} (${low}) or ${long} (${high}), as you choose.`,
    toddler: (said, limit) => `${said}: under ${limit}, so the priority lane without M-Paspor is open.`,
    elderly: (said, limit) =>
      `${said}: from ${limit} on you count as elderly, so the priority lane without M-Paspor is open.`,
    register: (said, from, until) =>
      `${said}: by age the priority lane is only for children under ${from} and people from ${until} on; unless pregnant or disabled, register in M-Paspor.`,
  },
};
