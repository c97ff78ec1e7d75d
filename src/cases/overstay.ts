import { writeLead, type Lead, type LeadWriter } from '../answer/lead.js';
import type { Language } from '../knowledge/types.js';
import type { Case } from './case.js';
import { numberIn, type Message } from './message.js';
import type { Duration } from './reading/durations.js';

const WITHIN = 'overstay';
const BEYOND = 'overstay-over-60-days';
const CHARGE = 'overstay.charge.day';
const LIMIT = 'overstay.limit';

const OVERSTAY = /over ?-?stay|overstai|overstey|ovrstay|overtay|oferstay/;
const NOT_YET =
  /\b(?:belum|blm|tidak|tdk|gak|ga|nggak|dak|bukan|not|avoid|biar|supaya|agar|without|tanpa|jangan) (?:\p{L}+ ){0,2}over ?-?sta/u;
const ELSEWHERE =
  /deport|tangkal|cekal|blacklist|\bban(?:ned)?\b|detain|detention|ditahan|tahanan|masuk lagi|balik lagi|come back|return to indonesia|objection|keberatan/;
const IN_TIME =
  /\b(?:sudah|udah|udh|sdh|telah|already|had|have)\b.{0,30}\b(?:ajukan|mengajukan|diajukan|bayar|dibayar|perpanjang|diperpanjang|daftar|filed|applied|submitted|paid|extended)\b/;
const DISASTER = /gunung|letus|vulkanik|volcan|erupt|bencana|banjir|gempa|earthquake|flood|pandemi/;
const ENDED = /habis|expire|mati|lewat|berakhir|ended|ran out|jatuh tempo|over ?-?stay|sejak|since/;
/** A stay permit, and not a passport, has ended: an overstay by another name. */
const PERMIT = /\b(?:e-?visa|visa|voa|e-?voa|evoa|kitas|itas|permit|(?:izin|ijin) (?:tinggal|kunjungan))(?:nya|ku)?\b/;
const PASSPORT = /pas+po?r|passport/;
const LATE_BEFORE =
  /(?:lewat|telat|terlambat|kelewat|lebih|kelebihan|late|overdue|past)(?:nya)?(?: sudah| udah| by)? $/;
const NEAR = 25;

/**
 * An overstay of so many days: the charge, worked out; or beyond the limit, where no sum would be right, the other article.
 * The rule is "charge per person and day, up to the limit" (facts `overstay.charge.day`, `overstay.limit`). How the first and the last day
 * are counted is unknown, and the sentence says so.
 */
export const overstay: Case = {
  name: 'overstay',

  claims(message) {
    const { text } = message;
    if (NOT_YET.test(text) || ELSEWHERE.test(text) || IN_TIME.test(text)) return undefined;
    const named = OVERSTAY.test(text) || (PERMIT.test(text) && ENDED.test(text) && !PASSPORT.test(text));
    return named && lateness(message) ? WITHIN : undefined;
  },

  answers(message, { article, sections }) {
    if (article !== WITHIN && article !== BEYOND) return undefined;
    const limit = numberIn(message, LIMIT);
    if (limit === undefined) return undefined;
    const late = lateness(message);
    if (late === undefined) {
      // "Hampir 60 hari" is within the limit all the same.
      const below = message.durations.some(
        ({ bound, ofPermit, days }) => bound === 'less' && !ofPermit && days[1] <= limit,
      );
      return below && article === BEYOND ? { article: WITHIN, lead: undefined } : undefined;
    }
    const { least, most } = late;
    if (least > limit || (late.moreThan && least >= limit)) return { article: BEYOND, lead: beyond(message, late) };
    if (late.moreThan) return undefined;
    if (most > limit) return { article: BEYOND, lead: about(message) };
    const exempt = IN_TIME.test(message.text) || DISASTER.test(message.text);
    if (exempt) return { article: WITHIN, sections: ['eligibility'], lead: undefined };
    // When it is no overstay is what the exempt want to know; the others, what to do.
    const instead = sections[0] === 'eligibility' ? { sections: ['steps'] as const } : {};
    return { article: WITHIN, ...instead, lead: charge(message, late, most === limit) };
  },
};

interface Lateness {
  readonly least: number;
  readonly most: number;
  readonly moreThan: boolean;
  /** The day that the permit ended, where the days were counted from it: as days since 1970. */
  readonly since: number | undefined;
  readonly weeks: number | undefined;
}

/** How long somebody has overstayed; undefined where the message does not say, says it of something else, or gives only an upper bound. */
function lateness({ text, durations, days, today }: Message): Lateness | undefined {
  const cue = text.search(OVERSTAY);
  const told = durations.filter(
    ({ ofPermit, direction, bound }) => !ofPermit && direction !== 'left' && bound !== 'less',
  );
  // Without the word for it, a length counts only where it is said to have passed.
  const late = (duration: Duration): boolean =>
    duration.direction === 'ago' || LATE_BEFORE.test(text.slice(Math.max(0, duration.at - 30), duration.at));
  const near = told.filter((duration) => (cue < 0 ? late(duration) : Math.abs(duration.at - cue) <= NEAR));
  const [one] =
    told.length === 1 && (cue >= 0 || near.length === 1 || !PERMIT.test(text)) ? told : near.length === 1 ? near : [];
  if (one)
    return {
      least: one.days[0],
      most: one.days[1],
      moreThan: one.bound === 'more',
      since: undefined,
      weeks: one.unit === 'weeks' ? one.value : undefined,
    };
  const [day] = days;
  if (durations.length > 0 || days.length !== 1 || !day || day.ago < 1 || !ENDED.test(text)) return undefined;
  return {
    least: day.ago,
    most: day.ago,
    moreThan: false,
    since: Date.parse(today) / 86_400_000 - day.ago,
    weeks: undefined,
  };
}

