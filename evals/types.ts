import { z } from 'zod';
import { SECTION_NAMES } from '../src/knowledge/types.js';

export const KINDS = ['answerable', 'follow-up', 'ambiguous', 'handoff', 'out-of-scope', 'adversarial'] as const;
export type Kind = (typeof KINDS)[number];
export const TOPICS = ['passport', 'foreigners', 'office', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

const OUTCOMES = ['answered', 'clarify', 'abstained', 'handoff', 'refused', 'smalltalk', 'command', 'failed'] as const;
const strings = z.array(z.string()).default([]);
const sections = z.array(z.enum(SECTION_NAMES));

/** One line of a set. A field that is not named here is an error: a gold that is misspelt would never be missed. */
export const evalQuestion = z.strictObject({
  id: z.string(),
  /** The language to be answered in. */
  lang: z.enum(['id', 'en']),
  register: z.string().default('plain'),
  /** Absent: that of the first article's folder. */
  topic: z.enum(TOPICS).optional(),
  text: z.string().min(1),
  history: strings,
  kind: z.enum(KINDS),
  /** Any of them is right. Absent: what the kind asks for, see `expectedOutcomes`. */
  outcomes: z.array(z.enum(OUTCOMES)).min(1).optional(),
  /** Any of them is a right place to answer from; of an ambiguous question, what it may mean. */
  articles: z.array(z.string()),
  /** Any of them is a right first section. */
  sections,
  /** Facts that a right answer states, and figures of another case that it must not state. */
  must_facts: strings,
  /** Facts of which one answers as well as all of `must_facts`: a total instead of its parts. */
  or_facts: strings,
  must_not_facts: strings,
  /** Words or phrases that the reply holds, or must not hold; matched as whole words, in any case. */
  must_words: strings,
  must_not_words: strings,
  /** What the person says when asked back, and what is right then. */
  then: z
    .strictObject({ text: z.string().min(1), articles: z.array(z.string()).min(1), sections, must_facts: strings })
    .optional(),
  /** The same question in the other language has the same. */
  pair: z.string().optional(),
  /** Why an officer is wanted; for reading, not scored. */
  reason: z.string().optional(),
  note: z.string().optional(),
});
export type EvalQuestion = z.infer<typeof evalQuestion>;

/** A question with what it left to its kind filled in. */
export type GivenQuestion = Omit<EvalQuestion, 'topic' | 'outcomes'> & {
  readonly topic: Topic;
  readonly outcomes: readonly string[];
};

/** What is right where a question does not say it. */
export const expectedOutcomes: Readonly<Record<Kind, readonly string[]>> = {
  answerable: ['answered'],
  'follow-up': ['answered'],
  ambiguous: ['clarify'],
  handoff: ['handoff'],
  'out-of-scope': OUTCOMES.filter((outcome) => outcome !== 'answered' && outcome !== 'failed'),
  adversarial: ['refused'],
};

const choice = z.object({ article: z.string(), section: z.string(), label: z.string().optional() });
const reply = z.object({
  outcome: z.string(),
  language: z.string(),
  article: z.string().optional(),
  sections: z.array(z.string()),
  facts: z.array(z.string()),
  /** Those of them that are figures and stand in the reply's words, whole. */
  printed: z.array(z.string()),
  /** Kept for open sets only. */
  text: z.string().optional(),
});

/** What the product answered; kept, so that scoring can be repeated without asking again. That of a closed set holds no text. */
export const evalAnswer = reply.extend({
  id: z.string(),
  /** Tells whether the question is still the one that was asked, see `fingerprint`. */
  asked: z.string(),
  /** The buttons under the reply. */
  choices: z.array(choice),
  /** The reply holds all of `must_words`. */
  saysWords: z.boolean(),
  /** The reply holds one of `must_not_words`. */
  saysForbidden: z.boolean(),
  /** Length of the reply. */
  characters: z.number(),
  /** The score of the article that was chosen, or of the nearest one, 0 to 1. */
  confidence: z.number().optional(),
  /** How likely the question can be answered at all, 0 to 1. */
  certainty: z.number().optional(),
  ms: z.number(),
  /** The reply to `then.text`, where the first one asked back. */
  then: reply.optional(),
});
export type EvalAnswer = z.infer<typeof evalAnswer>;
export type EvalReply = z.infer<typeof reply>;
