import { leadTo, type Suggestion } from '../../answer/suggestions.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import { forksOf } from '../../retrieval/findFork.js';
import type { Retrieval } from '../../retrieval/retrievalIndex.js';
import type { Fork } from '../../knowledge/types.js';
import { clarifyPhrases } from '../clarifyPhrases.js';
import { plainReply, type Knowing, type Step, type TurnDraft } from '../draft.js';
import { TOPIC_MEMORY_MS } from '../topics.js';

/** An article of the fork has to be among so many of the best, or near the best, or else the message is about something else. */
const NEAREST = 3;
const WINDOW = 0.1;
/** Where the best article is as likely as this and so far ahead of the other choices, the message says more than its words seem to. */
const SURE = { score: 0.93, ahead: 0.1 };

/**
 * One question back where the message stands at a fork and does not say which way: the choices, each with the section that was asked for.
 * Never twice in a row: the answer to it is taken for what it is worth.
 */
export const clarify: Step = {
  name: 'clarify',
  run(draft) {
    const { state, language, knowing, request } = draft;
    if (draft.choice || !draft.retrieval || draft.answersClarify) return 'next';
    const fork = forkAt(draft, draft.retrieval);
    if (!fork) return 'next';
    const { last } = state;
    if (last && request.now - last.at <= TOPIC_MEMORY_MS) {
      // What was talked about a moment ago is what is meant.
      const own = fork.articles.includes(last.article) ? choiceOf(draft, last.article) : undefined;
      if (own) draft.choice = { article: own.article, sections: [own.section], confidence: 1 };
      if (own || fork.others === 0) return 'next';
    }
    const choices = fork.articles.flatMap((slug) => choiceOf(draft, slug) ?? []);
    if (choices.length < 2) return 'next';
    state.clarify = { question: draft.question, choices, at: request.now };
    draft.outcome = 'clarify';
    draft.reply = plainReply(
      clarifyPhrases[language].which(
        choices.map(({ article }) => knowing.knowledge.articles.get(article)?.text[language].title ?? ''),
      ),
      choices,
    );
    return 'finish';
  },
};

/** The fork at which a message by itself is asked back about, in the language it seems to be in. */
export async function asksBack(text: string, knowing: Knowing): Promise<Fork | undefined> {
  const { language } = knowing.index.languageOf(text);
  return forkAt({ question: text, language, knowing }, await knowing.index.search(text));
}

/** The fork that a question stands at, if the articles found for it are as undecided as its words. */
export function forkAt(
  { question, language, knowing }: Pick<TurnDraft, 'question' | 'language' | 'knowing'>,
  { candidates, certainty }: Retrieval,
): Fork | undefined {
  const [best] = candidates;
  if (!best) return undefined;
  return forksOf(question, language, knowing.knowledge).find(({ articles }) => {
    const own = candidates.filter(({ article }) => articles.includes(article));
    if (certainty < EVEN) return true;
    if (!own.some((one) => candidates.indexOf(one) < NEAREST && one.score >= best.score - WINDOW)) return false;
    const next = own.find((one) => one !== best)?.score ?? 0;
    return best.score < SURE.score || best.score - next < SURE.ahead;
  });
}

/** A choice as a button: the article's title, and the section of it that the question asks for. */
function choiceOf(
  { question, language, knowing: { index, knowledge } }: TurnDraft,
  slug: string,
): Suggestion | undefined {
  const lead = leadTo(slug, language, knowledge);
  const article = knowledge.articles.get(slug);
  if (!lead || !article) return undefined;
  const available = [...article.text[language].sections.keys()];
  const [section = 'summary'] = chooseSections(index.sectionEvidence(question, slug), available);
  return { label: article.text[language].title, article: slug, section };
}
