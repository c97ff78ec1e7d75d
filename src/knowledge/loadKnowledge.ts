import { AppError } from '../errors.js';
import { readCachedKnowledge, writeCachedKnowledge } from './knowledgeCache.js';
import { hashFiles, readKnowledgeFiles, type KnowledgeFiles } from './knowledgeFiles.js';
import type { Checklist } from './checklist.js';
import { parseArticle } from './parseArticle.js';
import { parseChecklist } from './parseChecklist.js';
import { readIntents } from './readIntents.js';
import { problemsOf, readYaml, type YamlFile } from './readYaml.js';
import { ambiguityOf } from './ambiguity.js';
import {
  ambiguousFile,
  calendarFile,
  calibrationFile,
  countriesFile,
  fact as factEntry,
  factsFile,
  glossaryFile,
  intentWordsFile,
  officesFile,
  questionsFile,
  sourcesFile,
} from './schema.js';
import {
  LANGUAGES,
  SECTION_NAMES,
  type Article,
  type ArticleText,
  type Calendar,
  type Countries,
  type ExampleQuestion,
  type Fact,
  type KnowledgeBase,
  type Language,
  type Law,
  type Problem,
} from './types.js';
import type { z } from 'zod';

export interface LoadedKnowledge {
  readonly knowledge: KnowledgeBase;
  /** What keeps it from being used (errors) or should be looked at (warnings). */
  readonly problems: readonly Problem[];
}

/**
 * Reads a knowledge base. Everything wrong in its files is collected as problems; whoever uses it decides what errors mean.
 * @throws AppError KNOWLEDGE_MISSING when the folder or its articles cannot be read
 */
export async function loadKnowledge(directory: string): Promise<LoadedKnowledge> {
  return parseKnowledge(await readKnowledgeFiles(directory));
}

function parseKnowledge(files: KnowledgeFiles): LoadedKnowledge {
  const problems: Problem[] = [];
  const parse = <T>(file: string, schema: z.ZodType<T>): YamlFile<T> | undefined => {
    const text = files.get(file);
    if (text === undefined) return undefined;
    const read = readYaml(file, text, schema);
    problems.push(...read.problems);
    return read;
  };
  const required = <T>(file: string, schema: z.ZodType<T>): YamlFile<T> | undefined => {
    const read = parse(file, schema);
    if (!read) problems.push({ severity: 'error', place: { file, line: 1 }, message: 'the file is missing' });
    return read;
  };

  const laws = new Map<string, Law>();
  for (const law of required('sources.yaml', sourcesFile)?.value ?? [])
    laws.set(law.id, { id: law.id, number: law.number, title: law.title, url: law.url });

  const facts = new Map<string, Fact[]>();
  for (const file of files.keys()) {
    if (!/^facts\/[^/]+\.yaml$/.test(file)) continue;
    const read = parse(file, factsFile);
    read?.value?.forEach((entry, index) => {
      const parsed = factEntry.safeParse(entry);
      if (!parsed.success) {
        problems.push(...problemsOf(parsed.error, file, read.lineOf, [index]));
        return;
      }
      const {
        valid_from: validFrom,
        valid_to: validTo,
        legal_basis: legalBasis,
        review_by: reviewBy,
        ...rest
      } = parsed.data;
      const { id, label, unit, value, ask, sources, checked, confidence } = rest;
      const place = { file, line: read.lineOf([index]) };
      const fact: Fact = {
        id,
        label,
        unit,
        value,
        ask,
        validFrom,
        validTo,
        legalBasis,
        sources,
        checked,
        reviewBy,
        confidence,
        place,
      };
      facts.set(id, [...(facts.get(id) ?? []), fact]);
    });
  }

  const articles = new Map<string, Article>();
  const folders = new Set(
    [...files.keys()].map((file) => /^articles\/[^/]+\/[^/]+(?=\/)/.exec(file)?.[0]).filter((f) => f !== undefined),
  );
  for (const folder of [...folders].sort()) {
    const [, topic = '', slug = ''] = folder.split('/');
    const texts: Partial<Record<Language, ArticleText>> = {};
    for (const language of LANGUAGES) {
      const file = `${folder}/${language}.md`;
      const source = files.get(file);
      if (source === undefined) {
        problems.push({
          severity: 'error',
          place: { file, line: 1 },
          message: `the article has no ${language === 'id' ? 'Indonesian' : 'English'} text`,
        });
        continue;
      }
      const parsed = parseArticle(file, source);
      problems.push(...parsed.problems);
      if (parsed.text) texts[language] = parsed.text;
    }
    const questions = required(`${folder}/questions.yaml`, questionsFile);
    const { id, en } = texts;
    if (!id || !en || !questions?.value) continue;
    const known = articles.get(slug);
    if (known) {
      problems.push({
        severity: 'error',
        place: { file: id.file, line: 1 },
        message: `the slug ${slug} is used under ${known.topic} as well`,
      });
      continue;
    }
    articles.set(slug, {
      slug,
      topic,
      text: { id, en },
      related: questions.value.related,
      refersTo: questions.value.refers_to,
      questions: exampleQuestions(`${folder}/questions.yaml`, questions),
    });
  }

  const checklists = new Map<string, Checklist>();
  for (const [file, text] of files) {
    if (!/^checklists\/[^/]+\.yaml$/.test(file)) continue;
    const parsed = parseChecklist(file, text);
    problems.push(...parsed.problems);
    if (parsed.checklist) checklists.set(parsed.checklist.id, parsed.checklist);
  }

  const offices = required('offices.yaml', officesFile)?.value;
  const glossary = parse('glossary.yaml', glossaryFile)?.value;
  const calibration = parse('calibration.yaml', calibrationFile)?.value;
  const intents = readIntents(files, parse);
  const knowledge: KnowledgeBase = {
    intents,
    intentWords: conceptsByWord(parse('intent-words.yaml', intentWordsFile)?.value ?? {}),
    articles,
    facts,
    laws,
    checklists,
    office: officeOf(offices?.[0]),
    glossary: {
      words: new Map(Object.entries(glossary?.words ?? {})),
      translations: new Map(Object.entries(glossary?.translations ?? {})),
      concepts: conceptsByWord(glossary?.concepts ?? {}),
      fillers: new Set(glossary?.fillers ?? []),
      cues: new Map(
        SECTION_NAMES.flatMap((name) => (glossary?.cues[name] ? [[name, glossary.cues[name]] as const] : [])),
      ),
    },
    calibration: { inScope: calibration?.in_scope ?? [], outOfScope: calibration?.out_of_scope ?? [] },
    ambiguity: ambiguityOf(parse('ambiguous.yaml', ambiguousFile), articles, problems),
    calendar: calendarOf(parse('calendar.yaml', calendarFile)),
    countries: countriesOf(parse('countries.yaml', countriesFile)),
    hash: hashFiles(files),
  };
  return { knowledge, problems };
}

