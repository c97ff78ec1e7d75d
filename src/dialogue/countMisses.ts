import type { TurnDraft } from './draft.js';
import { handOffToOffice, NOT_UNDERSTOOD, PERSON, sayIntent } from './handoff.js';
import { safetyPhrases } from './safetyPhrases.js';

/** How long a miss is remembered, in milliseconds. */
const MEMORY_MS = 30 * 60_000;
/** So many in a row, and somebody else should help. */
const MOST = 2;

/** A question that got neither an answer nor the name of who has it counts as missed; the second in a row goes to a person. */
export function countMisses(draft: TurnDraft): void {
  const { state, request } = draft;
  if (draft.outcome !== 'abstained' || draft.article !== undefined) {
    // Thanks or a greeting in between are no answer.
    if (draft.outcome !== 'smalltalk' && draft.outcome !== 'command') state.misses = undefined;
    return;
  }
  const before = state.misses && request.now - state.misses.at <= MEMORY_MS ? state.misses.count : 0;
  state.misses = { count: before + 1, at: request.now };
  if (state.misses.count < MOST) return;
  state.misses = undefined;
  const { notUnderstood } = safetyPhrases[draft.language];
  const near = draft.reply?.suggestions ?? [];
  const person = draft.knowing.knowledge.intents.get(PERSON);
  if (!person) {
    handOffToOffice(draft, NOT_UNDERSTOOD, notUnderstood);
    return;
  }
  const { facts, ...said } = sayIntent(person, draft);
  draft.outcome = 'handoff';
  draft.handoffReason = NOT_UNDERSTOOD;
  draft.facts = facts;
  draft.reply = { ...said, body: `${notUnderstood} ${said.body}`, suggestions: near };
}
