import { EVEN } from '../retrieval/certainty.js';
import type { TurnDraft } from './draft.js';

/** That a question was not answered well, as far as the turn itself can tell, and how near it came. */
export interface GapFinding {
  /** `unanswered`: no certain answer. `unsure`: answered, and hardly. `clarify`: asked back what is meant. */
  readonly reason: 'unanswered' | 'unsure' | 'clarify';
  /** How likely the question was one that can be answered, 0 to 1. */
  readonly certainty: number;
  /** The article that was answered from, else the nearest. */
  readonly article: string | null;
  /** The hash of the knowledge base that was asked. */
  readonly knowledge: string;
}

/** An answer of less certainty is one that editors should see: of 129 answers to the open evaluation set 3 had less. */
export const HARDLY_CERTAIN = 0.7;
/**
 * Two articles whose scores are this near to each other may as well have changed places: of the same 129 answers 17 were so near, 3 of them from the
 * wrong article, and 3 of the other 112.
 */
export const NEARLY_EQUAL = 0.02;

/**
 * What an editor should learn from a turn. Only questions that were looked up count: a referral is an answer, and who asked for a person,
 * was refused or pressed a button was understood.
 */
export function findGap(draft: TurnDraft): GapFinding | undefined {
  const { retrieval, outcome, article, knowing } = draft;
  if (!retrieval || draft.request.owner !== 'bot') return undefined;
  const { certainty, candidates } = retrieval;
  const reason = reasonOf();
  if (!reason) return undefined;
  return {
    reason,
    certainty,
    article: article ?? candidates[0]?.article ?? null,
    knowledge: knowing.knowledge.hash,
  };

  function reasonOf(): GapFinding['reason'] | undefined {
    switch (outcome) {
      // With an article it is a referral. Without one there was no answer, or one whose figures no fact stands behind.
      case 'abstained':
        return article === undefined ? 'unanswered' : undefined;
      // A second failure in a row is handed on; who is handed on for another reason was understood.
      case 'handoff':
        return draft.choice === undefined && certainty < EVEN ? 'unanswered' : undefined;
      case 'clarify':
        return 'clarify';
      case 'answered':
        return certainty < HARDLY_CERTAIN || isNearlyEqual() ? 'unsure' : undefined;
      default:
        return undefined;
    }
  }

  function isNearlyEqual(): boolean {
    const [first, second] = candidates;
    return first !== undefined && second !== undefined && first.score - second.score < NEARLY_EQUAL;
  }
}
