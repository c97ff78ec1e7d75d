import type { Language } from '../knowledge/types.js';

/** How far a conversation is with a checklist. It holds choices and nothing that a person wrote. */
export interface ChecklistProgress {
  /** Absent while it is being chosen. */
  readonly checklist: string | undefined;
  /** Question and choice, in the order in which they were given, so that the last can be taken back. */
  readonly answers: readonly (readonly [question: string, choice: string])[];
  /** `asking`: its question was the last thing said. `paused`: left, or something else came between. `done`: it was shown. */
  readonly phase: 'asking' | 'paused' | 'done';
  /** The last answer to this question was not understood. */
  readonly unclear: boolean;
  /** The language of its last question. */
  readonly language: Language;
  /** When it was last spoken of, milliseconds since 1970. */
  readonly at: number;
}

const FRESH_MS = 30 * 60_000;
const KEPT_MS = 24 * 3_600_000;

/** Whether what a person says now may be about it, without having named it. */
export function isFresh(progress: ChecklistProgress | undefined, now: number): progress is ChecklistProgress {
  return progress !== undefined && now - progress.at <= FRESH_MS;
}

/** Whether it can still be resumed when a person asks for that. After a day its answers are forgotten. */
export function isKept(progress: ChecklistProgress | undefined, now: number): progress is ChecklistProgress {
  return progress !== undefined && now - progress.at <= KEPT_MS;
}

/** The path of the page that shows a case; it holds choices only. */
export function printPath(checklist: string, answers: ReadonlyMap<string, string>, language: Language): string {
  return `/checklist/${checklist}?${new URLSearchParams([...answers, ['lang', language]]).toString()}`;
}
