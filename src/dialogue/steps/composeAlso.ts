import { composeAnswer } from '../../answer/compose.js';
import { answerPhrases } from '../../answer/phrases.js';
import type { Suggestion } from '../../answer/suggestions.js';
import { clarifyPhrases } from '../clarifyPhrases.js';
import type { Reply, Step, TurnDraft } from '../draft.js';

/** What a small screen holds of two answers together. */
const MOST_CHARACTERS = 900;
const MOST_BUTTONS = 3;

/** What else the message asked: the second answer beside the first where both are short, and otherwise an offer of it. */
export const composeAlso: Step = {
  name: 'composeAlso',
  run(draft) {
    const { reply, also = [] } = draft;
    if (!reply || also.length === 0) return 'next';
    const rest: Suggestion[] = [];
    for (const { article, section } of also) {
      if (article === draft.article && draft.sections.includes(section)) continue;
      if (article === draft.article || rest.length > 0 || !answerBeside(draft, article, section)) {
        const offered = offer(draft, article, section);
        if (offered) rest.push(offered);
      }
    }
    if (rest.length > 0) offerRest(draft, rest);
    return 'next';
  },
};

/** @returns whether there was room for it */
function answerBeside(draft: TurnDraft, slug: string, section: Suggestion['section']): boolean {
  const { knowing, language, request, reply, sections } = draft;
  const article = knowing.knowledge.articles.get(slug);
  if (!article || !reply || sections.length > 1) return false;
  const answer = composeAnswer(article, [section], language, knowing.knowledge, request.today);
  const confirm = answerPhrases[language].confirm;
  // The words to confirm stand once, at the end.
  const first = reply.body.replace(`\n\n${confirm}`, '');
  const second = answer.body.replace(`\n\n${confirm}`, '');
  const asksToConfirm = first !== reply.body || second !== answer.body;
  const body = `${first}\n\n${second}${asksToConfirm ? `\n\n${confirm}` : ''}`;
  if (body.length > MOST_CHARACTERS) return false;
  const both: Reply = {
    body,
    source: [...new Set([reply.source, answer.source])].filter(Boolean).join('\n'),
    spans: [...reply.spans, ...answer.spans],
    citations: [
      ...reply.citations,
      ...answer.citations.filter(({ url }) => !reply.citations.some((one) => one.url === url)),
    ],
    suggestions: reply.suggestions,
  };
  draft.reply = both;
  draft.sections = [...sections, ...answer.sections.filter((name) => !sections.includes(name))];
  draft.facts = [...new Set([...draft.facts, ...answer.facts])];
  return true;
}

function offer(
  { knowing, language, article: shown }: TurnDraft,
  slug: string,
  section: Suggestion['section'],
): Suggestion | undefined {
  const article = knowing.knowledge.articles.get(slug);
  if (!article) return undefined;
  const { title } = article.text[language];
  const label = slug === shown ? answerPhrases[language].ask[section] : title;
  return { label, article: slug, section };
}

function offerRest(draft: TurnDraft, rest: readonly Suggestion[]): void {
  const { reply, language } = draft;
  if (!reply) return;
  const labels = new Set(rest.map(({ label }) => label));
  draft.reply = {
    ...reply,
    body: `${reply.body}\n\n${clarifyPhrases[language].rest}`,
    suggestions: [...rest, ...reply.suggestions.filter(({ label }) => !labels.has(label))].slice(0, MOST_BUTTONS),
  };
}
