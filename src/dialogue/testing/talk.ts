import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadUsableKnowledge } from '../../knowledge/loadKnowledge.js';
import { writeKnowledgeBase } from '../../knowledge/testing/tinyKnowledgeBase.js';
import { openIndex } from '../../retrieval/openIndex.js';
import { Dialogue, type DialogueInput, type DialogueResult } from '../dialogue.js';
import type { Knowing } from '../draft.js';

/** 12:00 on 24 November 2026 in Bengkulu. */
export const NOON = Date.UTC(2026, 10, 24, 5);

export async function tinyKnowing(changes: Record<string, string> = {}): Promise<Knowing> {
  const knowledge = await loadUsableKnowledge(await writeKnowledgeBase(changes));
  const root = await mkdtemp(join(tmpdir(), 'tanya-index-'));
  const index = await openIndex({ root, knowledge, external: undefined, now: () => new Date(0), newId: () => 'x' });
  return { knowledge, index };
}

export interface Talk {
  say(text: string, more?: Partial<DialogueInput['request']>): Promise<DialogueResult & { text: string }>;
  /** Lets time pass, in minutes. */
  wait(minutes: number): void;
}

/** A conversation with the dialogue core, its state carried from turn to turn. */
export function talkTo(knowing: Knowing, options: { introduced?: boolean; now?: number } = {}): Talk {
  const dialogue = new Dialogue(
    () => knowing,
    () => performance.now(),
  );
  let state: DialogueInput['state'] = {};
  let now = options.now ?? NOON;
  return {
    async say(text, more = {}) {
      const request = { text, masked: false, locale: undefined, chosenLanguage: undefined, owner: 'bot', now, ...more };
      const input: DialogueInput = {
        conversationId: 'c',
        channel: 'test',
        personId: 'p',
        state,
        kind: 'message',
        introduced: options.introduced ?? true,
        request,
      };
      const result = await dialogue.handle(input);
      state = result.state;
      return { ...result, text: result.replies.map((reply) => reply.text ?? '').join('\n\n') };
    },
    wait: (minutes) => (now += minutes * 60_000),
  };
}
