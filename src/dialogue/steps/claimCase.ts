import { cases } from '../../cases/cases.js';
import { readMessage } from '../../cases/message.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import type { Step, TurnDraft } from '../draft.js';

/** A message that says by its own quantities which article it means ("orang malaysia 3 minggu") needs no likeness to be found, and is not turned away for want of it. */
export const claimCase: Step = {
  name: 'claimCase',
  run(draft) {
    if (draft.choice) return 'next';
    const { request, language, knowing } = draft;
    const message = readMessage(request.text, language, knowing.knowledge, request.today);
    for (const one of cases) {
      const article = one.claims?.(message);
      if (article === undefined || !knowing.knowledge.articles.has(article)) continue;
      draft.choice = { article, sections: sectionsIn(draft, article), confidence: 1 };
      break;
    }
    return 'next';
  },
};

/** The sections of an article that the turn's question asks for. */
export function sectionsIn(draft: TurnDraft, slug: string): ReturnType<typeof chooseSections> {
  const article = draft.knowing.knowledge.articles.get(slug);
  if (!article) return ['summary'];
  const available = [...article.text[draft.language].sections.keys()];
  return chooseSections(draft.knowing.index.sectionEvidence(draft.question, slug), available);
}
