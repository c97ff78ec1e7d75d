import type { Activity } from 'botframework-schema';

/** What a channel can do; the core decides by this and never by a channel's name. */
export interface ChannelCapabilities {
  /**
   * `log`: the activity log is the outbox; clients read it themselves (Direct Line).
   * `push`: each reply is sent by `deliver`, through the outbox.
   */
  readonly delivery: 'log' | 'push';
  /** Shows choices as buttons; where it does not, the adapter numbers them in the text. */
  readonly buttons: boolean;
  readonly typing: boolean;
  /** The longest text of one message, in UTF-16 code units. */
  readonly maxTextLength: number;
}

/** Where a reply goes. `nativeId` is the channel's own address of the conversation: it is stored, and never logged. */
export interface DeliveryTarget {
  readonly conversationId: string;
  readonly account: string;
  readonly nativeId: string;
}

/**
 * What became of one attempt to send.
 * `refused`: the far side said no for good. `notSent`: it certainly never left, or the far side said to wait; trying again
 * cannot double it. `inDoubt`: it may or may not have arrived.
 */
export type DeliveryResult =
  | { readonly status: 'sent'; readonly nativeMessageId?: string }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'notSent'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly status: 'inDoubt'; readonly reason: string };

/** The port between the core and one channel. Adapters convert and send; they decide nothing. */
export interface Channel {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  /** Sends one reply. Never throws: every outcome is a DeliveryResult. Absent on channels whose delivery is `log`. */
  deliver?(target: DeliveryTarget, activity: Activity, signal: AbortSignal): Promise<DeliveryResult>;
  /** Shows that an answer is being worked on. Best effort. */
  showTyping?(target: DeliveryTarget): Promise<void>;
}

/** A message as an adapter hands it over: not yet masked, not yet stored. */
export interface InboundMessage {
  readonly channel: string;
  /** Which of our accounts on that channel it came to. */
  readonly account: string;
  /** The channel's address of the conversation. */
  readonly conversationNativeId: string;
  /** The id that the conversation gets if this is its first message; absent: a new one. */
  readonly conversationId?: string;
  /** Refused with CONVERSATION_UNKNOWN unless the conversation was begun before; absent: a first message begins it. */
  readonly mustExist?: boolean;
  /** The channel's id of this message: the same message twice has the same id. */
  readonly nativeId: string;
  /** The channel's id of the sender. */
  readonly personId: string;
  /** The message as an Activity; `text` is what the person wrote. */
  readonly activity: Partial<Activity>;
}
