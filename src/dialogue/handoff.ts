import { composeAnswer } from '../answer/compose.js';
import { renderSection } from '../answer/renderSection.js';
import { leadTo } from '../answer/suggestions.js';
import type { Intent } from '../knowledge/types.js';
import { answerBeside } from './answerBeside.js';
import { plainReply, type Reply, type TurnDraft } from './draft.js';
import { dialoguePhrases } from './phrases.js';

/** The reason that is kept where nothing was understood twice in a row. */
export const NOT_UNDERSTOOD = 'not-understood';
/** The intent of somebody who wants to speak with a person. */
export const PERSON = 'person';

/** What the knowledge base says to this kind of message, its facts put in, and the articles it leads to. */
export function sayIntent(intent: Intent, { knowing, language, request }: TurnDraft): Reply & { facts: string[] } {
  const { knowledge } = knowing;
  const section = intent.say?.[language];
  const rendered = section && renderSection(section, language, knowledge, request.today);
  return {
    ...plainReply(
      rendered?.text ?? '',
      intent.leads.flatMap((slug) => leadTo(slug, language, knowledge) ?? []),
    ),
    spans: rendered?.spans ?? [],
    facts: rendered?.facts.map(({ id }) => id) ?? [],
  };
}

/** Hands over: the reason is kept, and the reply says where to turn to now; the answer to a question beside it follows. */
export async function handOff(draft: TurnDraft, intent: Intent): Promise<void> {
  const { facts, ...said } = sayIntent(intent, draft);
  const answer = await answerBeside(draft);
  draft.outcome = 'handoff';
  draft.handoffReason = intent.id;
  draft.article = answer?.article;
  draft.sections = answer?.sections ?? [];
  draft.facts = [...new Set([...facts, ...(answer?.facts ?? [])])];
  draft.reply = answer
    ? {
        ...said,
        body: `${said.body}\n\n${answer.body}`,
        source: answer.source,
        spans: [...said.spans, ...answer.spans],
        citations: answer.citations,
      }
    : said;
}

/** As `handOff`, to a person, where the knowledge base does not say how: the office's contact. */
export function handOffToOffice(draft: TurnDraft, reason: string, lead: string): void {
  const { knowledge } = draft.knowing;
  const article = knowledge.articles.get(knowledge.office.contact ?? '');
  const contact = article && composeAnswer(article, ['contact'], draft.language, knowledge, draft.request.today);
  const { noPerson } = dialoguePhrases[draft.language];
  draft.outcome = 'handoff';
  draft.handoffReason = reason;
  draft.article = article?.slug;
  draft.sections = contact?.sections ?? [];
  draft.facts = contact?.facts ?? [];
  draft.reply = {
    body: [lead, noPerson, contact?.body].filter(Boolean).join('\n\n'),
    source: contact?.source ?? '',
    spans: contact?.spans ?? [],
    citations: contact?.citations ?? [],
    suggestions: [],
  };
}
