import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addQuestion } from '../knowledge/addQuestion.js';
import { refuseQuestion } from '../knowledge/checkQuestions.js';
import { SECTION_NAMES, type Article, type KnowledgeBase, type SectionName } from '../knowledge/types.js';
import { withoutMasks } from '../privacy/mask.js';
import type { Gap } from '../store/gaps.js';

export interface AcceptOptions {
  readonly knowledge: KnowledgeBase;
  /** The knowledge base's folder. */
  readonly directory: string;
  readonly article: string;
  /** A section's name, or undefined for what is tied to none. */
  readonly section: string | undefined;
  /** The editor's own words, which stand for all of them. */
  readonly text: string | undefined;
  readonly evaluationQuestions: readonly string[];
  /** Makes the name of a file in between. */
  readonly newId: () => string;
}

export interface Accepted {
  /** Gaps that are done with. */
  readonly done: readonly Gap[];
  /** What was added, in order. */
  readonly added: readonly string[];
  readonly refused: readonly { readonly gap: Gap; readonly reason: string }[];
  /** The file that was written, relative to the knowledge base. */
  readonly file: string;
}

/**
 * Turns gaps into example questions of an article. What `kb:check` would complain of is left out and stays open; so is what holds a masked number. The file
 * is written once, in one go, and not at all when nothing is added.
 * @throws Error in words for the editor when there is no such article or section
 */
export async function acceptGaps(gaps: readonly Gap[], options: AcceptOptions): Promise<Accepted> {
  const { knowledge, directory, text } = options;
  const article = knowledge.articles.get(options.article);
  if (!article) throw new Error(`There is no article ${options.article}; npm run kb:gaps names the nearest ones.`);
  const section = sectionOf(article, options.section);
  const file = `articles/${article.topic}/${article.slug}/questions.yaml`;
  const before = await readFile(join(directory, file), 'utf8');
  let after = before;
  const added: string[] = [];
  const done: Gap[] = [];
  const refused: { gap: Gap; reason: string }[] = [];
  const seen = new Set<string>();
  for (const gap of gaps) {
    const question = (text ?? gap.text).replace(/\s+/g, ' ').trim();
    if (seen.has(question.toLowerCase())) {
      done.push(gap);
      continue;
    }
    const reason = reasonAgainst(question, gap, article, options);
    if (reason !== undefined) {
      refused.push({ gap, reason });
      continue;
    }
    after = addQuestion(after, { text: question, language: gap.language, section });
    seen.add(question.toLowerCase());
    added.push(question);
    done.push(gap);
  }
  if (added.length > 0) await replaceFile(join(directory, file), after, options.newId());
  return { done, added, refused, file };
}

function sectionOf(article: Article, name: string | undefined): SectionName | undefined {
  if (name === undefined || name === 'general') return undefined;
  const section = SECTION_NAMES.find((known) => known === name);
  if (section && article.text.id.sections.has(section)) return section;
  const sections = [...article.text.id.sections.keys()].join(', ');
  throw new Error(`${article.slug} has no section ${name}; it has ${sections}.`);
}

function reasonAgainst(
  text: string,
  { language }: Gap,
  { slug }: Article,
  { knowledge, evaluationQuestions }: AcceptOptions,
): string | undefined {
  if (withoutMasks(text) !== text) return 'it holds a masked number; say it without, with --text';
  return refuseQuestion({ slug, text, language }, knowledge, evaluationQuestions);
}

/** A server that looks at the folder just then sees the old file or the new one. */
async function replaceFile(file: string, text: string, unique: string): Promise<void> {
  const partial = `${file}.${unique}.partial`;
  await writeFile(partial, text);
  await rename(partial, file);
}
