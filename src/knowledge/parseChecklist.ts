import type { z } from 'zod';
import {
  CHECKLIST_PARTS,
  type AnswerSet,
  type Checklist,
  type ChecklistItem,
  type ChecklistQuestion,
  type ChecklistWords,
  type Condition,
} from './checklist.js';
import { checklistFile } from './checklistSchema.js';
import { parsePieces } from './parseArticle.js';
import { error } from './problems.js';
import { readYaml, type YamlFile } from './readYaml.js';
import { SECTION_NAMES, type Bilingual, type Problem } from './types.js';

type Written = z.output<typeof checklistFile>;

/**
 * Parses one checklist. Conditions that name an unknown question or choice are problems here and not only in `kb:check`: a case that they
 * are about would silently be told less.
 * @param file `checklists/<id>.yaml`
 */
export function parseChecklist(file: string, text: string): { checklist: Checklist | undefined; problems: Problem[] } {
  const read = readYaml(file, text, checklistFile);
  if (!read.value) return { checklist: undefined, problems: [...read.problems] };
  const { value } = read;
  const names = new Names(file, read);
  const questions = value.questions.map((question, index): ChecklistQuestion => {
    const path = ['questions', index];
    const condition = names.condition(question, path);
    names.define(question.id, question.choices, path);
    return {
      id: question.id,
      ask: pieces(question.ask),
      choices: question.choices.map(({ id, label, case: inCase, words, means, age }) => ({
        id,
        label: pieces(label),
        inCase: pieces(inCase ?? label),
        words,
        means,
        age: age && { from: age.from, below: age.below },
      })),
      condition,
      place: names.place(path),
    };
  });
  const items = CHECKLIST_PARTS.flatMap((part) =>
    value[part].map((item, index): ChecklistItem => {
      const path = [part, index];
      return { part, condition: names.condition(item, path), content: contentOf(item), place: names.place(path) };
    }),
  );
  const entries = value.entries.map(({ article, answers }, index) => {
    for (const [question, choice] of Object.entries(answers))
      names.check(question, [choice], ['entries', index, 'answers', question]);
    return { article, answers: new Map(Object.entries(answers)) };
  });
  const id = /([^/]+)\.yaml$/.exec(file)?.[1] ?? file;
  const { title } = value;
  const checklist = { id, title, names: value.names, entries, questions, items, place: { file, line: 1 } };
  return { checklist: names.problems.length > 0 ? undefined : checklist, problems: names.problems };
}

/** The questions and choices that stand above a line, and what is wrong in naming them. */
class Names {
  readonly problems: Problem[] = [];
  readonly #choices = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly file: string,
    private readonly read: YamlFile<Written>,
  ) {}

  define(question: string, choices: readonly { readonly id: string }[], path: readonly PropertyKey[]): void {
    if (this.#choices.has(question)) this.#complain(path, `the question ${question} stands here twice`);
    const ids = choices.map(({ id }) => id);
    for (const id of ids.filter((one, index) => ids.indexOf(one) < index))
      this.#complain([...path, 'choices'], `the choice ${id} stands here twice`);
    this.#choices.set(question, new Set(ids));
  }

  condition(
    written: {
      when?: Record<string, string[]>[] | undefined;
      unless?: Record<string, string[]>[] | undefined;
    },
    path: readonly PropertyKey[],
  ): Condition {
    const sets = (key: 'when' | 'unless'): AnswerSet[] =>
      (written[key] ?? []).map((set) => {
        for (const [question, choices] of Object.entries(set)) this.check(question, choices, [...path, key]);
        return new Map(Object.entries(set));
      });
    return { anyOf: sets('when'), noneOf: sets('unless') };
  }

  check(question: string, choices: readonly string[], path: readonly PropertyKey[]): void {
    const known = this.#choices.get(question);
    if (!known) {
      this.#complain(path, `there is no question ${question} before this`);
      return;
    }
    for (const choice of choices)
      if (!known.has(choice)) this.#complain(path, `the question ${question} has no choice ${choice}`);
  }

  place(path: readonly PropertyKey[]): { file: string; line: number } {
    return { file: this.file, line: this.read.lineOf(path) };
  }

  #complain(path: readonly PropertyKey[], message: string): void {
    this.problems.push(error(this.place(path), message));
  }
}

function contentOf(item: Written['papers'][number]): ChecklistItem['content'] {
  const [article = '', name = ''] = (item.section ?? '').split('#');
  const section = SECTION_NAMES.find((known) => known === name);
  if (section) return { kind: 'section', article, section, pick: item.pick ?? 'all' };
  return { kind: 'words', words: pieces({ id: item.id ?? '', en: item.en ?? '' }) };
}

function pieces({ id, en }: Bilingual): ChecklistWords {
  return { id: parsePieces(id), en: parsePieces(en) };
}
