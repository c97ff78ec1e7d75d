import { writeLead, type LeadWriter } from '../answer/lead.js';
import type { Country, CountryList, SectionName } from '../knowledge/types.js';
import { words, type EntryWords } from './entryWords.js';
import type { Case, Choice } from './case.js';
import { numberIn, type Message } from './message.js';

const VISA_FREE = 'visa-free';
const VOA = 'visa-on-arrival';
const CALLING = 'calling-visa';
const VISIT = 'visit-visa';
const ARTICLES = new Set([VISA_FREE, VOA, CALLING, VISIT]);

const VISIT_WORDS =
  /\b(?:e-?visa|evisa|visa|visas|voa|e-?voa|visit|visiting|visits|holidays?|vacation|trip|travel(?:l?ing)?|tour(?:ist|ism)?|come|coming|stay|staying|enter|entry|arrive|arriving|berkunjung|kunjungan|mengunjungi|wisata|liburan|libur|jalan-jalan|jalan jalan|jalan2|datang|dtg|masuk|main|berlibur|pelesir|melancong|tinggal|nginap|menginap|mau ke|ke indonesia|ke bengkulu)\b/;
/** Whoever works, studies, marries, extends, is late or asks about a passport of ours asks something else. */
const OTHER_MATTER =
  /\b(?:work|working|job|kerja|bekerja|kitas|itas|kitap|study|studying|kuliah|sekolah|student|nikah|menikah|kawin|marry|married|marriage|overstay\w*|over stay|extend|extension|extended|perpanjang|diperpanjang|expired?|habis|lost|hilang|stolen|deport\w*|invest\w*|retire\w*|pensiun|journalist|jurnalis|research|riset|tki|tkw|pmi|wni|refugee|pengungsi|asylum|crew|sailor|pelaut|volunteer|relawan|born|lahir|baby|embassy of|kedutaan)\b/;
const SPECIAL_PAPERS =
  /\b(?:two passports|2 passports|dua paspor|dual|dwi|permanent resident|pr holder|green card|residen(?:t|ce) permit|diplomat\w*|official passport|dinas|emergency|darurat|temporary passport|travel document|laissez|stateless|refugee travel)\b/;
const ASKS_PROCESSING = /berapa lama|brp lama|how long|proses|diproses|jadi kapan/;
const TOGETHER = 3;

/**
 * How somebody of a nationality may come for a visit, and for how long: visa-free, a VoA, a visa in advance or a calling visa, by the lists of `countries.yaml`.
 * Only for where somebody is from; a country that is the goal of a journey is not ours.
 */
export const entry: Case = {
  name: 'entry',

  claims(message) {
    const from = nationalities(message);
    if (from.length === 0 || !(VISIT_WORDS.test(message.text) || stayOf(message))) return undefined;
    if (from.every(({ role }) => role === undefined) && !stayOf(message)) return undefined;
    if (OTHER_MATTER.test(message.text) || SPECIAL_PAPERS.test(message.text)) return undefined;
    return articleFor(message, from);
  },

  answers(message, choice) {
    if (!ARTICLES.has(choice.article)) return undefined;
    if (SPECIAL_PAPERS.test(message.text) || OTHER_MATTER.test(message.text)) return undefined;
    const from = nationalities(message);
    const [first] = from;
    const { countries } = message.knowledge;
    if (!first || !countries) return undefined;
    const own = words[message.language];
    const lead = writeLead(message.knowledge, message.language, message.today, (writer) => {
      if (from.length > 1)
        return from
          .slice(0, TOGETHER)
          .map(({ country }) => status(country, message, writer, own))
          .join(' ');
      return [status(first.country, message, writer, own), length(first.country, message, writer, own)]
        .filter(Boolean)
        .join(' ');
    });
    const meant = articleFor(message, from);
    // For the neither-nor countries both the page on visit visas and the one on calling visas say what to do.
    const stays = choice.article === meant || (meant === VISIT && choice.article === CALLING);
    if (!lead) return undefined;
    const article = stays || meant === undefined ? choice.article : meant;
    return { article, sections: sectionsBeside(article, choice, message), lead };
  },
};

/** The lead says whether somebody may come and for how long, so that the article adds what to bring or to do, unless something else was asked. */
function sectionsBeside(
  article: string,
  { sections: [first = 'summary'] }: Choice,
  message: Message,
): readonly SectionName[] {
  const named = stayOf(message) !== undefined;
  const answered =
    first === 'what-if' ||
    first === 'documents-problem' ||
    first === 'validity' ||
    (named && first === 'eligibility') ||
    (named && first === 'duration' && !ASKS_PROCESSING.test(message.text));
  return [answered ? (article === VISA_FREE || article === VOA ? 'requirements' : 'steps') : first];
}

function nationalities({ countries, text }: Message): Message['countries'] {
  const origins = countries.filter(({ role }) => role === 'origin');
  if (origins.length > 0) return origins;
  // A bare name beside our own words ("india voa brapa") is where the person is from, unless somebody of ours goes there.
  return /\b(?:ke|to|di|in|tujuan|negara tujuan)\b (?!indonesia|bengkulu|bali|jakarta)/.test(text)
    ? []
    : countries.filter(({ role }) => role === undefined);
}

