import { oncePer } from '../../knowledge/oncePer.js';
import type { Glossary } from '../../knowledge/types.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections, STANDS_FOR } from '../../retrieval/chooseSections.js';
import { EMPTY_WORDS } from '../../retrieval/emptyWords.js';
import { otherWords } from '../../retrieval/findFork.js';
import { normalise, tokenise } from '../../retrieval/normalise.js';
import type { Step, TurnDraft } from '../draft.js';
import { TOPIC_MEMORY_MS } from '../topics.js';

/** A message of more words stands for itself. */
const SHORT = 8;
const OPENERS =
  /^(?:kalau|kalo|klo|klu|kl|terus|trus|trs|lalu|lantas|nah|untuk|utk|buat|dan|and|what about|how about|what if|then|so|also|for)\b/;
/** A number that may make another case of it; years only choose between the books of one passport. */
const OTHER_NUMBER = /\d(?!\d|[\s-]*(?:tahun|thn|th|years?|yrs?)\b)/;
/** Words that stand for what was said before. */
const POINTERS = /\b(?:it|that|this|them|itu|tersebut|yang itu|yg itu)\b/;
/** So many words of its own, and an article so close, make a question complete. */
const WORDS_OF_ITS_OWN = 2;
const FOUND_ALONE = 0.88;
/** Phrases that tell nothing about which section is asked for when they open a follow-up. */
const VAGUE = new Set(['what-if', 'eligibility', 'steps']);

/**
 * Turns a message that only makes sense after the last one into a whole question: a button's label into what it stands for, "berapa lama?"
 * into a question to the same article, and "kalau anak?" into the last question with it.
 */
export const followUp: Step = {
  name: 'followUp',
  async run(draft): Promise<'next'> {
    const { state, request, knowing } = draft;
    if (draft.choice) return 'next';
    const said = normalise(request.text);
    const tapped = state.suggestions.find((suggestion) => normalise(suggestion.label) === said);
    if (tapped && knowing.knowledge.articles.has(tapped.article)) {
      draft.tapped = true;
      draft.choice = { article: tapped.article, sections: [tapped.section], confidence: 1 };
      return 'next';
    }
    const { last } = state;
    // What answers a question back has been read with that question, or is one of its own.
    if (draft.answersClarify || draft.ledBack) return 'next';
    const words = tokenise(request.text, knowing.knowledge.glossary);
    if (!last || request.now - last.at > TOPIC_MEMORY_MS || words.length > SHORT) return 'next';
    if (namesNothing(words, draft) && stay(draft, last)) return 'next';
    const { index } = knowing;
    if (await standsAlone(draft)) return 'next';
    // What opens like a continuation, points back, or makes no sense by itself is read with the question before it.
    if (OPENERS.test(said) || POINTERS.test(said) || makesNoSenseAlone(draft)) {
      // Without the opener, whose "kalau" would ask for special cases. Twice, because what is new in it decides: "and for a child?" after
      // a question about a grown-up's passport.
      const added = said.replace(OPENERS, '').trim() || said;
      const together = `${added}\n${last.question}\n${added}`;
      if (index.certainty(together) >= EVEN) {
        draft.question = together;
        // Who names another case and no section wants to know the same about it.
        if (OPENERS.test(said) && index.cues(added).cued.size === 0) draft.wantedSection = last.sections[0];
      }
    }
    return 'next';
  },
};

/** The words of the phrases that name a section. */
const cueWords = oncePer(
  (glossary: Glossary) => new Set([...glossary.cues.values()].flat().flatMap((phrase) => tokenise(phrase, glossary))),
);

/** A question with its own matter may begin like a continuation: "kalau paspor rusak kena banjir bayar berapa". */
async function standsAlone({ request: { text }, knowing: { index, knowledge } }: TurnDraft): Promise<boolean> {
  const words = otherWords(tokenise(text, knowledge.glossary));
  if (words.length < WORDS_OF_ITS_OWN) return false;
  const { candidates, certainty } = await index.search(text);
  return certainty >= EVEN && (candidates[0]?.score ?? 0) >= FOUND_ALONE;
}

/** Known words, and yet no answer to them. Unknown ones are rubbish, which no question before it makes sense of. */
function makesNoSenseAlone({ request: { text }, knowing: { index } }: TurnDraft): boolean {
  return index.certainty(text) < EVEN && index.signals(text).known > 0.5;
}

/** Whether the words ask about nothing of their own: question words, numbers, and phrases that name a section. */
function namesNothing(words: readonly string[], { knowing }: TurnDraft): boolean {
  const cues = cueWords(knowing.knowledge.glossary);
  return words.every((word) => EMPTY_WORDS.has(word) || cues.has(word) || /^\d+$/.test(word));
}

/**
 * Answers from the same article: the section that is asked for, or the one that was shown last.
 * @returns whether that can be the answer: not when another case is named by a number, or the article lacks the section that is asked for
 */
function stay(draft: TurnDraft, last: NonNullable<TurnDraft['state']['last']>): boolean {
  const { index, knowledge } = draft.knowing;
  const article = knowledge.articles.get(last.article);
  if (!article || OTHER_NUMBER.test(draft.request.text)) return false;
  const evidence = index.sectionEvidence(draft.request.text, last.article);
  const available = [...article.text[draft.language].sections.keys()];
  const asked = [...evidence.cued].filter((section) => !VAGUE.has(section));
  if (
    asked.length > 0 &&
    !asked.some((section) => available.includes(STANDS_FOR[section] ?? section) || available.includes(section))
  )
    return false;
  const sections = asked.length > 0 ? chooseSections(evidence, available) : last.sections;
  draft.choice = { article: last.article, sections, confidence: 1 };
  return true;
}
