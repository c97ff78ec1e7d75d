import type { Citation, Language } from './types.js';

/** A citation in words, in the order they are read: the name (which is the link), the legal basis, the day. */
export interface CitationLine {
  readonly name: string;
  /** Empty where there is nothing to link to. */
  readonly url: string;
  /** With its leading comma or brackets, for example " (PP 45/2024), dicek 24 November 2026". */
  readonly rest: string;
}

const CHECKED: Readonly<Record<Language, string>> = { id: 'dicek', en: 'checked' };
const LOCALE: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** The words of a citation; used by the widget and by the page, so that both say it alike. */
export function citationLine(citation: Citation, language: Language): CitationLine {
  const { title, url, legalBasis, checked } = citation;
  const name = title || legalBasis || url;
  const basis = legalBasis && legalBasis !== name ? ` (${legalBasis})` : '';
  const day = dayInWords(checked, language);
  return { name, url, rest: basis + (day ? `, ${CHECKED[language]} ${day}` : '') };
}

function dayInWords(day: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return '';
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(LOCALE[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}
