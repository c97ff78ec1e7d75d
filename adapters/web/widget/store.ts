import type { Incoming, IncomingMessage } from './readActivity.js';
import type { Author, Citation, Language, QuickReply } from './types.js';

/** Why a message was not taken. */
export type Failure = 'network' | 'tooMany' | 'tooLong' | 'refused';
export type Connection = 'connecting' | 'connected' | 'lost' | 'busy';

export interface ChatMessage {
  readonly kind: 'message';
  /** The widget's own id of a message it sent, else the server's: the same before and after the server confirms it. */
  readonly key: string;
  readonly author: Author;
  readonly name?: string | undefined;
  readonly text: string;
  readonly locale?: string | undefined;
  readonly citations: readonly Citation[];
  readonly quickReplies: readonly QuickReply[];
  readonly printPath?: string | undefined;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly failure?: Failure | undefined;
  /** Whether to ask if it helped. */
  readonly rateable?: boolean | undefined;
  /** Known once the server has it. */
  readonly activityId?: string | undefined;
}

/** What the person said of an answer. */
export interface Rating {
  readonly activityId: string;
  readonly helpful: boolean;
  readonly state: 'sending' | 'sent' | 'failed';
}

/** Something that the widget says itself, in between. */
export interface ChatNotice {
  readonly kind: 'notice';
  readonly key: string;
  readonly notice: 'conversationReplaced';
}

export type Entry = ChatMessage | ChatNotice;

/** A reply to be spoken. */
export interface Announcement {
  readonly key: string;
  readonly text: string;
  readonly locale: string | undefined;
}

export interface ChatState {
  /** What the server has shown us, in its order. */
  readonly confirmed: readonly Entry[];
  /** Own messages that have not come back yet, in the order they were written; they stand below everything else. */
  readonly pending: readonly ChatMessage[];
  readonly connection: Connection;
  /** Whether the device says it has a network. */
  readonly online: boolean;
  readonly language: Language;
  /** Somebody on the other side is writing. */
  readonly typing: boolean;
  /** A message was sent and nothing has come back yet. */
  readonly awaiting: boolean;
  /** Replies that a screen reader should hear, each once. */
  readonly announcements: readonly Announcement[];
  /** The newest one; of an earlier visit nothing is known. */
  readonly rating: Rating | undefined;
  /**
   * While a conversation of an earlier visit is read again: the last activity that was seen then, or that all of the first batch is old.
   * Nothing up to there is announced.
   */
  readonly history: { readonly until: string | undefined } | undefined;
}

export type ChatEvent =
  | { readonly type: 'written'; readonly key: string; readonly text: string }
  /** A message of an earlier visit that never got through. */
  | { readonly type: 'restored'; readonly key: string; readonly text: string }
  | { readonly type: 'sending'; readonly key: string }
  | { readonly type: 'accepted'; readonly key: string; readonly activityId: string }
  | { readonly type: 'failed'; readonly key: string; readonly failure: Failure }
  | { readonly type: 'received'; readonly activities: readonly Incoming[] }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'resumed'; readonly lastSeen: string | undefined }
  | { readonly type: 'replaced'; readonly key: string }
  | { readonly type: 'typingEnded' }
  | { readonly type: 'waitedEnough' }
  | { readonly type: 'announced'; readonly keys: readonly string[] }
  | { readonly type: 'rated'; readonly rating: Rating }
  | { readonly type: 'restarted' };

export function initialState(language: Language): ChatState {
  return {
    confirmed: [],
    pending: [],
    connection: 'connecting',
    online: true,
    language,
    typing: false,
    awaiting: false,
    announcements: [],
    rating: undefined,
    history: undefined,
  };
}

/** The next state of the chat. Pure: ids come in with the events. */
export function reduce(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'written':
      return {
        ...state,
        pending: [...state.pending, ownMessage(event.key, event.text)],
        awaiting: true,
        // From here on everything that comes is new.
        history: undefined,
      };
    case 'restored':
      return {
        ...state,
        pending: [...state.pending, { ...ownMessage(event.key, event.text), state: 'failed', failure: 'network' }],
      };
    case 'sending':
      if (!isPending(state, event.key)) return state;
      return { ...updatePending(state, event.key, { state: 'sending', failure: undefined }), awaiting: true };
    case 'accepted':
      // The stream may have been quicker than the answer to the request.
      if (state.confirmed.some((entry) => entry.kind === 'message' && entry.activityId === event.activityId)) {
        return { ...state, pending: state.pending.filter((message) => message.key !== event.key) };
      }
      return updatePending(state, event.key, { state: 'sent', failure: undefined, activityId: event.activityId });
    case 'failed': {
      if (!isPending(state, event.key)) return state;
      const next = updatePending(state, event.key, { state: 'failed', failure: event.failure });
      return { ...next, awaiting: next.pending.some((message) => message.state !== 'failed') };
    }
    case 'received':
      return endOfHistory(event.activities.reduce(receive, state), event.activities);
    case 'connection':
      return state.connection === event.connection ? state : { ...state, connection: event.connection };
    case 'online':
      return { ...state, online: event.online };
    case 'language':
      return { ...state, language: event.language };
    case 'resumed':
      return { ...state, history: { until: event.lastSeen } };
    case 'replaced':
      return {
        ...state,
        confirmed: state.confirmed.some((entry) => entry.kind === 'message')
          ? [...state.confirmed, { kind: 'notice', key: event.key, notice: 'conversationReplaced' }]
          : state.confirmed,
        history: undefined,
      };
    case 'typingEnded':
      return { ...state, typing: false };
    case 'waitedEnough':
      return { ...state, awaiting: false };
    case 'announced':
      return { ...state, announcements: state.announcements.filter(({ key }) => !event.keys.includes(key)) };
    case 'rated': {
      const { rating } = event;
      // What became of a vote matters only while it is the one that shows.
      const stale = rating.state !== 'sending' && !isSameVote(state.rating, rating);
      return stale ? state : { ...state, rating };
    }
    case 'restarted':
      return { ...initialState(state.language), online: state.online };
  }
}

