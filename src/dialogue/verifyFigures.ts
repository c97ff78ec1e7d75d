import { checkFigures } from '../answer/checkFigures.js';
import { recomputes } from '../answer/computations.js';
import { plainReply, type TurnDraft } from './draft.js';
import { dialoguePhrases } from './phrases.js';

/** The last gate: a reply with a figure that no fact stands behind, or a sum that does not come out again, does not go out, and is not followed up. */
export function verifyFigures(draft: TurnDraft): void {
  const { reply } = draft;
  if (!reply) return;
  const invented = reply.spans.some(
    (span) =>
      span.kind === 'computed' && !recomputes(span, draft.knowing.knowledge, draft.language, draft.request.today),
  );
  if (!invented && checkFigures(`${reply.body}\n${reply.source}`, reply.spans).length === 0) return;
  draft.outcome = 'abstained';
  draft.article = undefined;
  draft.facts = [];
  draft.sections = [];
  draft.state.last = undefined;
  draft.reply = plainReply(dialoguePhrases[draft.language].abstained, reply.suggestions);
}
