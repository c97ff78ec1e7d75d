import type { Activity } from 'botframework-schema';
import { z } from 'zod';
import type { InboundMessage } from '../../../src/channel/channel.js';
import type { LoggedActivity } from '../../../src/channel/conversations.js';
import { AppError } from '../../../src/errors.js';
import type { TokenHolder } from './tokens.js';

export const WEB_CHANNEL = 'web';
export const WEB_ACCOUNT = 'default';

const posted = z.object({
  type: z.string().max(50),
  text: z.string().optional().catch(undefined),
  name: z.string().max(100).optional().catch(undefined),
  value: z.unknown().optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/)
    .optional()
    .catch(undefined),
  // An id that is not kept would make each attempt a new message, so a bad one is refused and not passed over.
  channelData: z
    .object({
      clientActivityID: z
        .string()
        .regex(/^[\x21-\x7e]{1,200}$/, 'has 1 to 200 visible ASCII characters')
        .optional(),
    })
    .nullish(),
});

/**
 * A posted activity as an inbound message. The sender is whoever the token names, whatever the activity claims.
 * @returns undefined for what is acknowledged and not kept: typing, and events that mean nothing here
 * @throws AppError BODY_INVALID when it is no activity
 */
export function toInbound(body: unknown, holder: TokenHolder, newId: () => string): InboundMessage | undefined {
  const parsed = posted.safeParse(body);
  if (!parsed.success)
    throw new AppError(
      'BODY_INVALID',
      `an activity with a type is expected, as JSON; ${z.prettifyError(parsed.error).replace(/\s+/g, ' ')}`,
    );
  const { type, text, name, value, locale, channelData } = parsed.data;
  const languageEvent = type === 'event' && name === 'language' && (value === 'id' || value === 'en');
  if (type !== 'message' && !languageEvent) return undefined;
  const clientActivityID = channelData?.clientActivityID;
  const activity: Partial<Activity> = {
    type,
    // Whatever name a client gives is not kept: it may be an identity number.
    from: { id: holder.personId, name: '', role: 'user' },
    ...(type === 'message' && { text: text ?? '' }),
    ...(languageEvent && { name, value: value as unknown }),
    ...(locale !== undefined && { locale }),
    channelData: clientActivityID === undefined ? {} : { clientActivityID },
  };
  return {
    channel: WEB_CHANNEL,
    account: WEB_ACCOUNT,
    conversationNativeId: holder.conversationId,
    mustExist: true,
    nativeId: `${holder.conversationId}/${clientActivityID ?? newId()}`,
    personId: holder.personId,
    activity,
  };
}

/** What a client is shown of the log: messages, with sender, conversation and channel filled in. */
export function toDirectLine(entries: readonly LoggedActivity[], conversationId: string): Partial<Activity>[] {
  return entries
    .filter(({ activity }) => activity.type === 'message')
    .map(({ activity, author }) => ({
      ...activity,
      channelId: 'directline',
      conversation: { id: conversationId } as Activity['conversation'],
      ...(author !== 'user' && { from: { id: author, name: '', role: 'bot' } }),
    }));
}
