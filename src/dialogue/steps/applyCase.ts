import { cases } from '../../cases/cases.js';
import { readMessage } from '../../cases/message.js';
import type { Step } from '../draft.js';
import { sectionsIn } from './claimCase.js';

/**
 * Answers the person's own case before the article speaks: a sum, a yes or no, the ways that their nationality has. A number that contradicts the
 * chosen article chooses another.
 */
export const applyCase: Step = {
  name: 'applyCase',
  run(draft) {
    const { choice, request, language, knowing } = draft;
    const article = choice && knowing.knowledge.articles.get(choice.article);
    if (!article || article.refersTo) return 'next';
    const message = readMessage(request.text, language, knowing.knowledge, request.today);
    for (const one of cases) {
      const answer = one.answers(message, choice);
      if (!answer) continue;
      const other = answer.article !== choice.article ? answer.article : undefined;
      if (other !== undefined && knowing.knowledge.articles.has(other))
        draft.choice = { ...choice, article: other, sections: sectionsIn(draft, other) };
      const sections = answer.sections;
      if (sections && draft.choice) draft.choice = { ...draft.choice, sections };
      draft.lead = answer.lead;
      break;
    }
    return 'next';
  },
};
