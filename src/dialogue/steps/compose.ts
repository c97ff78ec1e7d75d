import { composeAnswer } from '../../answer/compose.js';
import { suggestionsAfter } from '../../answer/suggestions.js';
import { rememberTopic } from '../topics.js';
import { withChecklist } from '../checklistReply.js';
import type { Step } from '../draft.js';

/** Says it: the sections asked for, the source, the next questions. */
export const compose: Step = {
  name: 'compose',
  run(draft) {
    const { choice, knowing, language, request, state } = draft;
    const article = choice && knowing.knowledge.articles.get(choice.article);
    if (!article) throw new Error(`the article ${choice?.article ?? ''} is not in the knowledge base`);
    const answer = composeAnswer(article, choice.sections, language, knowing.knowledge, request.today, draft.lead);
    draft.outcome = article.refersTo ? 'abstained' : 'answered';
    draft.article = article.slug;
    draft.sections = answer.sections;
    draft.facts = answer.facts;
    draft.reply = {
      body: answer.body,
      source: answer.source,
      spans: answer.spans,
      citations: answer.citations,
      suggestions: withChecklist(
        suggestionsAfter(article, answer.sections, language, knowing.knowledge),
        article.slug,
        language,
        knowing.knowledge,
      ),
    };
    if (!article.refersTo) {
      rememberTopic(state, {
        question: article.text[language].title,
        article: article.slug,
        sections: [...answer.sections],
        at: request.now,
      });
    }
    return 'next';
  },
};
