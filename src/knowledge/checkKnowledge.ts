import { checkCalendar } from './checkCalendar.js';
import { checkCountries } from './checkCountries.js';
import { checkIntents, factsOfIntent } from './checkIntents.js';
import { checkQuestions } from './checkQuestions.js';
import { standingOf } from './facts.js';
import { isOutdatedTariff, outdatedIn, saysItIsOutdated } from './outdated.js';
import { error, warning } from './problems.js';
import { renderFact } from './renderFact.js';
import { OWN_SOURCE } from './schema.js';
import {
  LANGUAGES,
  type Article,
  type Block,
  type Fact,
  type KnowledgeBase,
  type Language,
  type Place,
  type Problem,
  type Section,
} from './types.js';

export interface CheckOptions {
  readonly knowledge: KnowledgeBase;
  /** The day against which reviews are measured, `YYYY-MM-DD`. */
  readonly today: string;
  /** Questions of evaluation sets; an example question may not be one of them. */
  readonly evaluationQuestions: readonly string[];
}

const MOST_SECTION_CHARACTERS = 600;
const LEAST_QUESTIONS = 20;
const LEAST_REFERRAL_QUESTIONS = 12;
/** Past its review by so many days a fact is an error and no more a warning. */
const REVIEW_GRACE_DAYS = 90;
const IMMIGRATION = 'the immigration service';
/** What the immigration service alone can say, of itself: how it is reached. */
const CONTACTS: ReadonlySet<string> = new Set(['url', 'email', 'phone']);

/** Names of laws, forms and visa codes, in which digits are no figures. */
const NAMES =
  /\b(?:PP|UU|Perpres|Permenkumham|Permen Imipas|Kepmen Imipas|Kepdirjen|SE|Perdim|Law|GR|Regulation) [\p{L}\d.\-/]+|\b[A-F]\d{1,2}[A-Z]?\b|\b[BCD]\d{3}[A-Z]?\b|\bSP4N\b/gu;
const NUMBER_WORDS =
  /\b(?:se(?:jam|hari|minggu|bulan|tahun)|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belasan|puluh) (?:jam|hari|minggu|bulan|tahun)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty) (?:hours?|days?|weeks?|months?|years?))\b/iu;

/** Everything about a loaded knowledge base that an editor has to mend (errors) or look at (warnings). */
export function checkKnowledge({ knowledge, today, evaluationQuestions }: CheckOptions): Problem[] {
  return [
    ...checkFacts(knowledge, today),
    ...[...knowledge.articles.values()].flatMap((article) => checkArticle(article, knowledge, today)),
    ...checkOffice(knowledge),
    ...checkIntents(knowledge),
    ...checkQuestions(knowledge, evaluationQuestions),
    ...checkCalendar(knowledge, today),
    ...checkCountries(knowledge, today),
  ];
}

function checkFacts(knowledge: KnowledgeBase, today: string): Problem[] {
  const used = new Set<string>();
  for (const article of knowledge.articles.values()) {
    for (const language of LANGUAGES) {
      for (const section of article.text[language].sections.values()) for (const id of factsIn(section)) used.add(id);
    }
  }
  for (const id of factsOfChecklists(knowledge)) used.add(id);
  for (const intent of knowledge.intents.values()) for (const id of factsOfIntent(intent)) used.add(id);
  const problems: Problem[] = [];
  for (const [id, versions] of knowledge.facts) {
    const first = versions[0];
    if (!first) continue;
    if (!used.has(id)) problems.push(warning(first.place, `the fact ${id} is not used by any article or checklist`));
    for (const fact of versions) problems.push(...checkFact(fact, knowledge, today));
    problems.push(...overlaps(versions));
  }
  return problems;
}

function factsOfChecklists({ checklists }: KnowledgeBase): string[] {
  return [...checklists.values()].flatMap(({ questions, items }) => [
    ...questions.flatMap(({ choices }) => choices.flatMap(({ age }) => [age?.from ?? [], age?.below ?? []].flat())),
    ...[
      ...questions.flatMap(({ ask, choices }) => [ask, ...choices.map(({ label }) => label)]),
      ...items.flatMap(({ content }) => (content.kind === 'words' ? [content.words] : [])),
    ].flatMap((words) =>
      LANGUAGES.flatMap((language) => words[language].flatMap((piece) => (piece.kind === 'text' ? [] : [piece.fact]))),
    ),
  ]);
}

