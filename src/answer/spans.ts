import type { Computation } from './computations.js';

/**
 * Where a figure in a reply comes from. `text` is the figure exactly as it stands in the reply.
 * Every figure of a reply has to be one of its spans; `checkFigures` holds that.
 */
export type Span =
  | { readonly kind: 'fact'; readonly text: string; readonly fact: string }
  /** Worked out from facts and what the person said, by a named formula. */
  | { readonly kind: 'computed'; readonly text: string; readonly computation: Computation }
  /** From the office's calendar. */
  | { readonly kind: 'calendar'; readonly text: string }
  | { readonly kind: 'ticket'; readonly text: string }
  /** What the person said, said back. */
  | { readonly kind: 'echo'; readonly text: string }
  /** A source: the number of a law, the day it was checked, a page's address. */
  | { readonly kind: 'source'; readonly text: string };
