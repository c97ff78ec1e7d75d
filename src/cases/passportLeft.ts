import { writeLead } from '../answer/lead.js';
import { renderDay } from '../knowledge/renderFact.js';
import type { Language } from '../knowledge/types.js';
import type { Case } from './case.js';
import { numberIn, type Message } from './message.js';
import { monthsUntil } from './reading/dates.js';

const SIX_MONTHS = 'passport-six-month-rule';
/** Articles about an Indonesian passport that is running out. */
const OWN = new Set([
  SIX_MONTHS,
  'passport-renewal',
  'passport-child-renewal',
  'passport-validity',
  'passport-umrah-hajj',
  'passport-studying-abroad',
]);
const RENEWAL = new Set(['passport-renewal', 'passport-child-renewal']);
/** Articles that ask a foreigner for a validity, and the fact that says which. */
const ASKED: Readonly<Record<string, string>> = {
  'visa-on-arrival': 'voa.passport',
  'visa-free': 'visa-free.passport',
  'visit-visa': 'itas.passport.validity',
  itas: 'itas.passport.validity',
};
const PASSPORT = /pas+po?r|passport|\bmasa berlaku|expir/;
const LEFT = /tinggal|sisa|masih|left|remaining|lagi|\blg\b|valid|berlaku|kurang|habis|expire|hanya|cuma|only/;
const ISSUED = /terbit|dibuat|issued|bikin tahun|lahir|born/;
const NO_TRIP = /tinggal (?:di|lama|selama)/;

/** A passport with so many months left: beside the six months that many countries ask for, or those that a visa asks for. */
export const passportLeft: Case = {
  name: 'passportLeft',

  answers(message, { article }) {
    const { text, language } = message;
    const fact = OWN.has(article) ? 'passport.rule.six-months' : ASKED[article];
    if (fact === undefined || !PASSPORT.test(text) || !LEFT.test(text) || ISSUED.test(text) || NO_TRIP.test(text))
      return undefined;
    const left = monthsLeft(message);
    const limit = numberIn(message, fact);
    const own = words[language];
    if (left === undefined || limit === undefined) return undefined;
    const how = left.most < limit ? 'less' : left.least > limit ? 'more' : left.least >= limit ? 'just' : undefined;
    if (how === undefined) return undefined;
    const lead = writeLead(message.knowledge, language, message.today, (writer) => {
      const said =
        left.until === undefined
          ? own.left(left.said.map(([value, unit]) => writer.said(value, unit)).join(''))
          : own.until(writer.saidWords(renderDay(left.until, language)));
      const months = writer.fact(fact);
      if (!OWN.has(article)) return own.visa[how](said, months);
      writer.rest('passport.rule.destination');
      const when = writer.fact('passport.renewal.when');
      if (how === 'less') writer.rest('passport.renewal.grounds');
      if (how === 'more' && RENEWAL.has(article)) return own.early(said, when);
      return own.rule[how](said, months, when);
    });
    return { lead };
  },
};

interface Left {
  readonly least: number;
  readonly most: number;
  readonly said: readonly (readonly [number, 'days' | 'months' | 'years'])[];
  readonly until: string | undefined;
}

/** What is left of a passport, in months; undefined where the message names no one length or day to come. */
function monthsLeft({ durations, days, today, text }: Message): Left | undefined {
  const [day] = days;
  if (durations.length === 0 && days.length === 1 && day && day.ago < 0) {
    const months = monthsUntil(day.day, today);
    // A day in the very month of the limit is a matter of days, which nobody can say how a country counts.
    return { least: months, most: months + (day.day.endsWith(today.slice(-3)) ? 0 : 0.9), said: [], until: day.day };
  }
  const told = durations.filter(({ direction, bound }) => direction !== 'ago' && bound === undefined);
  const named = told.filter(({ direction }) => direction === 'left');
  const [one] = named.length === 1 ? named : told.length === 1 && !told[0]?.ofPermit ? told : [];
  if (!one || days.length > 0 || /\b(?:10|5) (?:tahun|years?)\b/.test(text.slice(one.at, one.at + 9))) return undefined;
  const { value, unit } = one;
  if (unit === 'months') return { least: value, most: value, said: [[value, 'months']], until: undefined };
  if (unit === 'years') return { least: value * 12, most: value * 12, said: [[value, 'years']], until: undefined };
  const inDays = unit === 'weeks' ? value * 7 : value;
  return { least: inDays / 31, most: inDays / 28, said: [[inDays, 'days']], until: undefined };
}

type How = 'less' | 'just' | 'more';
interface Words {
  left(length: string): string;
  until(day: string): string;
  readonly rule: Readonly<Record<How, (said: string, months: string, when: string) => string>>;
  /** Of who asks to replace it. */
  early(said: string, when: string): string;
  readonly visa: Readonly<Record<How, (said: string, months: string) => string>>;
}

const words: Readonly<Record<Language, Words>> = {
  id: {
    left: (length) => `Sisa ${length}`,
    until: (day) => `Paspor yang berlaku sampai ${day}: sisanya`,
    rule: {
      less: (said, months, when) =>
        `${said} kurang dari ${months}, jadi banyak negara akan menolaknya; itu aturan negara tujuan. Paspor dengan sisa kurang dari ${when} sudah boleh diganti.`,
      just: (said, months) =>
        `${said} tepat di batas ${months} yang diminta banyak negara. Apakah dihitung sejak berangkat, tiba, atau pulang tidak kami ketahui; tanyakan ke maskapai atau kedutaan negara tujuan.`,
      more: (said, months, when) =>
        `${said} masih di atas ${months} yang diminta banyak negara, asalkan hitungan negara tujuan (sejak berangkat, tiba, atau pulang) juga terpenuhi. Penggantian karena waktu dilayani bila sisanya kurang dari ${when}.`,
    },
    early: (said, when) =>
      `${said} masih lebih dari ${when}; penggantian karena waktu dilayani bila sisanya kurang dari itu.`,
    visa: {
      less: (said, months) =>
        `${said} tidak cukup: paspor harus masih berlaku paling sedikit ${months}. Ganti dulu paspornya.`,
      just: (said, months) =>
        `${said} tepat di batas: paspor harus masih berlaku paling sedikit ${months}. Tanyakan dulu sejak kapan dihitung.`,
      more: (said, months) => `${said} cukup menurut syaratnya: paspor harus masih berlaku paling sedikit ${months}.`,
    },
  },
  en: {
    left: (length) => `A passport with ${length} left`,
    until: (day) => `A passport valid until ${day}`,
    rule: {
      less: (said, months, when) =>
        `${said} has less than ${months}, so many countries will refuse it; that is the rule of the country you visit. An Indonesian passport with less than ${when} left may already be replaced.`,
      just: (said, months) =>
        `${said} is right at the ${months} that many countries ask for. Whether they count from departure, arrival or return is not known to us; ask the airline or that country's embassy.`,
      more: (said, months, when) =>
        `${said} has more than the ${months} that many countries ask for, if it also holds by that country's way of counting (from departure, arrival or return). Replacement for time is open below ${when}.`,
    },
    early: (said, when) => `${said} has more than ${when}; replacement for time is open once less than that is left.`,
    visa: {
      less: (said, months) => `${said} is not enough: it has to be valid for at least ${months} more. Renew it first.`,
      just: (said, months) =>
        `${said} is right at the limit: it has to be valid for at least ${months} more. Ask first from when it counts.`,
      more: (said, months) => `${said} is long enough: it has to be valid for at least ${months} more.`,
    },
  },
};
