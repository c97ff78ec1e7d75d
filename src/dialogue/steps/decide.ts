import { leadTo } from '../../answer/suggestions.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import { plainReply, type Step } from '../draft.js';
import { dialoguePhrases } from '../phrases.js';

/** Answer, or say that there is no certain answer, with the nearest topics as a way on. */
export const decide: Step = {
  name: 'decide',
  run(draft) {
    if (draft.choice || !draft.retrieval) return 'next';
    const { candidates, certainty } = draft.retrieval;
    const best = candidates[0];
    const article = best && draft.knowing.knowledge.articles.get(best.article);
    if (article && certainty >= EVEN) {
      const available = [...article.text[draft.language].sections.keys()];
      draft.choice = {
        article: article.slug,
        sections: chooseSections(draft.knowing.index.sectionEvidence(draft.question, article.slug), available),
        confidence: best.score,
      };
      return 'next';
    }
    const words = dialoguePhrases[draft.language];
    const near = candidates
      .slice(0, 3)
      .filter(({ article: slug }) => !draft.knowing.knowledge.articles.get(slug)?.refersTo)
      .flatMap(({ article: slug }) => leadTo(slug, draft.language, draft.knowing.knowledge) ?? []);
    draft.outcome = 'abstained';
    draft.reply = plainReply(near.length > 0 ? `${words.abstained}\n\n${words.nearest}` : words.abstained, near);
    return 'finish';
  },
};
