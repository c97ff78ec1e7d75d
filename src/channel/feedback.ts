/** What a person says of an answer, as an adapter hands it over. */
export interface Feedback {
  readonly channel: string;
  readonly account: string;
  /** The channel's address of the conversation. */
  readonly conversationNativeId: string;
  /** The channel's id of whoever says it. */
  readonly personId: string;
  /** Which reply: by the id of its activity, or by the id that the channel gave it when it was sent. */
  readonly reply: { readonly activityId: string } | { readonly nativeMessageId: string };
  readonly helpful: boolean;
}