function charge(message: Message, late: Lateness, atLimit: boolean): Lead | undefined {
  const { language, people } = message;
  const persons = people ? people.children + people.adults + people.unknown : 1;
  return writeLead(message.knowledge, language, message.today, (writer) => {
    writer.rest('overstay.pay', 'overstay.do');
    const own = words[language];
    const rate = writer.fact(CHARGE);
    const sum = (days: number): string => writer.computed('times', [CHARGE], persons === 1 ? [days] : [days, persons]);
    const each = persons === 1 ? '' : ` × ${writer.said(persons, 'count')} ${own.persons}`;
    const first =
      late.least === late.most
        ? own.sum(`${daysOf(late, writer, message)}${each} × ${rate} = ${sum(late.least)}`, persons)
        : own.range(writer.said(late.least, 'days'), writer.said(late.most, 'days'), sum(late.least), sum(late.most));
    return [first, atLimit ? own.atLimit(writer.fact(LIMIT)) : '', own.counting].filter(Boolean).join(' ');
  });
}

function daysOf(late: Lateness, writer: LeadWriter, { today }: Message): string {
  if (late.since !== undefined)
    return writer.computed('daysBetween', [], [late.since, Date.parse(today) / 86_400_000], 'days');
  if (late.weeks !== undefined && Number.isInteger(late.weeks))
    return writer.computed('weeksInDays', [], [late.weeks], 'days');
  return writer.said(late.least, 'days');
}

function beyond(message: Message, late: Lateness): Lead | undefined {
  const { language } = message;
  return writeLead(message.knowledge, language, message.today, (writer) => {
    writer.rest('overstay.over-limit');
    const exact = late.least === late.most && !late.moreThan;
    return words[language].beyond(exact ? daysOf(late, writer, message) : '', writer.fact(LIMIT));
  });
}

/** Two months are as long as the limit, more or less. */
function about(message: Message): Lead | undefined {
  const { language } = message;
  return writeLead(message.knowledge, language, message.today, (writer) => {
    writer.rest('overstay.over-limit');
    return words[language].about(writer.fact(LIMIT));
  });
}

interface Words {
  readonly persons: string;
  sum(calculation: string, persons: number): string;
  range(least: string, most: string, from: string, to: string): string;
  readonly counting: string;
  atLimit(limit: string): string;
  beyond(days: string, limit: string): string;
  about(limit: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  id: {
    persons: 'orang',
    sum: (calculation, persons) =>
      `Biaya overstay: ${calculation}${persons === 1 ? ' per orang' : ''}, dibayar ke kas negara sebelum keluar dari Indonesia atau sebelum izin diurus, lewat kantor imigrasi terdekat.`,
    range: (least, most, from, to) =>
      `Hitung harinya dari tanggal di izin tinggal: untuk ${least} biaya overstay ${from} per orang, untuk ${most} ${to}, dibayar ke kas negara sebelum keluar dari Indonesia atau sebelum izin diurus.`,
    counting:
      'Cara menghitung hari pertama dan terakhir tidak kami ketahui pasti; petugas yang menetapkan jumlah harinya.',
    atLimit: (limit) => `Ini tepat di batas ${limit}, jadi datanglah hari ini juga.`,
    beyond: (days, limit) =>
      `${days === '' ? 'Overstay selama itu' : `Overstay ${days}`} sudah lewat dari batas ${limit}, jadi tidak bisa diselesaikan dengan membayar per hari dan tidak ada jumlah yang bisa kami hitung.`,
    about: (limit) =>
      `Lama itu kira-kira sama dengan batas ${limit}, dan beda satu hari pun menentukan. Hitung dari tanggal berakhir di izin tinggal dan datang hari ini juga; cara menghitung hari pertama dan terakhir tidak kami ketahui pasti.`,
  },
  en: {
    persons: 'persons',
    sum: (calculation, persons) =>
      `Overstay charge: ${calculation}${persons === 1 ? ' per person' : ''}, paid to the state before you leave Indonesia or put the permit in order, through the nearest immigration office.`,
    range: (least, most, from, to) =>
      `Count the days from the date on your permit: for ${least} the overstay charge is ${from} per person, for ${most} ${to}, paid to the state before you leave Indonesia or put the permit in order.`,
    counting:
      'How the first and the last day are counted is not known to us for certain; the officers set the number of days.',
    atLimit: (limit) => `This is right at the limit of ${limit}, so go today.`,
    beyond: (days, limit) =>
      `${days === '' ? 'An overstay that long' : `An overstay of ${days}`} is beyond the limit of ${limit}, so it cannot be settled by paying per day, and there is no sum that we could work out.`,
    about: (limit) =>
      `That is about as long as the limit of ${limit}, and a single day decides. Count from the end date on your permit and go today; how the first and the last day are counted is not known to us for certain.`,
  },
};
