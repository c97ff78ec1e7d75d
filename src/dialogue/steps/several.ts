import type { SectionName } from '../../knowledge/types.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections, STANDS_FOR } from '../../retrieval/chooseSections.js';
import { otherWords } from '../../retrieval/findFork.js';
import { tokenise } from '../../retrieval/normalise.js';
import { splitQuestions } from '../../retrieval/splitQuestions.js';
import type { Step, TurnDraft } from '../draft.js';

/** An article that is found this surely by a part of a message alone is a matter of its own. */
const OWN_MATTER = 0.8;
/** By a single word of its own it has to be found more surely. */
const BY_ONE_WORD = 0.88;
/** A part with no more words of its own than this is about what the message is about. */
const SAYS_LITTLE = 1;
/** How well an article has to fit the matter and the question together. */
const BESIDE = 0.75;
/** Sections that phrases name too vaguely to be a question apart. */
const VAGUE: ReadonlySet<SectionName> = new Set(['what-if', 'eligibility']);

interface Asked {
  readonly article: string;
  readonly section: SectionName;
}

/**
 * Several questions in one message: two sections of one article are answered together, and of two matters the second is kept for
 * after the first.
 */
export const several: Step = {
  name: 'several',
  async run(draft): Promise<'next'> {
    const { knowing, request } = draft;
    const parts = splitQuestions(request.text, knowing.knowledge.glossary);
    if (parts.length < 2 || draft.answersClarify || draft.tapped) return 'next';
    const main = draft.choice?.article ?? draft.retrieval?.candidates[0]?.article;
    if (main === undefined) return 'next';
    const asked: Asked[] = [];
    for (const part of parts) {
      const one = await askedBy(part, asked[0]?.article ?? main, draft);
      if (one && !asked.some(({ article, section }) => article === one.article && section === one.section))
        asked.push(one);
    }
    const [first, second] = asked;
    if (!first || !second) return 'next';
    const confidence = draft.choice?.confidence ?? draft.retrieval?.candidates[0]?.score ?? 0;
    const together = first.article === second.article;
    const sections = together ? [first.section, second.section] : [first.section];
    draft.choice = { article: first.article, sections, confidence };
    draft.also = asked.slice(1);
    return 'next';
  },
};

/** What a part of a message asks: something of its own, or a section of what the message is about. */
async function askedBy(part: string, main: string, draft: TurnDraft): Promise<Asked | undefined> {
  const { knowing, language } = draft;
  const { index, knowledge } = knowing;
  const { candidates, certainty } = await index.search(part);
  const [best] = candidates;
  const words = otherWords(tokenise(part, knowledge.glossary)).filter((word) => index.cues(word).cued.size === 0);
  const named = [...index.cues(part).cued].filter((section) => !VAGUE.has(section));
  const sure = words.length > 1 ? OWN_MATTER : BY_ONE_WORD;
  const fits = best && (draft.retrieval?.candidates.some(({ article }) => article === best.article) ?? false);
  const apart = best && best.score >= BY_ONE_WORD && !knowledge.articles.get(best.article)?.refersTo;
  let own =
    best && (fits || apart) && words.length > 0 && certainty >= EVEN && best.score >= sure ? best.article : undefined;
  if (words.length <= SAYS_LITTLE && named.length > 0) own = (await besideMain(named, part, main, draft)) ?? own;
  const slug = own ?? main;
  const article = knowledge.articles.get(slug);
  if (!article) return undefined;
  const available = [...article.text[language].sections.keys()];
  const evidence = index.sectionEvidence(part, slug);
  const has = (section: SectionName): boolean =>
    available.includes(section) || available.includes(STANDS_FOR[section] ?? section);
  // Nothing of its own and no section that the article has: no question that could be answered apart.
  if (!own && (named.length === 0 || !named.some(has))) return undefined;
  const [section = 'summary'] = chooseSections(evidence, available);
  return { article: slug, section };
}

/** Where the matter's own article does not tell what is asked, the article beside it that does: how long a passport takes, for a child's. */
async function besideMain(
  named: readonly SectionName[],
  part: string,
  main: string,
  { knowing: { index, knowledge }, language }: TurnDraft,
): Promise<string | undefined> {
  const article = knowledge.articles.get(main);
  const tells = (slug: string): boolean => {
    const sections = knowledge.articles.get(slug)?.text[language].sections;
    return named.some((section) => sections?.has(section) || sections?.has(STANDS_FOR[section] ?? section));
  };
  if (!article || tells(main)) return undefined;
  const { candidates } = await index.search(`${part}\n${article.text[language].title}`);
  return candidates.find((one) => one.score >= BESIDE && tells(one.article))?.article;
}
