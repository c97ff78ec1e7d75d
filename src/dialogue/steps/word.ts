import { mayReplace } from '../../answer/wording.js';
import type { Step } from '../draft.js';

/** Says the answer in other words where a model is configured; whatever is wrong with them, the answer as it stands goes out. */
export const word: Step = {
  name: 'word',
  async run(draft): Promise<'next'> {
    const { wording, reply, language, request } = draft;
    if (!wording || !reply || draft.outcome !== 'answered') return 'next';
    const words = await wording.reword({ question: request.text, answer: reply.body, language });
    if (words !== undefined && mayReplace(words, reply.body, reply.spans)) draft.reply = { ...reply, body: words };
    return 'next';
  },
};
