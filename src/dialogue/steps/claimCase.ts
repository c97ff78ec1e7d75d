import { cases } from '../../cases/cases.js';
import { readMessage } from '../../cases/message.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import { tokenise } from '../../retrieval/normalise.js';
import type { Step, TurnDraft } from '../draft.js';

/** A message of more words tells enough to be found by likeness. */
const FEW_WORDS = 6;

/**
 * A message that says by its own quantities which article it means ("orang malaysia 3 minggu") is not turned away, or sent to another office,
 * for want of likeness. What is found well enough stays: a story that names a country and a number of days may be about anything.
 */
export const claimCase: Step = {
  name: 'claimCase',
  run(draft) {
    if (draft.choice || foundWell(draft)) return 'next';
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

function foundWell({ retrieval, request, knowing: { knowledge } }: TurnDraft): boolean {
  if (!retrieval || retrieval.certainty < EVEN) return false;
  const best = knowledge.articles.get(retrieval.candidates[0]?.article ?? '');
  return best?.refersTo === undefined && tokenise(request.text, knowledge.glossary).length > FEW_WORDS;
}

/** The sections of an article that the turn's question asks for. */
export function sectionsIn(draft: TurnDraft, slug: string): ReturnType<typeof chooseSections> {
  const article = draft.knowing.knowledge.articles.get(slug);
  if (!article) return ['summary'];
  const available = [...article.text[draft.language].sections.keys()];
  return chooseSections(draft.knowing.index.sectionEvidence(draft.question, slug), available);
}
