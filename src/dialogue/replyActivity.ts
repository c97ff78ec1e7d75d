import { ActionTypes, ActivityTypes, type Activity, type SuggestedActions } from 'botbuilder';
import { menuOf, type Suggestion } from '../answer/suggestions.js';
import type { KnowledgeBase, Language } from '../knowledge/types.js';
import type { Reply, TurnDraft } from './draft.js';
import { dialoguePhrases } from './phrases.js';

/** What a client may use beside the text, under `channelData` of a reply. */
export interface ReplyChannelData {
  /** The text without its source line, for clients that show sources as links. */
  readonly body: string;
  readonly citations: Reply['citations'];
  readonly outcome: string;
  /** Where the same can be printed, below the address of the server. */
  readonly printPath?: string;
}

/** The reply as an Activity: the introduction at first contact, the answer, a word about masked numbers, the source. */
export function replyActivity(draft: TurnDraft, reply: Reply): Partial<Activity> {
  const phrases = dialoguePhrases[draft.language];
  const parts: string[] = [];
  if (!draft.state.introduced) parts.push(phrases.introduction(draft.knowing.knowledge.office.name[draft.language]));
  if (draft.request.masked) parts.push(phrases.doNotSendIdentity);
  parts.push(reply.body);
  const body = parts.join('\n\n');
  return message(body, reply, draft.language, draft.outcome ?? 'answered');
}

/** The first thing said in a chat that a person opens: what this is, and how to begin. */
export function welcomeActivity(
  knowledge: KnowledgeBase,
  language: Language,
): { activity: Partial<Activity>; suggestions: Suggestion[] } {
  const phrases = dialoguePhrases[language];
  const suggestions = menuOf(knowledge, language);
  const body = `${phrases.introduction(knowledge.office.name[language])}\n\n${phrases.welcome}`;
  const reply: Reply = { body, source: '', spans: [], citations: [], suggestions };
  return { activity: message(body, reply, language, 'smalltalk'), suggestions };
}

function message(body: string, reply: Reply, language: Language, outcome: string): Partial<Activity> {
  const channelData: ReplyChannelData = {
    body,
    citations: reply.citations,
    outcome,
    ...(reply.printPath !== undefined && { printPath: reply.printPath }),
  };
  return {
    type: ActivityTypes.Message,
    text: reply.source ? `${body}\n\n${reply.source}` : body,
    textFormat: 'plain',
    locale: language,
    channelData,
    ...(reply.suggestions.length > 0 && { suggestedActions: buttons(reply.suggestions) }),
  };
}

function buttons(suggestions: readonly Suggestion[]): SuggestedActions {
  return {
    to: [],
    actions: suggestions.map(({ label }) => ({ type: ActionTypes.ImBack, title: label, value: label })),
  };
}
