/** A piece of a line: plain words, or a web address that becomes a link. */
export interface Inline {
  readonly text: string;
  readonly url?: string;
}

/** A line is a list of pieces. */
export type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'bullets'; readonly items: readonly (readonly Line[])[] }
  | { readonly kind: 'steps'; readonly start: number; readonly items: readonly (readonly Line[])[] };

const STEP = /^\s*(\d{1,2})[.)]\s+(?=\S)/;
const BULLET = /^\s*[-•*–]\s+(?=\S)/;
const ADDRESS = /https?:\/\/[^\s<>"'“”]+/giu;

/**
 * Turns the plain text of a message into paragraphs, lists and links.
 * The result is data; whoever renders it makes text nodes of it, so nothing in a message can become markup of its own.
 */
export function parseMarkup(text: string): Block[] {
  const blocks: MutableBlock[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  let afterBlank = true;
  lines.forEach((line, index) => {
    if (line.trim() === '') {
      afterBlank = true;
      return;
    }
    const last = blocks[blocks.length - 1];
    const number = stepNumber(line);
    if (number !== undefined && continuesOrBegins(last, number, lines[index + 1])) {
      const item = [parseLine(line.replace(STEP, ''))];
      if (last?.kind === 'steps' && number === last.start + last.items.length) last.items.push(item);
      else blocks.push({ kind: 'steps', start: number, items: [item] });
    } else if (BULLET.test(line)) {
      const item = [parseLine(line.replace(BULLET, ''))];
      if (last?.kind === 'bullets') last.items.push(item);
      else blocks.push({ kind: 'bullets', items: [item] });
    } else if (last && last.kind !== 'paragraph' && !afterBlank && /^\s/.test(line)) {
      // An indented line below a list item is more of that item.
      last.items[last.items.length - 1]?.push(parseLine(line.trim()));
    } else if (last?.kind === 'paragraph' && !afterBlank) {
      last.lines.push(parseLine(line.trim()));
    } else {
      blocks.push({ kind: 'paragraph', lines: [parseLine(line.trim())] });
    }
    afterBlank = false;
  });
  return blocks;
}

type MutableBlock =
  | { kind: 'paragraph'; lines: Line[] }
  | { kind: 'bullets'; items: Line[][] }
  | { kind: 'steps'; start: number; items: Line[][] };

/** A lone "17. Agustus" is no list: a list begins at one, goes on, or is followed by its next number. */
function continuesOrBegins(last: MutableBlock | undefined, number: number, next: string | undefined): boolean {
  if (number === 1) return true;
  if (last?.kind === 'steps' && number === last.start + last.items.length) return true;
  return next !== undefined && stepNumber(next) === number + 1;
}

function stepNumber(line: string): number | undefined {
  const digits = STEP.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Splits a line at its web addresses. */
function parseLine(line: string): Line {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(ADDRESS)) {
    const url = withoutTrailingPunctuation(match[0]);
    if (!/^https?:\/\/[^\s/]/i.test(url)) continue;
    if (match.index > from) pieces.push({ text: line.slice(from, match.index) });
    pieces.push({ text: url, url });
    from = match.index + url.length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from) });
  return pieces;
}

/** "(see https://a.go.id/x)." links without the bracket and the full stop; a bracket that the address opened stays. */
function withoutTrailingPunctuation(url: string): string {
  let end = url.length;
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    if ('.,;:!?…'.includes(last)) continue;
    if (last === ')' && count(url.slice(0, end), ')') > count(url.slice(0, end), '(')) continue;
    if (last === ']') continue;
    break;
  }
  return url.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
