import type { Step } from '../draft.js';

/** Where an officer has the chat, the bot is silent. */
export const officer: Step = {
  name: 'officer',
  run(draft) {
    if (draft.request.owner === 'bot') return 'next';
    draft.outcome = 'withOfficer';
    return 'finish';
  },
};
