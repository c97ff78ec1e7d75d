import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../src/errors.js';
import type { KnowledgeBase } from '../src/knowledge/types.js';
import { evalQuestion, expectedOutcomes, TOPICS, type GivenQuestion, type Topic } from './types.js';

/** Sets whose items are never shown: who tunes looks at the others. */
const CLOSED = new Set(['final', 'unseen', 'wide', 'pairs', 'talk-final']);

export function isClosed(set: string): boolean {
  return CLOSED.has(set);
}

/** The names of all sets of a folder, in order. */
export async function setNames(folder: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.replace('.jsonl', ''))
    .sort();
}

/**
 * The questions of a set, with what they leave to their kind filled in.
 * @throws AppError BODY_INVALID where there is no such set, or a line is not a question; it names the line and quotes nothing of it
 */
export async function readSet(
  folder: string,
  name: string,
  articles: KnowledgeBase['articles'],
): Promise<GivenQuestion[]> {
  const text = await readFile(join(folder, `${name}.jsonl`), 'utf8').catch((error: unknown) => {
    throw new AppError('BODY_INVALID', `there is no set ${name}`, error);
  });
  const seen = new Set<string>();
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return [];
    const parsed = evalQuestion.safeParse(parseJson(row));
    const place = `line ${index + 1} of the set ${name}`;
    if (!parsed.success) {
      const fields = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'the line'}: ${code}`);
      throw new AppError('BODY_INVALID', `${place} is no question (${fields.join(', ')})`);
    }
    const question = parsed.data;
    if (seen.has(question.id)) throw new AppError('BODY_INVALID', `${place} has an id that stands twice`);
    seen.add(question.id);
    return [
      {
        ...question,
        topic: question.topic ?? topicOf(question.articles[0], articles),
        outcomes: question.outcomes ?? expectedOutcomes[question.kind],
      },
    ];
  });
}

/** Golds that name an article, a section of it or a fact that the knowledge base no longer has, by the question's id: they can only be missed. */
export function unknownGold(questions: readonly GivenQuestion[], { articles, facts }: KnowledgeBase): string[] {
  return questions.flatMap((question) => {
    const slugs = [...question.articles, ...(question.then?.articles ?? [])];
    const ids = [
      ...question.must_facts,
      ...question.or_facts,
      ...question.must_not_facts,
      ...(question.then?.must_facts ?? []),
    ];
    return [
      ...slugs.filter((slug) => !articles.has(slug)).map((slug) => `${question.id}: no article ${slug}`),
      ...ids.filter((id) => !facts.has(id)).map((id) => `${question.id}: no fact ${id}`),
    ];
  });
}

function topicOf(slug: string | undefined, articles: KnowledgeBase['articles']): Topic {
  const folder = slug === undefined ? undefined : articles.get(slug)?.topic;
  return TOPICS.find((topic) => topic === folder) ?? 'other';
}

function parseJson(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}
