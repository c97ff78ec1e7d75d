import { countMisses } from './countMisses.js';
import { verifyFigures } from './verifyFigures.js';
import type { Step, TurnDraft } from './draft.js';
import { applyCase } from './steps/applyCase.js';
import { backTo } from './steps/backTo.js';
import { claimCase } from './steps/claimCase.js';
import { clarified } from './steps/clarified.js';
import { clarify } from './steps/clarify.js';
import { pauseChecklist } from './pauseChecklist.js';
import { checklist } from './steps/checklist.js';
import { checklistWords } from './steps/checklistWords.js';
import { command } from './steps/command.js';
import { compose } from './steps/compose.js';
import { composeAlso } from './steps/composeAlso.js';
import { conversationCommand } from './steps/conversationCommand.js';
import { decide } from './steps/decide.js';
import { followUp } from './steps/followUp.js';
import { language } from './steps/language.js';
import { officer } from './steps/officer.js';
import { retrieve } from './steps/retrieve.js';
import { safety } from './steps/safety.js';
import { several } from './steps/several.js';
import { smallTalk } from './steps/smallTalk.js';
import { word } from './steps/word.js';

/** A turn, from the message to the reply. Whatever step ends it, `verifyFigures` is the last to see the reply. */
export const pipeline: readonly Step[] = [
  officer,
  language,
  checklist,
  conversationCommand,
  command,
  safety,
  clarified,
  smallTalk,
  checklistWords,
  backTo,
  followUp,
  retrieve,
  claimCase,
  clarify,
  several,
  decide,
  applyCase,
  compose,
  composeAlso,
  word,
];

/**
 * Runs the steps until one finishes the turn.
 * @param clock milliseconds, for durations only
 * @returns milliseconds by step name, of those that ran
 */
export async function runSteps(
  draft: TurnDraft,
  steps: readonly Step[],
  clock: () => number,
): Promise<Record<string, number>> {
  const durations: Record<string, number> = {};
  for (const step of steps) {
    const started = clock();
    const result = await step.run(draft);
    durations[step.name] = Math.round((clock() - started) * 1000) / 1000;
    if (result === 'finish') break;
  }
  const started = clock();
  pauseChecklist(draft);
  verifyFigures(draft);
  countMisses(draft);
  durations['verifyFigures'] = Math.round((clock() - started) * 1000) / 1000;
  return durations;
}
