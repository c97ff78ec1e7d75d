import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { writeKnowledgeBase } from '../../src/knowledge/testing/tinyKnowledgeBase.js';
import { startProduct as start } from '../../src/main.js';
import type { RunningServer } from '../../src/server.js';

export interface TestProduct {
  readonly server: RunningServer;
  /** Address without a slash at the end. */
  readonly url: string;
  readonly dataDir: string;
  readonly knowledgeBaseDir: string;
  stop(): Promise<void>;
}

/** The whole product in this process, on a free port of the loopback address, over a small knowledge base and fresh data. */
export async function startProduct(settings: Record<string, string> = {}): Promise<TestProduct> {
  const dataDir = settings['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'tanya-data-')));
  const knowledgeBaseDir = settings['KNOWLEDGE_BASE_DIR'] ?? (await writeKnowledgeBase());
  const high = '1000000';
  const server = await start(
    loadConfig({
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_REQUESTS: high,
      RATE_LIMIT_TOKENS: high,
      RATE_LIMIT_MESSAGES: high,
      BURST_WINDOW_MS: '0',
      ...settings,
      DATA_DIR: dataDir,
      KNOWLEDGE_BASE_DIR: knowledgeBaseDir,
    }),
    new URL('../../dist/src/dialogueThread/thread.js', import.meta.url),
  );
  return {
    server,
    url: server.address.replace('localhost', '127.0.0.1'),
    dataDir,
    knowledgeBaseDir,
    async stop() {
      await server.stop();
      if (!settings['DATA_DIR']) await rm(dataDir, { recursive: true, force: true });
      if (!settings['KNOWLEDGE_BASE_DIR']) await rm(knowledgeBaseDir, { recursive: true, force: true });
    },
  };
}
