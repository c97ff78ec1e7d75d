import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DialogueInput } from '../dialogue/dialogue.js';
import { DialogueThread, type DialogueThreadOptions } from './dialogueThread.js';

const FILE = new URL('./testing/badThread.mjs', import.meta.url);
let thread: DialogueThread | undefined;
afterEach(() => thread?.stop());

async function start(more: Partial<DialogueThreadOptions> = {}): Promise<{ thread: DialogueThread; events: string[] }> {
  const events: string[] = [];
  thread = new DialogueThread({
    knowledgeBaseDir: '',
    indexRoot: '',
    embeddingsModel: undefined,
    llmModel: undefined,
    checkMs: 1000,
    file: FILE,
    hangMs: 300,
    heapMb: 64,
    onEvent: (_level, message) => events.push(message),
    ...more,
  });
  thread.begin();
  await thread.ready;
  return { thread, events };
}

function ask(text: string): DialogueInput {
  return {
    conversationId: 'c',
    channel: 'web',
    personId: 'p',
    state: {},
    kind: 'message',
    request: { text, masked: false, locale: undefined, chosenLanguage: undefined, owner: 'bot', now: 0 },
  };
}

describe('the dialogue in its thread', () => {
  it('answers each turn with its own result, however many ask at once', async () => {
    const { thread } = await start();
    const asked = Array.from({ length: 50 }, (_, number) => `question ${number}`);
    const results = await Promise.all(asked.map((text) => thread.handle(ask(text))));
    expect(results).toEqual(asked.map((said) => ({ outcome: 'answered', said })));
    expect(thread.knowledge.articles).toBe(3);
  });

  it('throws what was thrown in there, with its code', async () => {
    const { thread } = await start();
    await expect(thread.handle(ask('refuse'))).rejects.toMatchObject({ code: 'TURN_TIMEOUT', detail: 'in the thread' });
  });

  it.each(['exit', 'throw', 'hang', 'memory'])(
    'does not take the server down with it on "%s", and is there again after it',
    async (text) => {
      const { thread, events } = await start();
      await expect(thread.handle(ask(text))).rejects.toMatchObject({ code: 'TURN_FAILED', retryable: true });
      await vi.waitFor(() => expect(thread.alive).toBe(true), 5_000);
      expect(await thread.handle(ask('good'))).toMatchObject({ outcome: 'answered' });
      expect(events.some((event) => event.includes('started again'))).toBe(true);
    },
  );

  it.each(['exit', 'hang'])('rejects only the one over whom it ended, of many that were in it', async (text) => {
    const { thread } = await start();
    const asked = ['one', 'two', text, 'three', 'four'];
    const results = await Promise.allSettled(asked.map((one) => thread.handle(ask(one))));
    expect(results.map(({ status }) => status)).toEqual(asked.map((one) => (one === text ? 'rejected' : 'fulfilled')));
  });

  it('answers what is asked while it is being replaced', async () => {
    const { thread } = await start();
    await expect(thread.handle(ask('exit'))).rejects.toMatchObject({ code: 'TURN_FAILED' });
    expect(thread.alive).toBe(false);
    expect(await thread.handle(ask('early'))).toMatchObject({ said: 'early' });
  });

  it('does not come back once it was stopped', async () => {
    const { thread, events } = await start();
    await thread.stop();
    expect(thread.alive).toBe(false);
    await expect(thread.handle(ask('late'))).rejects.toMatchObject({ code: 'TURN_FAILED' });
    expect(events).toEqual([]);
  });

  it('says why it cannot start', async () => {
    thread = new DialogueThread({
      knowledgeBaseDir: '/nowhere/at/all',
      indexRoot: '/nowhere/index',
      embeddingsModel: undefined,
      llmModel: undefined,
      checkMs: 1000,
      file: new URL('../../dist/src/dialogueThread/thread.js', import.meta.url),
      onEvent: () => undefined,
    });
    thread.begin();
    await expect(thread.ready).rejects.toMatchObject({ code: 'KNOWLEDGE_MISSING' });
  });
});
