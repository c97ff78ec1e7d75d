import { composeAnswer, type ComposedAnswer } from '../answer/compose.js';
import { EVEN } from '../retrieval/certainty.js';
import { chooseSections } from '../retrieval/chooseSections.js';
import { PLAIN } from '../retrieval/intentModel.js';
import type { TurnDraft } from './draft.js';
import { sentencesOf } from './judgeIntent.js';

/** How sure it has to be that a sentence beside the rest is a plain question. */
const PLAIN_ENOUGH = 0.9;

/** The answer to a plain question that stands in a message beside something else; undefined where there is none, or no certain answer. */
export async function answerBeside({
  request,
  knowing,
  language,
}: TurnDraft): Promise<({ readonly article: string } & ComposedAnswer) | undefined> {
  const { index, knowledge } = knowing;
  const sentences = sentencesOf(request.text);
  const question = sentences.find((sentence) => {
    const plain = index.intentOf(sentence).find(({ id }) => id === PLAIN)?.likely ?? 0;
    return sentence.endsWith('?') && plain >= PLAIN_ENOUGH && index.cues(sentence).cued.size > 0;
  });
  if (sentences.length < 2 || question === undefined) return undefined;
  const { candidates, certainty } = await index.search(question);
  const article = knowledge.articles.get(candidates[0]?.article ?? '');
  if (!article || article.refersTo || certainty < EVEN) return undefined;
  const available = [...article.text[language].sections.keys()];
  const sections = chooseSections(index.sectionEvidence(question, article.slug), available);
  return { article: article.slug, ...composeAnswer(article, sections.slice(0, 1), language, knowledge, request.today) };
}
