import type { Language } from '../../knowledge/types.js';
import { menuOf } from '../../answer/suggestions.js';
import { normalise } from '../../retrieval/normalise.js';
import { plainReply, type Step, type TurnDraft } from '../draft.js';
import { dialoguePhrases } from '../phrases.js';

const SWITCH: ReadonlyMap<string, Language> = new Map([
  ['english', 'en'],
  ['inggris', 'en'],
  ['bahasa inggris', 'en'],
  ['in english', 'en'],
  ['english please', 'en'],
  ['speak english', 'en'],
  ['can you speak english', 'en'],
  ['bahasa', 'id'],
  ['indonesia', 'id'],
  ['indonesian', 'id'],
  ['bahasa indonesia', 'id'],
  ['in indonesian', 'id'],
]);
const HELP = new Set(['help', 'menu', 'bantuan', 'tolong', 'start', 'mulai', 'info']);

/** Words that are orders to the assistant: another language, help. */
export const command: Step = {
  name: 'command',
  run(draft) {
    if (switchedOnTheWay(draft)) return 'next';
    const text = normalise(draft.request.text);
    const language = SWITCH.get(text);
    if (!language && !HELP.has(text)) return 'next';
    if (language) draft.language = draft.state.language = language;
    const words = dialoguePhrases[draft.language];
    const lead = menuOf(draft.knowing.knowledge, draft.language);
    draft.outcome = 'command';
    draft.reply = plainReply(language ? words.switched : words.help, lead);
    return 'finish';
  },
};

/** Several messages came at once, and one of them asks for another language: the others are answered in it. */
function switchedOnTheWay(draft: TurnDraft): boolean {
  const messages = draft.request.messages ?? [];
  const orders = messages.map((message) => SWITCH.get(normalise(message)));
  const language = orders.findLast((order) => order !== undefined);
  if (!language || messages.length < 2) return false;
  const questions = messages.filter((message, index) => !orders[index] && normalise(message) !== '');
  if (questions.length === 0) {
    draft.request = { ...draft.request, text: messages.at(-1) ?? '' };
    return false;
  }
  draft.language = draft.state.language = language;
  draft.question = questions.join('\n');
  draft.request = { ...draft.request, text: draft.question };
  return true;
}
