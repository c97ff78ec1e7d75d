import { z } from 'zod';
import { INTENT_OUTCOMES, LANGUAGES, SECTION_NAMES, UNITS, WEEKDAYS } from './types.js';

const words = z.string().trim().min(1);
const bilingual = z.strictObject({ id: words, en: words });
// YAML reads 2024-12-17 as text here, since no date type is asked for; a day that does not exist is refused.
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'has to be a day like 2026-11-24')
  .refine((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }, 'is not a day of the calendar');
const numeric = new Set([
  'IDR',
  'USD',
  'minutes',
  'hours',
  'days',
  'working_days',
  'months',
  'years',
  'age',
  'pages',
  'count',
]);
const bilingualUnits = new Set(['text', 'statement']);
/** Where the assistant's own promises come from: nobody outside can vouch for them. */
export const OWN_SOURCE = 'product';

export const fact = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'may hold lower-case letters, digits, dots and hyphens'),
    label: bilingual,
    unit: z.enum(UNITS),
    value: z.union([z.number(), words, bilingual]).optional(),
    ask: bilingual.optional(),
    valid_from: day.optional(),
    valid_to: day.optional(),
    legal_basis: z.array(z.string()).default([]),
    sources: z.array(z.union([z.literal(OWN_SOURCE), z.url({ protocol: /^https?$/ })])).default([]),
    checked: day,
    review_by: day,
    confidence: z.enum(['high', 'medium', 'unknown'], {
      error: 'has to be high, medium or unknown; what is of low confidence does not come in here',
    }),
    origin: words.optional(),
    note: words.optional(),
  })
  .superRefine((value, context) => {
    const complain = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (value.confidence === 'unknown' && value.value !== undefined) complain('value', 'an unknown fact has no value');
    if (value.value === undefined && !value.ask) complain('ask', 'a fact without a value says who knows it');
    if (value.value === undefined && value.confidence !== 'unknown') complain('value', 'is missing');
    if (value.confidence !== 'unknown' && value.sources.length === 0) complain('sources', 'a fact needs a source');
    if (value.valid_from && value.valid_to && value.valid_from > value.valid_to) {
      complain('valid_to', 'is before valid_from');
    }
    if (value.value === undefined) return;
    if (numeric.has(value.unit) && typeof value.value !== 'number') complain('value', `${value.unit} takes a number`);
    if (bilingualUnits.has(value.unit) && typeof value.value !== 'object') {
      complain('value', `${value.unit} takes { id: …, en: … }`);
    }
    if (value.unit === 'date' && !day.safeParse(value.value).success)
      complain('value', 'has to be a day like 2026-11-24');
    if (['url', 'email', 'phone'].includes(value.unit) && typeof value.value !== 'string') {
      complain('value', `${value.unit} takes text`);
    }
  });

/** Each entry is checked on its own with `fact`, so that one mistake does not take the file's other facts with it. */
export const factsFile = z
  .array(z.unknown())
  .nullable()
  .transform((facts) => facts ?? []);

export const frontMatter = z.strictObject({
  title: words,
  ask: words.refine((text) => text.length <= 40, 'has at most 40 characters, to fit a button'),
});

const sectionKeys = ['general', ...SECTION_NAMES] as const;
const questionsByLanguage = z.partialRecord(z.enum(sectionKeys), z.array(words)).nullable().optional();
export const questionsFile = z.strictObject({
  related: z.array(words).default([]),
  refers_to: bilingual.optional(),
  ...(Object.fromEntries(LANGUAGES.map((language) => [language, questionsByLanguage])) as Record<
    (typeof LANGUAGES)[number],
    typeof questionsByLanguage
  >),
});

export const sourcesFile = z.array(
  z.strictObject({
    id: words,
    number: words,
    title: bilingual,
    date: day.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
  }),
);

export const officesFile = z
  .array(z.looseObject({ id: words, name: bilingual, menu: z.array(words).default([]), contact: words.optional() }))
  .min(1, 'needs the office that this assistant stands in front of');

export const glossaryFile = z.strictObject({
  words: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  translations: z.record(z.string(), z.string()).default({}),
  concepts: z
    .record(z.string(), z.array(z.union([z.string().regex(/^\S+$/, 'is one word'), z.number()]).transform(String)))
    .default({}),
  fillers: z.array(z.string()).default([]),
  cues: z.partialRecord(z.enum(SECTION_NAMES), z.array(words)).default({}),
});

export const calibrationFile = z.strictObject({
  in_scope: z.array(words).default([]),
  out_of_scope: z.array(words).default([]),
});

export const ambiguousFile = z.strictObject({
  words: z.record(words, z.array(words).min(1)).default({}),
  forks: z
    .array(
      z.strictObject({
        articles: z.array(words).min(2).max(4),
        about: z.array(z.array(words).min(1)).min(1),
        settled_by: z.array(words).default([]),
        others: z.number().int().min(0).default(4),
        language: z.enum(LANGUAGES).optional(),
      }),
    )
    .default([]),
  ambiguous: z.array(words).default([]),
  clear: z.array(words).default([]),
});

export const intentFile = z
  .strictObject({
    outcome: z.enum(INTENT_OUTCOMES),
    say: bilingual.optional(),
    leads: z.array(words).default([]),
    about: z.array(words).default([]),
    phrases: z.array(words).default([]),
    id: z.array(words).default([]),
    en: z.array(words).default([]),
  })
  .refine(({ outcome, say }) => outcome === 'plain' || say, 'needs what the reply says, under say');

export const intentWordsFile = z.record(z.string(), z.array(z.string().regex(/^\S+$/, 'is one word')));

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'has to be a time like "08:00", in quotes');
export const calendarFile = z.strictObject({
  hours: z
    .array(
      z
        .strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1), opens: time, closes: time })
        .refine(({ opens, closes }) => opens < closes, 'closes before it opens'),
    )
    .nullable()
    .default(null),
  years: z.array(
    z.strictObject({
      year: z.int().min(2000).max(2100),
      // Where the days were read: the decree itself is named by each day.
      pages: z.array(z.url({ protocol: /^https?$/ })).min(1, 'name the page where the days were read'),
      checked: day,
      days: z
        .array(z.strictObject({ date: day, kind: z.enum(['holiday', 'joint-leave']), name: bilingual, source: words }))
        .min(1, 'has no days; leave the year out until its decree is known'),
    }),
  ),
});

const countryList = z.strictObject({ fact: words, count: words, whole: z.boolean() });
const lowerCase = z.array(words.regex(/^[^\p{Lu}]+$/u, 'is written in lower case')).default([]);
export const countriesFile = z.strictObject({
  lists: z.strictObject({ visa_free: countryList, voa: countryList, calling: countryList }),
  countries: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/, 'may hold lower-case letters and hyphens'),
      name: bilingual,
      visa_free: z.boolean(),
      voa: z.boolean(),
      calling: z.boolean(),
      people: lowerCase,
      words: lowerCase,
      weak: lowerCase,
    }),
  ),
});
