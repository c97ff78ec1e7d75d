import type { Suggestion } from '../../answer/suggestions.js';
import type { Glossary } from '../../knowledge/types.js';
import { EVEN } from '../../retrieval/certainty.js';
import { chooseSections } from '../../retrieval/chooseSections.js';
import { otherWords } from '../../retrieval/findFork.js';
import { normalise, tokenise } from '../../retrieval/normalise.js';
import type { Step, TurnDraft } from '../draft.js';
import type { ClarifyState } from '../state.js';

/** How long an answer to a question back is waited for, in milliseconds. */
const MEMORY_MS = 30 * 60_000;
/** A message of so many words of its own that finds another article is a new question. */
const NEW_QUESTION = 3;
/** How much closer another article has to be than the choices. */
const AHEAD = 0.08;
const ORDINALS: readonly RegExp[] = [
  /\b(?:1|satu|pertama|pertamo|first|number one|atas|top)\b|^one$/,
  /\b(?:2|dua|duo|kedua|keduo|second|two)\b/,
  /\b(?:3|tiga|tigo|ketiga|ketigo|third|three)\b/,
  /\b(?:4|empat|ampek|keempat|fourth|four)\b/,
];
const LAST = /\b(?:terakhir|bawah|last)\b/;
/** Nothing beside it but such words: "yang nomor 2 kak", "the second one please". */
const AROUND_NUMBER =
  /\b(?:yang|yg|nomor|nomer|nmr|no|number|option|opsi|pilihan|pilih|the|one|please|pls|saja|aja|bae|ajo|kak|min|pak|bu|itu|ini|ya|nian|is|it|i|mean|maksud|maksudnya|saya|ambo|mau|nak|paling)\b/g;

/**
 * Takes a message for the answer to the question back that came before it: a number, a word of one choice, or more about the matter.
 * It goes on with the section that was asked for at first. A message that is a question of its own is left alone.
 */
export const clarified: Step = {
  name: 'clarified',
  async run(draft): Promise<'next'> {
    const asked = draft.state.clarify;
    draft.state.clarify = undefined;
    if (!asked || draft.request.now - asked.at > MEMORY_MS) return 'next';
    const said = normalise(draft.request.text);
    const tapped = asked.choices.find(({ label }) => normalise(label) === said);
    const chosen = tapped ?? byNumber(said, asked.choices) ?? byWords(draft, asked.choices);
    draft.answersClarify = true;
    if (chosen) {
      take(draft, asked, chosen);
      return 'next';
    }
    await byMeaning(draft, asked);
    return 'next';
  },
};

function byNumber(said: string, choices: readonly Suggestion[]): Suggestion | undefined {
  const index = ORDINALS.findIndex((pattern) => pattern.test(said));
  const position = index >= 0 ? index : LAST.test(said) ? choices.length - 1 : -1;
  const pattern = index >= 0 ? ORDINALS[index] : LAST;
  const rest = said
    .replace(pattern ?? LAST, ' ')
    .replace(AROUND_NUMBER, ' ')
    .trim();
  return rest === '' ? choices[position] : undefined;
}

/** The one choice whose label and beginning question hold most of the words that were said. */
function byWords(
  { request, language, knowing: { knowledge } }: TurnDraft,
  choices: readonly Suggestion[],
): Suggestion | undefined {
  const { glossary, articles } = knowledge;
  const words = [...new Set(otherWords(tokenise(request.text, glossary)))];
  if (words.length === 0 || words.length > NEW_QUESTION) return undefined;
  const scored = choices.map((choice) => {
    const text = articles.get(choice.article)?.text[language];
    const own = new Set(meaningOf(`${text?.title ?? ''} ${text?.ask ?? ''}`, glossary));
    return { choice, hits: words.filter((word) => meaningOf(word, glossary).some((one) => own.has(one))).length };
  });
  scored.sort((a, b) => b.hits - a.hits);
  const [first, second] = scored;
  return first && first.hits > (second?.hits ?? 0) && first.hits * 2 >= words.length ? first.choice : undefined;
}

function meaningOf(text: string, glossary: Glossary): string[] {
  return otherWords(tokenise(text, glossary));
}

/** More about the matter: read together with the question, and looked for among the choices first. */
async function byMeaning(draft: TurnDraft, asked: ClarifyState): Promise<void> {
  const { request, knowing } = draft;
  const { index, knowledge } = knowing;
  const together = `${request.text}\n${asked.question}\n${request.text}`;
  const choiceSlugs = new Set(asked.choices.map(({ article }) => article));
  const alone = await index.search(request.text);
  const [own] = alone.candidates;
  const ownWords = otherWords(tokenise(request.text, knowledge.glossary)).length;
  const among = alone.candidates.find(({ article }) => choiceSlugs.has(article));
  const isNew =
    own !== undefined &&
    ownWords >= NEW_QUESTION &&
    alone.certainty >= EVEN &&
    !choiceSlugs.has(own.article) &&
    own.score - (among?.score ?? 0) > AHEAD &&
    index.cues(request.text).cued.size > 0;
  if (isNew) return;
  const { candidates, certainty } = await index.search(together);
  const best = candidates.find(({ article }) => choiceSlugs.has(article));
  const top = candidates[0];
  if (best && top && top.score - best.score <= AHEAD) {
    const choice = asked.choices.find(({ article }) => article === best.article);
    if (choice) {
      take(draft, asked, choice);
      return;
    }
  }
  if (certainty >= EVEN) draft.question = together;
}

/** Answers from the chosen article: the section asked for at first, or the one that the answer itself names. */
function take(draft: TurnDraft, asked: ClarifyState, choice: Suggestion): void {
  const { index, knowledge } = draft.knowing;
  const available = [...(knowledge.articles.get(choice.article)?.text[draft.language].sections.keys() ?? [])];
  const evidence = index.sectionEvidence(asked.question, choice.article);
  draft.choice = { article: choice.article, sections: chooseSections(evidence, available), confidence: 1 };
}
