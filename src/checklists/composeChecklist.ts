import { citationsOf, type Citation } from '../answer/citations.js';
import { renderSection, type RenderedSection } from '../answer/renderSection.js';
import type { Span } from '../answer/spans.js';
import { CHECKLIST_PARTS, type Checklist, type ChecklistItem, type ChecklistPart } from '../knowledge/checklist.js';
import type { Block, Fact, Language } from '../knowledge/types.js';
import { holds, type Answers } from './cases.js';
import { renderWords, type ChecklistKnowledge } from './renderWords.js';

export interface ComposedPart {
  readonly part: ChecklistPart;
  readonly lines: readonly string[];
}

/** A checklist for exactly one case, in words, for a day. */
export interface ComposedChecklist {
  readonly title: string;
  /** What was answered, a few words each, in the order of the questions. */
  readonly caseLabels: readonly string[];
  /** Only those that have a line. */
  readonly parts: readonly ComposedPart[];
  /** Something in it is of medium confidence or past its review. */
  readonly confirm: boolean;
  /** Ids of those that its lines state or rest on. */
  readonly facts: readonly string[];
  readonly citations: readonly Citation[];
  readonly spans: readonly Span[];
}

/**
 * @param answers those of a finished case
 * @param today `YYYY-MM-DD`
 */
export function composeChecklist(
  checklist: Checklist,
  answers: Answers,
  language: Language,
  knowledge: ChecklistKnowledge,
  today: string,
): ComposedChecklist {
  const rendered: RenderedSection[] = [];
  const keep = (section: RenderedSection): string => {
    rendered.push(section);
    return section.text;
  };
  const caseLabels = checklist.questions.flatMap(({ id, choices }) => {
    const choice = choices.find((one) => one.id === answers.get(id));
    return choice ? [renderWords(choice.inCase, language, knowledge, today)] : [];
  });
  const shown = itemsFor(checklist, answers);
  const parts = CHECKLIST_PARTS.map((part): ComposedPart => {
    const lines = shown
      .filter((item) => item.part === part)
      .flatMap((item) =>
        blocksOf(item, language, knowledge).map((block) =>
          keep(renderSection({ name: 'summary', heading: '', blocks: [block], line: 1 }, language, knowledge, today)),
        ),
      );
    return { part, lines: [...new Set(lines)] };
  }).filter(({ lines }) => lines.length > 0);
  const facts = [...new Map<string, Fact>(rendered.flatMap((section) => section.facts).map((fact) => [fact.id, fact]))];
  return {
    title: checklist.title[language],
    caseLabels: caseLabels.map(({ text }) => text),
    parts,
    confirm: rendered.some(({ confirm }) => confirm),
    facts: facts.map(([id]) => id),
    citations: citationsOf(
      facts.map(([, fact]) => fact),
      knowledge,
      language,
    ),
    spans: [...caseLabels, ...rendered].flatMap(({ spans }) => spans),
  };
}

/** The items of a case, in the order of the file. */
export function itemsFor(checklist: Checklist, answers: Answers): ChecklistItem[] {
  return checklist.items.filter(({ condition }) => holds(condition, answers));
}

/** Each as a paragraph: what stands before a line is the list's own, not the article's. */
export function blocksOf(
  { content }: ChecklistItem,
  language: Language,
  { articles }: Pick<ChecklistKnowledge, 'articles'>,
): Block[] {
  if (content.kind === 'words') return [{ kind: 'paragraph', pieces: content.words[language], line: 1 }];
  const blocks = articles.get(content.article)?.text[language].sections.get(content.section)?.blocks ?? [];
  return blocks
    .filter(({ kind }) => content.pick === 'all' || (content.pick === 'text') === (kind === 'paragraph'))
    .map(({ pieces, line }) => ({ kind: 'paragraph', pieces, line }));
}
