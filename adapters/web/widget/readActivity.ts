import type { Author, Citation, QuickReply } from './types.js';

/** A message of the conversation as the widget shows it. */
export interface IncomingMessage {
  readonly kind: 'message';
  readonly id: string;
  readonly author: Author;
  readonly name: string | undefined;
  readonly text: string;
  readonly locale: string | undefined;
  readonly citations: readonly Citation[];
  readonly quickReplies: readonly QuickReply[];
  /** Whether the person may be asked if it helped: it is an answer, not small talk. */
  readonly rateable: boolean;
  /** Where the same can be printed, below the server's address. */
  readonly printPath?: string;
  /** Of the sender's own messages: the id that the widget gave them. */
  readonly clientActivityId: string | undefined;
}

export interface IncomingTyping {
  readonly kind: 'typing';
  readonly author: Author;
}

export type Incoming = IncomingMessage | IncomingTyping;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one activity of a Direct Line activity set.
 * @returns undefined for what the widget does not show: events, traces, messages without words
 */
export function readActivity(raw: unknown): Incoming | undefined {
  const activity = fields(raw);
  const from = fields(activity.from);
  const data = fields(activity.channelData);
  const author = authorOf(from, data);
  if (activity.type === 'typing') return { kind: 'typing', author };
  const id = words(activity.id);
  if (activity.type !== 'message' || !id) return undefined;
  const citations = list(data.citations).map(readCitation).filter(present);
  // With sources shown as links of their own, the source line in the text would say them twice.
  const body = citations.length > 0 ? (words(data.body) ?? words(activity.text)) : words(activity.text);
  const printPath = author === 'bot' ? words(data.printPath) : undefined;
  const text = (author === 'user' ? words(data.displayText) : undefined) ?? body;
  if (!text) return undefined;
  return {
    kind: 'message',
    id,
    author,
    name: author === 'officer' ? words(from.name) : undefined,
    text,
    locale: words(activity.locale),
    citations,
    ...(printPath?.startsWith('/checklist/') && { printPath }),
    quickReplies:
      author === 'user' ? [] : list(fields(activity.suggestedActions).actions).map(readAction).filter(present),
    rateable: author === 'bot' && (data.outcome === 'answered' || data.outcome === 'abstained'),
    clientActivityId: author === 'user' ? words(data.clientActivityID) : undefined,
  };
}

function authorOf(from: Fields, data: Fields): Author {
  const id = words(from.id) ?? '';
  // The server names people `dl_…`; a role, where there is one, says it more plainly.
  if (from.role === 'user' || (from.role === undefined && id.startsWith('dl_'))) return 'user';
  return data.author === 'officer' || from.role === 'officer' || id === 'officer' ? 'officer' : 'bot';
}

function readCitation(raw: unknown): Citation | undefined {
  const citation = fields(raw);
  const title = words(citation.title) ?? '';
  const url = words(citation.url) ?? '';
  const legalBasis = words(citation.legalBasis) ?? '';
  if (!title && !url && !legalBasis) return undefined;
  return { title, url: isWebAddress(url) ? url : '', legalBasis, checked: words(citation.checked) ?? '' };
}

function readAction(raw: unknown): QuickReply | undefined {
  const action = fields(raw);
  const value = words(action.value);
  const title = words(action.title) ?? value;
  if (!title) return undefined;
  switch (action.type) {
    case 'imBack':
      return { type: 'imBack', title, text: value ?? title };
    case 'messageBack':
      return {
        type: 'messageBack',
        title: words(action.displayText) ?? title,
        text: words(action.text) ?? title,
        value: action.value,
      };
    case 'postBack':
      return { type: 'postBack', title, text: value ?? title, ...(value === undefined && { value: action.value }) };
    default:
      return undefined;
  }
}

/** Only http and https: a `javascript:` address in an answer must never become a link. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function present<T>(value: T | undefined): value is T {
  return value !== undefined;
}
