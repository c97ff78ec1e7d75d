import type { KnowledgeBase, Problem } from '../knowledge/types.js';
import { fitIndex } from './buildIndex.js';
import { RetrievalIndex } from './retrievalIndex.js';

/**
 * The share of an article's own example questions that have to find it. Of the knowledge base of November 2026 the worst article has 0.96
 * and most have 1: below 0.9 its questions belong to another article, or another article's belong to it.
 */
export const LEAST_FOUND = 0.9;
const SHOWN = 3;

/**
 * Articles that their own example questions do not find, by the built-in index, which is built in memory for this: what the examples of an
 * article do not find, the questions of people will not find either. Takes a minute or more with 30,000 of them.
 * @param builtAt ISO time, for the index
 */
export async function checkFindable(knowledge: KnowledgeBase, builtAt: string): Promise<Problem[]> {
  if (knowledge.articles.size === 0) return [];
  const { manifest, arrays } = await fitIndex({ knowledge, external: undefined, builtAt });
  const index = new RetrievalIndex({ ...manifest, checksums: {} }, arrays, knowledge.glossary);
  const problems: Problem[] = [];
  for (const { slug, questions, text } of knowledge.articles.values()) {
    const lost: string[] = [];
    for (const question of questions) {
      // The nearest examples are looked up, which takes ten times as long, only where the model alone does not find it.
      if (likeliest(index, question.text) === slug) continue;
      const [best] = (await index.search(question.text)).candidates;
      if (best?.article !== slug)
        lost.push(`"${question.text}" (line ${question.place.line}) finds ${best?.article ?? 'nothing'}`);
    }
    if (questions.length - lost.length >= LEAST_FOUND * questions.length) continue;
    problems.push({
      severity: 'error',
      place: questions[0]?.place ?? { file: text.id.file, line: 1 },
      message: `${lost.length} of ${questions.length} example questions do not find their own article; move them, or reword those of the other: ${lost.slice(0, SHOWN).join('; ')}`,
    });
  }
  return problems;
}

function likeliest({ embedder, manifest }: RetrievalIndex, text: string): string | undefined {
  const { logits } = embedder.embed(text);
  let best = 0;
  logits.forEach((logit, article) => (best = logit > (logits[best] ?? 0) ? article : best));
  return manifest.articles[best];
}
