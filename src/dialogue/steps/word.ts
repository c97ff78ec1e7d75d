import { mayReplace } from '../../answer/wording.js';
import { answerPhrases } from '../../answer/phrases.js';
import type { Step } from '../draft.js';

/** Says the answer in other words where a model is configured; whatever is wrong with them, the answer as it stands goes out. */
export const word: Step = {
  name: 'word',
  async run(draft): Promise<'next'> {
    const { wording, reply, language } = draft;
    if (!wording || !reply || draft.outcome !== 'answered') return 'next';
    const article = draft.knowing.knowledge.articles.get(draft.article ?? '');
    if (!article) return 'next';
    // Not what the person wrote: so nothing in it can instruct the model, and nothing of it leaves the server.
    const section = draft.sections[0] ?? 'summary';
    const question = `${article.text[language].title}: ${answerPhrases[language].ask[section]}`;
    const words = await wording.reword({ question, answer: reply.body, language });
    if (words !== undefined && mayReplace(words, reply.body, reply.spans)) draft.reply = { ...reply, body: words };
    return 'next';
  },
};