function checkFact(fact: Fact, knowledge: KnowledgeBase, today: string): Problem[] {
  const problems: Problem[] = [];
  for (const law of fact.legalBasis) {
    if (!knowledge.laws.has(law))
      problems.push(error(fact.place, `the fact ${fact.id} names the law ${law}, which sources.yaml does not have`));
  }
  const independent = new Set(fact.sources.map(publisherOf));
  if (
    fact.confidence === 'high' &&
    independent.size < 2 &&
    fact.sources[0] !== OWN_SOURCE &&
    !(CONTACTS.has(fact.unit) && independent.has(IMMIGRATION))
  ) {
    problems.push(
      error(fact.place, `the fact ${fact.id} has one independent source, so its confidence is medium at most`),
    );
  }
  problems.push(...checkOutdatedFact(fact, today));
  if (fact.checked > today) problems.push(error(fact.place, `the fact ${fact.id} was checked on a day to come`));
  if (fact.validTo !== undefined && fact.validTo < today) return problems;
  if (fact.reviewBy < today) {
    const late = (Date.parse(today) - Date.parse(fact.reviewBy)) / 86_400_000;
    const message = `the fact ${fact.id} was to be reviewed by ${fact.reviewBy}; look at its source again`;
    problems.push(late > REVIEW_GRACE_DAYS ? error(fact.place, message) : warning(fact.place, message));
  }
  return problems;
}

/** A fact may name what is no longer in use only where its words say so; a passport tariff of the past needs its end. */
function checkOutdatedFact(fact: Fact, today: string): Problem[] {
  const problems = textsOf(fact)
    .filter((text) => !saysItIsOutdated(text))
    .flatMap(outdatedIn)
    .map(({ text }) =>
      error(
        fact.place,
        `the fact ${fact.id} names ${text}, which is no longer in use; say in its words that it is of the past, or take it out`,
      ),
    );
  const inForce = fact.validTo === undefined || fact.validTo >= today;
  if (inForce && fact.id.startsWith('passport.') && typeof fact.value === 'number' && isOutdatedTariff(fact.value)) {
    problems.push(
      error(fact.place, `the fact ${fact.id} is a tariff of the past; write today's, or give it a valid_to`),
    );
  }
  return problems;
}

/** What a fact says in words: its label, its value where that is text, and who knows it. */
function textsOf(fact: Fact): string[] {
  return [fact.label, fact.value, fact.ask].flatMap((words) =>
    typeof words === 'object' ? LANGUAGES.map((language) => words[language]) : [],
  );
}

/** Two versions of one fact must not hold on the same day: nobody could say which is true. */
function overlaps(versions: readonly Fact[]): Problem[] {
  const ordered = [...versions].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  return ordered.flatMap((fact, index) => {
    const before = ordered[index - 1];
    if (!before || (before.validTo !== undefined && before.validTo < (fact.validFrom ?? ''))) return [];
    return [
      error(
        fact.place,
        `the fact ${fact.id} stands in ${before.place.file}:${before.place.line} as well, for the same days`,
      ),
    ];
  });
}

function checkArticle(article: Article, knowledge: KnowledgeBase, today: string): Problem[] {
  const problems: Problem[] = [];
  const { id, en } = article.text;
  for (const language of LANGUAGES) {
    const text = article.text[language];
    problems.push(
      ...[text.title, text.ask].flatMap((line) =>
        checkOutdated(line, { file: text.file, line: 1 }, factsOf(article), knowledge),
      ),
    );
    for (const section of text.sections.values()) {
      const place = (line: number): Place => ({ file: text.file, line });
      const other = article.text[language === 'id' ? 'en' : 'id'].sections.get(section.name);
      if (!other)
        problems.push(error(place(section.line), `the section ${section.name} is missing in the other language`));
      problems.push(...section.blocks.flatMap((block) => checkBlock(block, place(block.line), knowledge)));
      problems.push(...checkOutdated(section.heading, place(section.line), factsIn(section), knowledge));
      if (factsIn(section).length === 0 && section.name !== 'summary' && !article.refersTo) {
        problems.push(
          error(
            place(section.line),
            `no fact backs the section ${section.name}; state one with {{…}} or back it with [[…]]`,
          ),
        );
      }
      const length = shownLength(section, language, knowledge, today);
      if (length > MOST_SECTION_CHARACTERS) {
        problems.push(
          error(
            place(section.line),
            `the section ${section.name} has ${length} characters; ${MOST_SECTION_CHARACTERS} fit on a small screen`,
          ),
        );
      }
    }
  }
  for (const [name, section] of id.sections) {
    const twin = en.sections.get(name);
    if (!twin) continue;
    const differing = symmetricDifference(new Set(factsIn(section)), new Set(factsIn(twin)));
    if (differing.length > 0) {
      problems.push(
        error(
          { file: en.file, line: twin.line },
          `the section ${name} rests on other facts than in Indonesian: ${differing.join(', ')}`,
        ),
      );
      continue;
    }
    const printed = symmetricDifference(new Set(factsIn(section, 'figure')), new Set(factsIn(twin, 'figure')));
    if (printed.length > 0) {
      problems.push(
        error(
          { file: en.file, line: twin.line },
          `the section ${name} states in one language what it only rests on in the other: ${printed.join(', ')}; write {{…}} in both, or [[…]] in both`,
        ),
      );
    }
  }
  if (!article.refersTo && !hasSource(article, knowledge)) {
    problems.push(
      error(
        { file: id.file, line: 1 },
        'the article has no source: none of the facts that it uses has one; back what it says with facts that do',
      ),
    );
  }
  for (const slug of article.related) {
    if (!knowledge.articles.has(slug))
      problems.push(error(questionsPlace(article), `related names ${slug}, which is no article`));
  }
  for (const language of LANGUAGES) {
    const questions = article.questions.filter((question) => question.language === language);
    const least = article.refersTo ? LEAST_REFERRAL_QUESTIONS : LEAST_QUESTIONS;
    if (questions.length < least) {
      problems.push(
        error(
          questionsPlace(article),
          `${questions.length} example questions in ${language}; at least ${least} are needed to be found`,
        ),
      );
    }
    for (const { section, place } of questions) {
      if (section && !article.text[language].sections.has(section))
        problems.push(error(place, `the article has no section ${section}`));
    }
  }
  return problems;
}

