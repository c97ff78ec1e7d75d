/**
 * Whether a text holds a word or phrase, whole: "IDR 0" is not in "IDR 0,5 juta" or "IDR 05", nor "80 days" in "180 days". Case, the kind of
 * white space and typographic quotes make no difference.
 */
export function says(text: string, phrase: string): boolean {
  const wanted = levelled(phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${wanted}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'u').test(levelled(text));
}

/** Words as white space parts them. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function levelled(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim();
}
