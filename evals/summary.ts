import type { Score } from './score.js';
import { shareOf, type Share } from './statistics.js';

/** The scores of many questions together; a share of nothing has `of` 0. */
export interface Summary {
  readonly questions: number;
  readonly right: Share;
  readonly article: Share;
  readonly section: Share;
  readonly outOfScope: Share;
  readonly needlessAbstention: Share;
  readonly needlessClarify: Share;
  readonly mustFacts: Share;
  readonly language: Share;
  readonly longLanguage: Share;
  readonly clarified: Share;
  readonly choices: Share;
  readonly continuation: Share;
  readonly wrongFigures: number;
}

export function summarise(scores: readonly Score[]): Summary {
  const of = (part: (score: Score) => boolean | undefined): Share => shareOf(scores.map(part));
  return {
    questions: scores.length,
    right: of((s) => s.right),
    article: of((s) => s.article),
    section: of((s) => s.section),
    outOfScope: of((s) => s.outOfScope),
    needlessAbstention: of((s) => s.needlessAbstention),
    needlessClarify: of((s) => s.needlessClarify),
    mustFacts: of((s) => s.mustFacts),
    language: of((s) => s.language),
    longLanguage: of((s) => s.longLanguage),
    clarified: of((s) => s.clarified),
    choices: of((s) => s.choices),
    continuation: of((s) => s.continuation),
    wrongFigures: scores.filter((s) => s.wrongFigure).length,
  };
}
