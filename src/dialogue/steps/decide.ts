import { leadTo } from '../../answer/suggestions.js';
import { oncePer } from '../../knowledge/oncePer.js';
import type { KnowledgeBase } from '../../knowledge/types.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseArticle } from '../../retrieval/chooseArticle.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import { plainReply, type Step } from '../draft.js';
import { dialoguePhrases } from '../phrases.js';

/** Every article and the sections it has; the same in both languages. */
const sectionsOf = oncePer(
  (articles: KnowledgeBase['articles']) =>
    new Map([...articles.values()].map(({ slug, text }) => [slug, new Set(text.id.sections.keys())])),
);

/** Answer, or say that there is no certain answer, with the nearest topics as a way on. */
export const decide: Step = {
  name: 'decide',
  run(draft) {
    if (draft.choice || !draft.retrieval) return 'next';
    const { candidates, certainty } = draft.retrieval;
    const { articles } = draft.knowing.knowledge;
    const { cued } = draft.knowing.index.cues(draft.question);
    const best = chooseArticle(candidates, cued, sectionsOf(articles));
    const article = best && articles.get(best.article);
    if (article && certainty >= EVEN) {
      const available = [...article.text[draft.language].sections.keys()];
      draft.choice = {
        article: article.slug,
        sections:
          draft.wantedSection && available.includes(draft.wantedSection)
            ? [draft.wantedSection]
            : chooseSections(draft.knowing.index.sectionEvidence(draft.question, article.slug), available),
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
