import type { Activity } from 'botframework-schema';
import type { InboundMessage } from './channel.js';
import type { Feedback } from './feedback.js';

/** What came of taking a message in. */
export interface Received {
  readonly conversationId: string;
  readonly activityId: string;
  readonly seq: number;
  /** The same message had been taken before; nothing was stored. */
  readonly duplicate: boolean;
}

/** One activity of a conversation's log. */
export interface LoggedActivity {
  readonly seq: number;
  readonly author: 'user' | 'bot' | 'officer';
  readonly activity: Partial<Activity>;
}

export interface ConversationInfo {
  readonly id: string;
  readonly channel: string;
  readonly personId: string;
  /** The highest sequence number given out, 0 for none. */
  readonly lastSeq: number;
}

/** What the core offers to adapters: taking messages in, and reading what was said. */
export interface Conversations {
  /**
   * Begins a conversation under an id that the adapter chose; the same call again changes nothing.
   * The core greets the person in it.
   */
  begin(conversation: {
    readonly id: string;
    readonly channel: string;
    readonly account: string;
    readonly personId: string;
    readonly locale: string | undefined;
  }): Promise<void>;
  find(conversationId: string): Promise<ConversationInfo | undefined>;
  /**
   * Stores a message, once per native id; when this returns it is safe.
   * @throws AppError TEXT_TOO_LONG, CONVERSATION_UNKNOWN, STORE_FULL, STORE_UNREACHABLE
   */
  receive(message: InboundMessage): Promise<Received>;
  /**
   * Takes in what a person says of an answer. It begins no turn; the same again changes nothing.
   * @throws AppError FEEDBACK_REFUSED, CONVERSATION_UNKNOWN, STORE_FULL, STORE_UNREACHABLE
   */
  giveFeedback(feedback: Feedback): Promise<void>;
  /** Activities after a sequence number, in order, at most `limit`. */
  read(conversationId: string, afterSeq: number, limit: number): Promise<LoggedActivity[]>;
  /** Told the id of a conversation whenever its log has grown. Returns how to stop. */
  subscribe(listener: (conversationId: string) => void): () => void;
}
