import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { wordingModel } from '../answer/wording.js';
import type { Config } from '../config.js';
import { Dialogue, type DialogueResult } from '../dialogue/dialogue.js';
import { KnowledgeKeeper } from '../dialogue/knowledgeKeeper.js';
import { conversationsOver } from '../inbox/conversations.js';
import { externalEmbeddings } from '../retrieval/externalEmbeddings.js';
import { findConversationByNativeId } from '../store/conversations.js';
import { readActivities } from '../store/activities.js';
import { openStore } from '../store/openStore.js';
import { runTurn, type TurnServices } from '../turn/runTurn.js';

const CHANNEL = 'ask';
const TURN_TIMEOUT_MS = 20_000;

/** What one question came to, with the texts of the replies. */
export interface Asked {
  readonly result: DialogueResult;
  readonly text: string;
  readonly milliseconds: number;
  /** Says one more thing in the same conversation, as the same person. */
  next(text: string): Promise<Asked>;
}

export interface AskSession {
  /** Asks one question as a person who asked `history` before, in a conversation of its own, through the whole turn. */
  ask(text: string, history: readonly string[]): Promise<Asked>;
  close(): Promise<void>;
}

/** The product without a channel: a store in memory, the same inbox, the same turn. */
export async function openAskSession(config: Config): Promise<AskSession> {
  const store = await openStore({ dataDir: config.dataDir, memory: true, exclusive: false });
  const now = (): number => Date.now();
  const newId = (): string => randomUUID();
  const keeper = await KnowledgeKeeper.open({
    knowledgeBaseDir: config.knowledgeBaseDir,
    indexRoot: join(config.dataDir, 'index'),
    external: config.embeddingsModel
      ? { name: config.embeddingsModel, embeddings: await externalEmbeddings(config.embeddingsModel) }
      : undefined,
    now: () => new Date(now()),
    newId,
    onEvent: (level, message) => {
      if (level === 'error') process.stderr.write(`${message}\n`);
    },
  });
  const dialogue = new Dialogue(
    keeper.current,
    () => performance.now(),
    config.llmModel ? await wordingModel(config.llmModel) : undefined,
  );
  let last: DialogueResult | undefined;
  const conversations = conversationsOver({ store, secretKey: newId(), now, newId });
  const services: TurnServices = {
    store,
    dialogue: {
      async handle(input) {
        // The person at the command line knows what this is.
        last = await dialogue.handle({ ...input, introduced: true });
        return last;
      },
    },
    capabilities: () => ({ delivery: 'log', buttons: false, typing: false, maxTextLength: 4_000 }),
    now,
    newId,
    timeoutMs: TURN_TIMEOUT_MS,
    onError: (error) => {
      throw error;
    },
  };

  const turn = async (nativeId: string, text: string): Promise<string> => {
    const activity = { type: 'message', text };
    const { conversationId } = await conversations.receive({
      channel: CHANNEL,
      account: CHANNEL,
      conversationNativeId: nativeId,
      nativeId: newId(),
      personId: CHANNEL,
      activity,
    });
    await runTurn(services, conversationId);
    return conversationId;
  };
  const say = async (nativeId: string, text: string): Promise<Asked> => {
    const before = (await findConversationByNativeId(store.db, CHANNEL, CHANNEL, nativeId))?.nextSeq ?? 1;
    const started = performance.now();
    const conversationId = await turn(nativeId, text);
    const milliseconds = Math.round((performance.now() - started) * 100) / 100;
    const replies = (await readActivities(store.db, conversationId, before - 1, 20)).filter(
      ({ author }) => author === 'bot',
    );
    if (!last) throw new Error('the turn came to nothing');
    return {
      result: last,
      text: replies.map(({ activity }) => activity.text ?? '').join('\n\n'),
      milliseconds,
      next: (more) => say(nativeId, more),
    };
  };
  return {
    async ask(text, history) {
      const nativeId = newId();
      for (const earlier of history) await turn(nativeId, earlier);
      return say(nativeId, text);
    },
    close: () => store.close(),
  };
}
