import { frontMatter } from './schema.js';
import { readYaml } from './readYaml.js';
import {
  SECTION_NAMES,
  type ArticleText,
  type Block,
  type Piece,
  type Problem,
  type Section,
  type SectionName,
} from './types.js';

const HEADING = /^## +(.+?) *\{#([a-z-]+)\} *$/;
const MARKUP = [
  { pattern: /\*\*|__/, name: 'bold text' },
  { pattern: /^\s*\|/, name: 'a table' },
  { pattern: /^#/, name: 'a heading that names no section' },
  { pattern: /^(?: {2,}|\t)(?:- |\d+\. )/, name: 'a list within a list' },
  { pattern: /!?\[[^\]]*\]\(/, name: 'a link or an image' },
  { pattern: /<[a-z/!]/i, name: 'HTML' },
];

/** Parses one language of an article. What is wrong becomes problems; an article with errors has no text. */
export function parseArticle(file: string, source: string): { text: ArticleText | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const complain = (line: number, message: string): void => {
    problems.push({ severity: 'error', place: { file, line }, message });
  };
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    complain(1, 'has to begin with a title and a button text between two lines of ---');
    return { text: undefined, problems };
  }
  const front = readYaml(file, lines.slice(1, end).join('\n'), frontMatter, 2);
  problems.push(...front.problems);

  const sections = new Map<SectionName, Section>();
  let blocks: Block[] | undefined;
  let open: { pieces: string[]; line: number } | undefined;
  const closeParagraph = (): void => {
    if (open && blocks) blocks.push({ kind: 'paragraph', pieces: parsePieces(open.pieces.join(' ')), line: open.line });
    open = undefined;
  };
  for (let index = end + 1; index < lines.length; index++) {
    const text = lines[index] ?? '';
    const line = index + 1;
    const heading = HEADING.exec(text);
    if (heading) {
      closeParagraph();
      const name = SECTION_NAMES.find((known) => known === heading[2]);
      blocks = [];
      if (!name) complain(line, `there is no section named ${heading[2]}; the names are ${SECTION_NAMES.join(', ')}`);
      else if (sections.has(name)) complain(line, `the section ${name} stands here twice`);
      else sections.set(name, { name, heading: heading[1] ?? name, blocks, line });
      continue;
    }
    if (text.trim() === '') {
      closeParagraph();
      continue;
    }
    for (const { pattern, name } of MARKUP)
      if (pattern.test(text)) complain(line, `${name} is not shown on every channel; write it plainly`);
    if (!blocks) {
      complain(line, 'stands before the first section');
      continue;
    }
    const item = /^(?:(-)|\d+\.) +(.*)$/.exec(text);
    if (item) {
      closeParagraph();
      blocks.push({ kind: item[1] ? 'bullet' : 'step', pieces: parsePieces(item[2] ?? ''), line });
    } else if (/^ +/.test(text) && !open && blocks.length > 0) {
      const last = blocks[blocks.length - 1] as Block;
      blocks[blocks.length - 1] = { ...last, pieces: [...last.pieces, ...parsePieces(` ${text.trim()}`)] };
    } else if (open) open.pieces.push(text.trim());
    else open = { pieces: [text.trim()], line };
  }
  closeParagraph();

  if (!sections.has('summary')) complain(lines.length, 'needs a section summary');
  for (const section of sections.values())
    if (section.blocks.length === 0) complain(section.line, 'the section is empty');
  if (problems.length > 0 || !front.value) return { text: undefined, problems };
  return { text: { ...front.value, sections, file }, problems };
}

/** Splits text at `{{fact}}` and `[[fact]]`. */
export function parsePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}|\s*\[\[\s*([^\]\s]+)\s*\]\]/g)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    if (match[1]) pieces.push({ kind: 'figure', fact: match[1] });
    else if (match[2]) pieces.push({ kind: 'backing', fact: match[2] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
