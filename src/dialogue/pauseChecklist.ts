import { checklistPhrases } from '../checklists/phrases.js';
import { isFresh } from '../checklists/progress.js';
import type { TurnDraft } from './draft.js';

const MOST_BUTTONS = 3;

/** Something else was answered while a checklist waited for its answer: it is put aside, and the reply says how to go on with it. */
export function pauseChecklist(draft: TurnDraft): void {
  const { state, request, reply, language } = draft;
  const progress = state.checklist;
  if (progress?.phase !== 'asking' || !reply) return;
  const asksNow = reply.suggestions.some(({ checklist, article }) => checklist !== undefined && article === '');
  if (asksNow) return;
  state.checklist = { ...progress, phase: 'paused', unclear: false };
  if (!isFresh(progress, request.now)) return;
  state.checklist = { ...state.checklist, at: request.now };
  const phrases = checklistPhrases[language];
  draft.reply = {
    ...reply,
    body: `${reply.body}\n\n${phrases.waiting}`,
    suggestions: [
      { label: phrases.goOn, article: '', section: 'summary', checklist: progress.checklist ?? '' },
      ...reply.suggestions.slice(0, MOST_BUTTONS - 1),
    ],
  };
}