/** Turns concept → words into word → concepts. */
function conceptsByWord(concepts: Readonly<Record<string, readonly string[]>>): Map<string, string[]> {
  const byWord = new Map<string, string[]>();
  for (const [concept, words] of Object.entries(concepts))
    for (const word of new Set(words)) byWord.set(word, [...(byWord.get(word) ?? []), concept]);
  return byWord;
}

/**
 * A knowledge base that may be answered from.
 * @param cache a folder that keeps what was read, because reading YAML takes seconds and this a tenth of one; absent: it is read
 * @throws AppError KNOWLEDGE_INVALID with the first errors, KNOWLEDGE_MISSING
 */
export async function loadUsableKnowledge(directory: string, cache?: string): Promise<KnowledgeBase> {
  const files = await readKnowledgeFiles(directory);
  const cached = cache === undefined ? undefined : await readCachedKnowledge(cache, hashFiles(files));
  if (cached) return cached;
  const { knowledge, problems } = parseKnowledge(files);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const first = errors.slice(0, 3).map((p) => `${p.place.file}:${p.place.line} ${p.message}`);
    throw new AppError('KNOWLEDGE_INVALID', `${errors.length} (${first.join('; ')})`);
  }
  if (cache !== undefined) await writeCachedKnowledge(cache, knowledge);
  return knowledge;
}

function officeOf(entry: z.infer<typeof officesFile>[number] | undefined): KnowledgeBase['office'] {
  if (!entry)
    return { id: 'unknown', name: { id: 'Kantor Imigrasi', en: 'Immigration Office' }, menu: [], contact: undefined };
  const { id, name, menu, contact } = entry;
  return { id, name, menu, contact };
}

function calendarOf(read: YamlFile<z.infer<typeof calendarFile>> | undefined): Calendar {
  const years = read?.value?.years ?? [];
  return {
    hours: read?.value?.hours ?? undefined,
    years: years.map(({ year }) => year),
    days: years.flatMap(({ year, days }, index) =>
      days.map((day, position) => ({
        ...day,
        year,
        place: { file: 'calendar.yaml', line: read?.lineOf(['years', index, 'days', position]) ?? 1 },
      })),
    ),
  };
}

function countriesOf(read: YamlFile<z.infer<typeof countriesFile>> | undefined): Countries | undefined {
  if (!read?.value) return undefined;
  const { lists, countries } = read.value;
  return {
    lists: { visaFree: lists.visa_free, voa: lists.voa, calling: lists.calling },
    all: countries.map(({ id, name, visa_free, voa, calling, ...names }, index) => ({
      id,
      name,
      on: new Set([
        ...(visa_free ? (['visaFree'] as const) : []),
        ...(voa ? (['voa'] as const) : []),
        ...(calling ? (['calling'] as const) : []),
      ]),
      ...names,
      place: { file: 'countries.yaml', line: read.lineOf(['countries', index]) },
    })),
  };
}

function exampleQuestions(file: string, read: YamlFile<z.infer<typeof questionsFile>>): ExampleQuestion[] {
  const questions: ExampleQuestion[] = [];
  for (const language of LANGUAGES) {
    for (const [key, texts] of Object.entries(read.value?.[language] ?? {})) {
      texts.forEach((text, index) => {
        const section = SECTION_NAMES.find((name) => name === key);
        questions.push({ text, language, section, place: { file, line: read.lineOf([language, key, index]) } });
      });
    }
  }
  return questions;
}
