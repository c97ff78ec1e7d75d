import type { ChannelCapabilities } from '../../channel/channel.js';
import type { Conversations } from '../../channel/conversations.js';
import type { DialogueInput, DialogueResult } from '../../dialogue/dialogue.js';
import { conversationsOver } from '../../inbox/conversations.js';
import { openStore } from '../../store/openStore.js';
import type { Store } from '../../store/store.js';
import type { TurnServices } from '../runTurn.js';

/** A store in memory with an inbox and turns over a brain that the test gives. */
export interface TurnBench {
  readonly store: Store;
  readonly conversations: Conversations;
  readonly services: TurnServices;
  readonly errors: unknown[];
  /** Sends a message as the person of a conversation; the native id is the text unless another is given. */
  say(conversationId: string, text: string, nativeId?: string): Promise<string>;
  /** What stands in the log, as "author: text". */
  log(conversationId: string): Promise<string[]>;
}

export type Brain = (input: DialogueInput) => Promise<DialogueResult> | DialogueResult;

/** A brain that says back what it was asked and counts its turns in the state. */
export const echo: Brain = ({ request, state }) =>
  answer(`echo ${request.text.replaceAll('\n', ' + ')}`, { turns: Number(state['turns'] ?? 0) + 1 });

export function answer(text: string, state: Record<string, unknown> = {}): DialogueResult {
  return {
    outcome: 'answered',
    language: 'id',
    replies: text ? [{ type: 'message', text }] : [],
    state,
    article: undefined,
    sections: [],
    facts: [],
    citations: [],
    suggestions: [],
    offered: [],
    confidence: undefined,
    certainty: undefined,
    steps: {},
  };
}

export async function openTurnBench(
  brain: Brain,
  options: { capabilities?: Partial<ChannelCapabilities>; timeoutMs?: number } = {},
): Promise<TurnBench> {
  const store = await openStore({ dataDir: '', memory: true, exclusive: false });
  const errors: unknown[] = [];
  let ids = 0;
  let clock = 1_700_000_000_000;
  const newId = (): string => `id${++ids}`;
  const now = (): number => ++clock;
  const conversations = conversationsOver({ store, secretKey: 'k'.repeat(32), now, newId });
  return {
    store,
    conversations,
    errors,
    services: {
      store,
      dialogue: { handle: (input) => Promise.resolve(brain(input)) },
      capabilities: () => ({
        delivery: 'log',
        buttons: true,
        typing: true,
        maxTextLength: 4_000,
        ...options.capabilities,
      }),
      now,
      newId,
      timeoutMs: options.timeoutMs ?? 5_000,
      onError: (error) => errors.push(error),
    },
    async say(conversationId, text, nativeId = text) {
      const message = {
        channel: 'test',
        account: 'a',
        conversationNativeId: conversationId,
        nativeId: `${conversationId}/${nativeId}`,
        personId: 'p',
      };
      return (await conversations.receive({ ...message, activity: { type: 'message', text } })).conversationId;
    },
    async log(conversationId) {
      const entries = await conversations.read(conversationId, 0, 1_000);
      return entries.map(({ author, activity }) => `${author}: ${activity.text ?? ''}`);
    },
  };
}
