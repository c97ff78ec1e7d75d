import { franc } from 'franc';
import { normalise } from './normalise.js';

/** What Indonesian and English chat is taken for by a general identifier; Malay, Javanese, Sundanese and the like are read as Indonesian. */
const OURS = ['ind', 'eng', 'zlm', 'msa', 'jav', 'sun', 'min', 'bjn', 'mad', 'ban', 'sco', 'und'];
/** The languages of visitors that are told apart; the fewer, the fewer mistakes on short texts. */
const CANDIDATES = [
  'ind',
  'eng',
  'zlm',
  'jav',
  'sun',
  'nld',
  'fra',
  'deu',
  'spa',
  'ita',
  'por',
  'tur',
  'vie',
  'pol',
  'swe',
  'tgl',
];
const MOSTLY = 0.5;

/**
 * Whether a message is in neither Indonesian nor English: mostly another script, or words that our own model does not know and that a
 * general identifier gives to another language.
 * @param known share of its words that the index's language model has seen, 0 to 1
 */
export function detectThirdLanguage(text: string, known: number): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return false;
  const latin = letters.filter((character) => /\p{Script=Latin}/u.test(character)).length;
  if (latin / letters.length < MOSTLY) return true;
  const words = normalise(text).split(' ');
  if (words.length < 4 || known > 0.3) return false;
  return !OURS.includes(franc(text, { only: CANDIDATES, minLength: 12 }));
}