/** What is wrong in one paragraph or line, wherever it stands. */
export function checkBlock(block: Block, place: Place, knowledge: KnowledgeBase): Problem[] {
  const text = block.pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join('');
  const problems = checkOutdated(text, place, factsIn({ blocks: [block] }), knowledge);
  for (const piece of block.pieces) {
    if (piece.kind === 'text') {
      const text = piece.text.replace(NAMES, '');
      const typed = /\d[\d.,]*/u.exec(text)?.[0] ?? NUMBER_WORDS.exec(text)?.[0];
      if (typed)
        problems.push(error(place, `a figure is typed in the text: "${typed}"; make it a fact and write {{fact.id}}`));
      if (/https?:\/\/|www\.|[\p{L}\d._-]+@[\p{L}\d-]+\./u.test(text))
        problems.push(error(place, 'an address is typed in the text; make it a fact and write {{fact.id}}'));
      continue;
    }
    const versions = knowledge.facts.get(piece.fact);
    if (!versions) problems.push(error(place, `there is no fact ${piece.fact}`));
    else if (piece.kind === 'figure' && versions[0]?.unit === 'statement') {
      problems.push(
        error(place, `${piece.fact} is a statement: it backs a sentence with [[${piece.fact}]] and is not printed`),
      );
    }
  }
  return problems;
}

/**
 * What is no longer in use is not stated. A code may be named to say so, where one of the facts beside it is about that code; a tariff may not.
 * @param facts ids of the facts that stand beside the text
 */
function checkOutdated(text: string, place: Place, facts: readonly string[], knowledge: KnowledgeBase): Problem[] {
  const about = new Set(
    facts
      .flatMap((id) => knowledge.facts.get(id) ?? [])
      .flatMap(textsOf)
      .flatMap(outdatedIn)
      .map(({ name }) => name),
  );
  return outdatedIn(text)
    .filter(({ kind, name }) => kind === 'tariff' || !about.has(name))
    .map((found) =>
      error(
        place,
        found.kind === 'tariff'
          ? `an outdated tariff stands in the text: "${found.text}"; write today's as {{fact.id}}`
          : `an outdated visa code stands in the text: "${found.text}"; write today's code, or back the sentence with a fact that says what became of it`,
      ),
    );
}

function checkOffice({ office, articles }: KnowledgeBase): Problem[] {
  const place = { file: 'offices.yaml', line: 1 };
  const named = [...office.menu, ...(office.contact === undefined ? [] : [office.contact])];
  return named
    .filter((slug) => !articles.has(slug))
    .map((slug) => error(place, `the office names ${slug}, which is no article`));
}

/** Ids of the facts in these blocks: those that are printed, those that back, or both. */
function factsIn({ blocks }: Pick<Section, 'blocks'>, kind?: 'figure' | 'backing'): string[] {
  return blocks.flatMap((block) =>
    block.pieces.flatMap((piece) => (piece.kind === 'text' || piece.kind !== (kind ?? piece.kind) ? [] : [piece.fact])),
  );
}

function factsOf(article: Article): string[] {
  return LANGUAGES.flatMap((language) =>
    [...article.text[language].sections.values()].flatMap((section) => factsIn(section)),
  );
}

function hasSource(article: Article, knowledge: KnowledgeBase): boolean {
  return factsOf(article).some((id) => knowledge.facts.get(id)?.some(({ sources }) => sources.length > 0));
}

function shownLength(section: Section, language: Language, knowledge: KnowledgeBase, today: string): number {
  const shown = section.blocks.map((block) =>
    block.pieces
      .map((piece) => {
        if (piece.kind !== 'figure') return piece.kind === 'text' ? piece.text : '';
        const standing = standingOf(knowledge.facts.get(piece.fact) ?? [], today);
        return standing ? (renderFact(standing.fact, language) ?? standing.fact.ask?.[language] ?? '') : '';
      })
      .join(''),
  );
  return shown.join('\n').length;
}

function questionsPlace(article: Article): Place {
  return { file: `articles/${article.topic}/${article.slug}/questions.yaml`, line: 1 };
}

function symmetricDifference(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...[...a].filter((x) => !b.has(x)), ...[...b].filter((x) => !a.has(x))];
}

/** One publisher is one source, however many pages and offices it has: those of the immigration service repeat each other. */
function publisherOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : url;
  return /(?:^|\.)(?:imigrasi|kemenimipas)\.go\.id$/.test(host) ? IMMIGRATION : host;
}
