import { AppError, type ErrorCode, messageOf } from '../errors.js';
import type { DialogueInput, DialogueResult } from '../dialogue/dialogue.js';
import type { ChecklistKnowledge } from '../checklists/renderWords.js';
import type { Bilingual } from '../knowledge/types.js';

/** What the thread starts with; it goes by structured clone, so it holds no functions. */
export interface ThreadSettings {
  readonly knowledgeBaseDir: string;
  readonly indexRoot: string;
  readonly embeddingsModel: string | undefined;
  readonly llmModel: string | undefined;
  /** How often the knowledge base is looked at for changes, in milliseconds. */
  readonly checkMs: number;
}

/** What the rest of the program needs to know of the knowledge in use. */
export interface KnowledgeSummary {
  readonly articles: number;
  readonly officeName: Bilingual;
  /** What the pages of checklists are made from. */
  readonly checklists: ChecklistKnowledge;
}

export type ToThread =
  /** Load the knowledge and write what is needed for it. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'handle'; readonly id: number; readonly input: DialogueInput }
  /** Answered at once unless the thread hangs. */
  | { readonly kind: 'ping' };

export type FromThread =
  /** The knowledge in use, at the start and after each change. */
  | { readonly kind: 'knowledge'; readonly summary: KnowledgeSummary }
  /** Knowledge is being loaded, with an addon that must not be interrupted. */
  | { readonly kind: 'loading' }
  /** Nothing native is under way in the thread any more: ending it now cannot take the process down. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'startFailed'; readonly failure: Failure }
  | { readonly kind: 'result'; readonly id: number; readonly result: DialogueResult }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'event'; readonly level: 'info' | 'error'; readonly message: string }
  | { readonly kind: 'pong' };

/** An error on its way between threads: structured clone keeps neither its class nor its code. */
export interface Failure {
  readonly code: ErrorCode | undefined;
  readonly detail: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
}

export function toFailure(error: unknown): Failure {
  return {
    code: error instanceof AppError ? error.code : undefined,
    detail: error instanceof AppError ? error.detail : undefined,
    message: messageOf(error),
    stack: error instanceof Error ? error.stack : undefined,
  };
}

export function fromFailure({ code, detail, message, stack }: Failure): Error {
  const error = code === undefined ? new Error(message) : new AppError(code, detail);
  if (stack !== undefined) error.stack = stack;
  return error;
}
