import { EVEN } from '../../retrieval/certainty.js';
import { normalise, tokenise } from '../../retrieval/normalise.js';
import type { Step } from '../draft.js';

/** How long a question is remembered as what the next one follows up, in milliseconds. */
const MEMORY_MS = 30 * 60_000;
const SHORT = 5;
const OPENERS =
  /^(?:kalau|kalo|klo|klu|kl|terus|trus|trs|lalu|lantas|nah|trus kalau|dan|and|what about|how about|what if|then|so|also|ok and)\b/;

/**
 * Turns a message that only makes sense after the last one into a whole question: a button's label into what it stands for, and "kalau
 * anak?" into the last question with it.
 */
export const followUp: Step = {
  name: 'followUp',
  run(draft) {
    const { state, request, knowing } = draft;
    const said = normalise(request.text);
    const tapped = state.suggestions.find((suggestion) => normalise(suggestion.label) === said);
    if (tapped && knowing.knowledge.articles.has(tapped.article)) {
      draft.choice = { article: tapped.article, sections: [tapped.section], confidence: 1 };
      return 'next';
    }
    const { last } = state;
    if (!last || request.now - last.at > MEMORY_MS) return 'next';
    const words = tokenise(request.text, knowing.knowledge.glossary);
    if (words.length <= SHORT && (OPENERS.test(said) || !namesATopic(words, draft)))
      draft.question = `${last.question}\n${request.text}`;
    return 'next';
  },
};

/** Whether the words alone point to one article: then they begin a new question. */
function namesATopic(words: readonly string[], draft: Parameters<Step['run']>[0]): boolean {
  return draft.knowing.index.certainty(words.join(' ')) >= EVEN;
}
