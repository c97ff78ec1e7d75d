import { writeLead } from '../answer/lead.js';
import type { Language } from '../knowledge/types.js';
import type { Case } from './case.js';
import { numberIn, type Message } from './message.js';

interface Prices {
  readonly short: string;
  readonly long: string;
}

const NEW: Prices = { short: 'passport.fee.5y', long: 'passport.fee.10y' };
const SAME_DAY: Prices = { short: 'passport.total.same-day.5y', long: 'passport.total.same-day.10y' };
const LOST: Prices = { short: 'passport.total.lost.5y', long: 'passport.total.lost.10y' };
const DAMAGED: Prices = { short: 'passport.total.damaged.5y', long: 'passport.total.damaged.10y' };
const ARTICLES: Readonly<Record<string, Prices>> = {
  'passport-fees': NEW,
  'passport-new-adult': NEW,
  'passport-renewal': NEW,
  'passport-child': NEW,
  'passport-child-renewal': NEW,
  'passport-newborn': NEW,
  'passport-validity': NEW,
  'passport-e-passport': NEW,
  'passport-umrah-hajj': NEW,
  'passport-same-day': SAME_DAY,
  'passport-lost': LOST,
  'passport-damaged': DAMAGED,
};
const AMOUNT = /berapa|brp|brapa|berapo|total|biaya|harga|bayar|ongkos|tarif|how much|cost|fee|price|pay\b/;
const PASSPORT = /pas+po?r|passport/;
const LONG = /\b(?:10|sepuluh|ten)[ -]?(?:tahun|thn|taun|th|years?|yrs?)\b/;
const SHORT = /\b(?:5|lima|five)[ -]?(?:tahun|thn|taun|th|years?|yrs?)\b/;
const MARRIED = /nikah|kawin|married/;
const DUAL = /dwi ?kewarganegaraan|ganda|dual|campuran|mixed|\bwna\b|foreign/;

/**
 * The price of several passports together. Who is under the age of a grown-up passport and unmarried gets only the shorter validity (fact
 * `passport.child.validity`), so a child's book is counted at its price whatever was asked.
 */
export const passportTotal: Case = {
  name: 'passportTotal',

  claims({ text, people }) {
    if (!people || !PASSPORT.test(text) || !AMOUNT.test(text) || DUAL.test(text)) return undefined;
    return /hilang|ilang|lost|rusak|damaged|visa|kitas|calo|agen/.test(text) ? undefined : 'passport-fees';
  },

  answers(message, { article }) {
    const prices = ARTICLES[article];
    const { text, people, language } = message;
    if (!prices || !people || !AMOUNT.test(text) || DUAL.test(text)) return undefined;
    const who = agesSplit(message);
    if (!who) return undefined;
    const { children, adults } = who;
    const long = LONG.test(text);
    const short = SHORT.test(text);
    const own = words[language];
    const lead = writeLead(message.knowledge, language, message.today, (writer) => {
      const lines: string[] = [];
      const total = (price: string): string => {
        if (children === 0) return `${adults} × ${writer.fact(price)} = ${writer.computed('times', [price], [adults])}`;
        if (adults === 0)
          return `${children} × ${writer.fact(prices.short)} = ${writer.computed('times', [prices.short], [children])}`;
        const grown = `${adults} × ${writer.fact(price)}`;
        return `${grown} + ${children} × ${writer.fact(prices.short)} = ${writer.computed('sumOfTimes', [price, prices.short], [adults, children])}`;
      };
      const few = writer.fact('passport.validity.short');
      const many = writer.fact('passport.validity.long');
      if (adults === 0) lines.push(own.total(total(prices.short), few));
      else if (long && !short) lines.push(own.total(total(prices.long), children > 0 ? own.mixed(many, few) : many));
      else if (short && !long) lines.push(own.total(total(prices.short), few));
      else
        lines.push(
          own.either(total(prices.short), few, total(prices.long), children > 0 ? own.mixed(many, few) : many),
        );
      const age = writer.fact('passport.age.adult');
      writer.rest('passport.child.validity');
      if (children > 0) lines.push(own.children(age, few));
      else if (who.unsure) lines.push(own.unsure(age, few));
      return lines.join(' ');
    });
    return { lead };
  },
};

/** Who counts as a child: those called so, unless their ages are told, each of them. Undefined where that cannot be said. */
function agesSplit(message: Message): { children: number; adults: number; unsure: boolean } | undefined {
  const { people, ages, text } = message;
  const limit = numberIn(message, 'passport.age.adult');
  if (!people || limit === undefined || people.children + people.adults + people.unknown > 9) return undefined;
  if (
    MARRIED.test(text) &&
    people.children > 0 &&
    /\banak\b.{0,30}(?:nikah|kawin)|(?:child|son|daughter).{0,30}married/.test(text)
  )
    return undefined;
  const rest = people.adults + people.unknown;
  if (people.children > 0 && ages.length === people.children) {
    const young = ages.filter((age) => age < limit).length;
    return { children: young, adults: rest + ages.length - young, unsure: false };
  }
  if (people.children > 0 && ages.some((age) => age >= limit)) return undefined;
  return { children: people.children, adults: rest, unsure: people.unknown > 0 };
}

interface Words {
  total(calculation: string, validity: string): string;
  either(short: string, few: string, long: string, many: string): string;
  mixed(many: string, few: string): string;
  children(age: string, few: string): string;
  unsure(age: string, few: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  id: {
    total: (calculation, validity) => `Total ${calculation} (berlaku ${validity}).`,
    either: (short, few, long, many) => `Total untuk masa berlaku ${few}: ${short}. Untuk ${many}: ${long}.`,
    mixed: (many, few) => `${many} untuk dewasa, ${few} untuk anak`,
    children: (age, few) => `Anak di bawah ${age} yang belum menikah hanya bisa mendapat paspor ${few}.`,
    unsure: (age, few) =>
      `Hitungan ini untuk orang dewasa; yang di bawah ${age} dan belum menikah hanya bisa mendapat paspor ${few}.`,
  },
  en: {
    total: (calculation, validity) => `In total ${calculation} (valid ${validity}).`,
    either: (short, few, long, many) => `In total, valid ${few}: ${short}. Valid ${many}: ${long}.`,
    mixed: (many, few) => `${many} for adults, ${few} for children`,
    children: (age, few) => `An unmarried child under ${age} can only get a passport valid ${few}.`,
    unsure: (age, few) => `This is for adults; anyone under ${age} and unmarried can only get one valid ${few}.`,
  },
};
