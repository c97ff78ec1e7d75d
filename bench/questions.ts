import { readFile } from 'node:fs/promises';
import { evalQuestion, type EvalQuestion } from '../evals/types.js';
import type { KnowledgeBase } from '../src/knowledge/types.js';
import { seededRandom } from '../src/retrieval/random.js';

/** The open evaluation set: questions that nobody fitted anything to. */
export async function openSet(): Promise<EvalQuestion[]> {
  const text = await readFile('evals/sets/open.jsonl', 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => evalQuestion.parse(JSON.parse(line)));
}

/** `count` questions as people ask them, drawn evenly from the open set and the articles' examples; the same at every run. */
export async function drawQuestions(knowledge: KnowledgeBase, count: number): Promise<string[]> {
  const asked = (await openSet()).map(({ text }) => text);
  const examples = [...knowledge.articles.values()].flatMap(({ questions }) => questions.map(({ text }) => text));
  const pool = [...new Set([...asked, ...examples])];
  const random = seededRandom(7);
  return Array.from({ length: count }, () => pool[Math.floor(random() * pool.length)] ?? '');
}
