import { z } from 'zod';
import { CHECKLIST_PARTS } from './checklist.js';
import { SECTION_NAMES } from './types.js';

const words = z.string().trim().min(1);
const bilingual = z.strictObject({ id: words, en: words });
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'may hold lower-case letters, digits and hyphens, a letter first');

const oneOrMore = <T extends z.ZodType>(one: T) =>
  z.union([one.transform((value) => [value]), z.array(one).min(1)]).transform((value) => value as z.output<T>[]);
const answerSet = z
  .record(id, oneOrMore(id))
  .refine((set) => Object.keys(set).length > 0, 'names no question; leave the condition out instead');
const condition = { when: oneOrMore(answerSet).optional(), unless: oneOrMore(answerSet).optional() };

const choice = z
  .strictObject({
    id,
    label: bilingual,
    case: bilingual.optional(),
    words: z.array(z.union([words, z.number()]).transform(String)).default([]),
    means: z.enum(['yes', 'no', 'unsure']).optional(),
    age: z
      .strictObject({ from: words.optional(), below: words.optional() })
      .refine((age) => age.from ?? age.below, 'names no fact')
      .optional(),
  })
  .refine(
    (value) => value.means === undefined || value.case !== undefined,
    'a yes or no says nothing by itself: write in case what it makes of the case',
  );

const question = z.strictObject({
  id,
  ask: bilingual,
  ...condition,
  choices: z.array(choice).min(2, 'a question has at least two choices'),
});

const SECTION = new RegExp(`^[a-z0-9-]+#(?:${SECTION_NAMES.join('|')})$`);
const item = z
  .strictObject({
    id: words.optional(),
    en: words.optional(),
    section: z.string().regex(SECTION, 'has to be article#section').optional(),
    pick: z.enum(['list', 'text', 'all']).optional(),
    ...condition,
  })
  .superRefine((value, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    if (value.section === undefined) {
      if (value.id === undefined || value.en === undefined) complain('needs its text in both languages, or a section');
      if (value.pick !== undefined) complain('pick goes with a section');
    } else if (value.id !== undefined || value.en !== undefined) complain('has a text or a section, not both');
  });

/** `checklists/*.yaml` */
export const checklistFile = z.strictObject({
  title: bilingual,
  names: z.array(words).min(1, 'names nothing that people could call it'),
  entries: z.array(z.strictObject({ article: words, answers: z.record(id, id).default({}) })).default([]),
  questions: z.array(question).min(1, 'asks nothing'),
  ...(Object.fromEntries(CHECKLIST_PARTS.map((part) => [part, z.array(item).default([])])) as Record<
    (typeof CHECKLIST_PARTS)[number],
    z.ZodDefault<z.ZodArray<typeof item>>
  >),
});