/** Everything in the order it is shown. */
export function entriesOf(state: ChatState): readonly Entry[] {
  return [...state.confirmed, ...state.pending];
}

/** The buttons to show: those of the last message, until anything follows it. */
export function quickRepliesOf(state: ChatState): readonly QuickReply[] {
  const entries = entriesOf(state);
  const last = entries[entries.length - 1];
  return last?.kind === 'message' ? last.quickReplies : [];
}

/** The answer to ask about: the last thing that was said, if it is one. */
export function rateableOf(state: ChatState): string | undefined {
  const entries = entriesOf(state);
  const last = entries[entries.length - 1];
  return last?.kind === 'message' && last.rateable ? last.activityId : undefined;
}

/** Whether to say that an answer is being written. An officer takes minutes: there only what the other side reports counts. */
export function isAnswerExpected(state: ChatState): boolean {
  if (state.typing) return true;
  const others = state.confirmed.filter((entry) => entry.kind === 'message' && entry.author !== 'user');
  const last = others[others.length - 1];
  return state.awaiting && !(last?.kind === 'message' && last.author === 'officer');
}

/** The server's id of the last activity shown. */
export function lastSeenOf(state: ChatState): string | undefined {
  for (let i = state.confirmed.length - 1; i >= 0; i--) {
    const entry = state.confirmed[i];
    if (entry?.kind === 'message') return entry.activityId;
  }
  return undefined;
}

function receive(state: ChatState, incoming: Incoming): ChatState {
  if (incoming.kind === 'typing')
    return incoming.author === 'user' || state.history ? state : { ...state, typing: true };
  const key = incoming.clientActivityId ?? incoming.id;
  const known = state.confirmed.some(
    (entry) => entry.kind === 'message' && (entry.activityId === incoming.id || entry.key === key),
  );
  // A replay after a lost line brings what we have: it must not show twice.
  if (known) return state;
  const old = state.history !== undefined;
  const history = state.history?.until === incoming.id ? undefined : state.history;
  const pending = state.pending.filter((message) => message.key !== key && message.activityId !== incoming.id);
  const confirmed = [...state.confirmed, shown(key, incoming)];
  const fromOther = incoming.author !== 'user';
  return {
    ...state,
    confirmed,
    pending,
    history,
    typing: fromOther ? false : state.typing,
    awaiting: old ? state.awaiting : !fromOther,
    announcements:
      fromOther && !old
        ? [...state.announcements, { key, text: incoming.text, locale: incoming.locale }]
        : state.announcements,
  };
}

/** Where nothing says what was seen, the first batch of a resumed conversation is history as a whole. */
function endOfHistory(state: ChatState, activities: readonly Incoming[]): ChatState {
  const over = state.history && state.history.until === undefined && activities.length > 0;
  return over ? { ...state, history: undefined } : state;
}

function shown(key: string, incoming: IncomingMessage): ChatMessage {
  const { id, author, name, text, locale, citations, quickReplies, printPath, rateable } = incoming;
  // The server's text, not ours: identity numbers come back masked.
  const message = {
    author,
    name,
    text,
    locale,
    citations,
    quickReplies,
    rateable,
    ...(printPath !== undefined && { printPath }),
  };
  return { kind: 'message', key, ...message, state: 'sent', activityId: id };
}

function ownMessage(key: string, text: string): ChatMessage {
  return { kind: 'message', key, author: 'user', text, citations: [], quickReplies: [], state: 'sending' };
}

function isSameVote(one: Rating | undefined, other: Rating): boolean {
  return one?.activityId === other.activityId && one.helpful === other.helpful;
}

function isPending(state: ChatState, key: string): boolean {
  return state.pending.some((message) => message.key === key);
}

function updatePending(state: ChatState, key: string, change: Partial<ChatMessage>): ChatState {
  return {
    ...state,
    pending: state.pending.map((message) => (message.key === key ? { ...message, ...change } : message)),
  };
}
