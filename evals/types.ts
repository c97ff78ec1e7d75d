import { z } from 'zod';
import { SECTION_NAMES } from '../src/knowledge/types.js';

/** One line of a set. */
export const evalQuestion = z.object({
  id: z.string(),
  lang: z.enum(['id', 'en']),
  register: z.string().default('plain'),
  text: z.string().min(1),
  history: z.array(z.string()).default([]),
  kind: z.enum(['answerable', 'out-of-scope']),
  /** Any of them is a right place to answer from. */
  articles: z.array(z.string()),
  /** Any of them is a right first section. */
  sections: z.array(z.enum(SECTION_NAMES)),
  /** Facts that a right answer states, and figures of another case that it must not state. */
  must_facts: z.array(z.string()).default([]),
  /** Facts of which one answers as well as all of `must_facts`: a total instead of its parts. */
  or_facts: z.array(z.string()).default([]),
  must_not_facts: z.array(z.string()).default([]),
  note: z.string().optional(),
});
export type EvalQuestion = z.infer<typeof evalQuestion>;

/** What the product answered; kept, so that scoring can be repeated without asking again. */
export interface EvalAnswer {
  readonly id: string;
  readonly outcome: string;
  readonly language: string;
  readonly article: string | undefined;
  readonly sections: readonly string[];
  readonly facts: readonly string[];
  readonly text: string;
  readonly confidence: number | undefined;
  readonly ms: number;
}