/** How long somebody means to stay, in days, at least and at most. */
function stayOf({ durations }: Message): readonly [number, number] | undefined {
  const told = durations.filter(
    ({ ofPermit, direction, bound }) => !ofPermit && direction === undefined && bound === undefined,
  );
  return told.length === 1 ? told[0]?.days : undefined;
}

function articleFor(message: Message, from: Message['countries']): string | undefined {
  const [first] = from;
  if (!first) return undefined;
  const { on } = first.country;
  const stay = stayOf(message);
  const free = numberIn(message, 'visa-free.stay') ?? 0;
  const voa = numberIn(message, 'voa.max') ?? 0;
  if (on.has('calling')) return CALLING;
  if (on.has('visaFree') && (!stay || stay[0] <= free)) return VISA_FREE;
  if (on.has('voa') && (!stay || stay[0] <= voa)) return VOA;
  return VISIT;
}

/** Which lists a country is on: the first sentence. */
function status(country: Country, message: Message, writer: LeadWriter, own: EntryWords): string {
  const name = country.name[message.language];
  const back = (list: CountryList): void => {
    const { countries } = message.knowledge;
    if (countries) writer.rest(countries.lists[list].fact);
  };
  if (country.on.has('calling')) {
    back('calling');
    writer.rest('voa.calling.rule');
    return own.calling(name, writer.fact('evisa.portal'));
  }
  if (country.on.has('visaFree')) {
    back('visaFree');
    writer.rest('visa-free.free', 'visa-free.no-extension');
    return own.visaFree(name, writer.fact('visa-free.stay'));
  }
  if (country.on.has('voa')) {
    back('voa');
    return own.voa(name, writer.fact('voa.fee'), writer.fact('voa.stay'));
  }
  back('visaFree');
  back('voa');
  return own.neither(name, writer.fact('visit-visa.c1.fee'), writer.fact('evisa.portal'), writer.fact('voa.list'));
}

/** Whether the stay that was named fits, and what does if it does not. */
function length(country: Country, message: Message, writer: LeadWriter, own: EntryWords): string {
  const { on } = country;
  const stay = stayOf(message);
  if (on.has('calling')) return '';
  const free = numberIn(message, 'visa-free.stay');
  const once = numberIn(message, 'voa.stay');
  const twice = numberIn(message, 'voa.max');
  const visit = numberIn(message, 'visit-visa.stay');
  const longest = numberIn(message, 'visit-visa.max');
  if (free === undefined || once === undefined || twice === undefined || visit === undefined || longest === undefined)
    return '';
  const extended = (): string => {
    writer.rest('voa.extension.once');
    const sum = writer.computed('sumOfTimes', ['voa.fee', 'voa.extension.fee'], [1, 1]);
    return own.voaExtended(writer.fact('voa.stay'), writer.fact('voa.extension.days'), writer.fact('voa.max'), sum);
  };
  const c1 = (): string => own.c1(writer.fact('visit-visa.stay'), writer.fact('visit-visa.c1.fee'));
  const c1Extended = (): string =>
    own.c1Extended(
      writer.fact('visit-visa.stay'),
      writer.fact('visit-visa.max'),
      writer.fact('visit-permit.extension.fee.60d'),
      writer.fact('visit-permit.step'),
    );
  if (!stay)
    return on.has('visaFree') || !on.has('voa')
      ? ''
      : own.voaOnce(writer.fact('voa.extension.days'), writer.fact('voa.max'));
  const [least, most] = stay;
  const first = on.has('visaFree') ? free : on.has('voa') ? once : visit;
  const said = stayWords(message, writer);
  if (most <= first)
    return first === visit && !on.has('voa') && !on.has('visaFree')
      ? own.first(writer.fact('visit-visa.stay'))
      : own.fits(said);
  if (least <= first && first < most)
    return own.count(
      said,
      writer.fact(on.has('visaFree') ? 'visa-free.stay' : on.has('voa') ? 'voa.stay' : 'visit-visa.stay'),
    );
  const tooLong = own.tooLong(said);
  if (on.has('voa') && least <= twice && first < twice)
    return `${tooLong} ${most > twice ? own.countTo(writer.fact('voa.max')) : ''} ${extended()} ${c1()}`.replace(
      / +/g,
      ' ',
    );
  if (least <= visit && first < visit) return `${tooLong} ${own.only} ${c1()}`;
  if (least <= longest) return `${tooLong} ${c1Extended()}`;
  return `${tooLong} ${own.kitas(writer.fact('visit-visa.max'))}`;
}

function stayWords({ durations }: Message, writer: LeadWriter): string {
  const [one] = durations.filter(
    ({ ofPermit, direction, bound }) => !ofPermit && direction === undefined && bound === undefined,
  );
  if (!one) return '';
  if (one.unit === 'weeks' && Number.isInteger(one.value))
    return writer.computed('weeksInDays', [], [one.value], 'days');
  return one.unit === 'weeks' ? writer.said(one.days[0], 'days') : writer.said(one.value, one.unit);
}
