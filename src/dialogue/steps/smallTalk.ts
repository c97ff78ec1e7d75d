import { menuOf } from '../../answer/suggestions.js';
import { isFresh } from '../../checklists/progress.js';
import { normalise } from '../../retrieval/normalise.js';
import { plainReply, type Step } from '../draft.js';
import { dialoguePhrases, thirdLanguageLine } from '../phrases.js';
import { chatter, chatterPhrases } from '../chatter.js';

const GREETINGS = new Set(
  (
    'halo hallo hai hi hey hello helo hy p ping tes test permisi pagi siang sore malam selamat good morning afternoon evening day greetings ' +
    'assalamualaikum assalamu alaikum asalamualaikum aslm wr wb salam kak kakak min mimin admin bang pak bu bapak ibu mas mba mbak om sis bro gan dear sir madam all there team'
  ).split(' '),
);
/** Nothing but words of greeting and address. @param text as `normalise` leaves it */
export function isGreeting(text: string): boolean {
  return text.split(' ').every((word) => GREETINGS.has(word));
}

const THANKS =
  /^(?:ok(?:e|ay)?|baik|sip|siap|noted)?\s*(?:terima\s*kasih|trima\s*kasih|makasih|mksh|makasi|tengkyu|thanks?|thank you|thx|ty|tq|matur nuwun|suwun)\b/;
/** "Terima kasih banyak atas bantuannya" is thanks; a longer text after it may be a question. */
const MOST_WORDS_AFTER_THANKS = 5;

/** Greetings, thanks, messages without words, and messages in a third language. */
export const smallTalk: Step = {
  name: 'smallTalk',
  run(draft) {
    const words = dialoguePhrases[draft.language];
    const text = normalise(draft.request.text);
    const finish = (body: string, withQuestions = true): 'finish' => {
      const lead = withQuestions ? menuOf(draft.knowing.knowledge, draft.language) : [];
      draft.outcome = 'smalltalk';
      draft.reply = plainReply(body, lead);
      return 'finish';
    };
    if (draft.thirdLanguage) return finish(thirdLanguageLine, false);
    if (text === '') return finish(draft.request.masked ? words.greeting : words.nothingToRead);
    if (isGreeting(text)) return finish(words.greeting);
    const thanks = THANKS.exec(text);
    const rest = thanks && text.slice(thanks[0].length).trim();
    if (rest !== null && /^[\p{L} ]*$/u.test(rest) && rest.split(' ').length <= MOST_WORDS_AFTER_THANKS) {
      return finish(words.thanks, false);
    }
    const kind = chatter(text);
    // "Ya" may be the answer that a checklist waits for.
    if (kind && !isFresh(draft.state.checklist, draft.request.now))
      return finish(chatterPhrases[draft.language][kind], kind === 'test' || kind === 'wellbeing');
    return 'next';
  },
};
