import type { Glossary } from '../knowledge/types.js';

/**
 * Text as the index sees it: compatibility forms folded, lower case, invisible characters gone, letters repeated three times or more
 * reduced to one, the Indonesian "2" for doubled words written out, everything else but letters and digits a blank.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/(\p{L}{3,})2(?![\p{L}\p{N}])/gu, '$1 $1')
    .replace(/[’'`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, spelling and slang put right by the glossary and English words turned into the Indonesian ones that it names, fillers left out unless nothing else remains. */
export function tokenise(text: string, glossary: Glossary): string[] {
  const written = normalise(text).split(' ').filter(Boolean);
  const kept = written.filter((word) => !glossary.fillers.has(word));
  return (kept.length > 0 ? kept : written)
    .flatMap((word) => (glossary.words.get(word) ?? word).split(' '))
    .flatMap((word) => (glossary.translations.get(word) ?? word).split(' '));
}
