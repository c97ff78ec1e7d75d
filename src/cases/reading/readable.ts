/**
 * A message as the readers of quantities see it: compatibility forms folded, lower case, invisible characters gone. Unlike `normalise` it keeps
 * points, commas, slashes and signs of currency, because they tell a price or a date from a number of days.
 */
export function readable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[’'`]/g, '')
    .replace(/[–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
