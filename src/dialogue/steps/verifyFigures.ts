import { checkFigures } from '../../answer/checkFigures.js';
import { plainReply, type Step } from '../draft.js';
import { dialoguePhrases } from '../phrases.js';

/** The last gate: a reply with a figure that no fact stands behind does not go out. */
export const verifyFigures: Step = {
  name: 'verifyFigures',
  run(draft) {
    const { reply } = draft;
    if (!reply) return 'finish';
    const stray = checkFigures(`${reply.body}\n${reply.source}`, reply.spans);
    if (stray.length > 0) {
      draft.outcome = 'abstained';
      draft.facts = [];
      draft.sections = [];
      draft.reply = plainReply(dialoguePhrases[draft.language].abstained, reply.suggestions);
    }
    return 'finish';
  },
};
