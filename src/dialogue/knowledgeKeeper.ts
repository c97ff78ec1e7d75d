import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { AppError, messageOf } from '../errors.js';
import { loadUsableKnowledge } from '../knowledge/loadKnowledge.js';
import { openIndex } from '../retrieval/openIndex.js';
import type { Knowing } from './draft.js';

export interface KeeperOptions {
  readonly knowledgeBaseDir: string;
  readonly indexRoot: string;
  readonly external: { readonly name: string; readonly embeddings: EmbeddingsInterface } | undefined;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told in words what happens to the knowledge in use. */
  readonly onEvent: (level: 'info' | 'error', message: string) => void;
  /** Told before each look into a knowledge base that may take seconds. */
  readonly onLoading?: () => void;
  /** Told of the version that is in use after each look, the first included. */
  readonly onLoaded?: (knowing: Knowing) => void;
}

/**
 * Keeps the knowledge in use: the knowledge base and its index, exchanged together when the files have changed and are sound. While
 * they are not, the last good version stays.
 */
export class KnowledgeKeeper {
  #knowing: Knowing;
  #stamp: string;
  #checking: Promise<void> | undefined;
  #reported: string | undefined;

  private constructor(
    private readonly options: KeeperOptions,
    knowing: Knowing,
    stamp: string,
  ) {
    this.#knowing = knowing;
    this.#stamp = stamp;
  }

  /** @throws AppError KNOWLEDGE_INVALID, KNOWLEDGE_MISSING: there is no good version to begin with */
  static async open(options: KeeperOptions): Promise<KnowledgeKeeper> {
    const stamp = await stampOf(options.knowledgeBaseDir);
    const knowing = await load(options);
    options.onLoaded?.(knowing);
    return new KnowledgeKeeper(options, knowing, stamp);
  }

  /** The version in use. */
  readonly current = (): Knowing => this.#knowing;

  /** Looks for changes every `intervalMs`. */
  watch(intervalMs: number): void {
    setInterval(() => void this.check(), intervalMs).unref();
  }

  /** Takes up a changed knowledge base, if it is sound. Never throws. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  async #check(): Promise<void> {
    const { knowledgeBaseDir, onEvent } = this.options;
    try {
      const stamp = await stampOf(knowledgeBaseDir);
      if (stamp === this.#stamp) return;
      // Remembered before it is loaded, so that a broken state is reported once and not at every look.
      this.#stamp = stamp;
      this.#knowing = await load(this.options);
      this.options.onLoaded?.(this.#knowing);
      onEvent(
        'info',
        `the knowledge base was changed and is in use: ${this.#knowing.knowledge.articles.size} articles`,
      );
      this.#reported = undefined;
    } catch (error) {
      this.options.onLoaded?.(this.#knowing);
      const message = `the changed knowledge base is not used, the last good one stays: ${messageOf(error)}`;
      if (message !== this.#reported) onEvent('error', message);
      this.#reported = message;
      // What is wrong in the files waits for the files; anything else, such as a full disk, may have passed by the next look.
      if (!(error instanceof AppError && error.code.startsWith('KNOWLEDGE_'))) this.#stamp = '';
    }
  }
}

async function load(keeper: KeeperOptions): Promise<Knowing> {
  const { knowledgeBaseDir, indexRoot, external, now, newId, onEvent, onLoading } = keeper;
  onLoading?.();
  const knowledge = await loadUsableKnowledge(knowledgeBaseDir, indexRoot);
  const onBuild = (reason: string): void => onEvent('info', `building the index (${reason})`);
  const onGraphFailure = (error: unknown): void => onEvent('error', messageOf(error));
  const options = { root: indexRoot, knowledge, now, newId, onBuild, onGraphFailure };
  const index = await openIndex({ ...options, external }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'EMBEDDINGS_UNREACHABLE') throw error;
    // People are waiting; what the provider would add is accuracy, not answers.
    onEvent('error', `${error.message}. ${error.advice}`);
    return openIndex({ ...options, external: undefined });
  });
  return { knowledge, index };
}

/** Changes whenever a file is added, removed or written. */
async function stampOf(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const stamps = await Promise.all(
    files.sort().map(async (file) => {
      const { mtimeMs, size } = await stat(file).catch(() => ({ mtimeMs: 0, size: -1 }));
      return `${file} ${mtimeMs} ${size}`;
    }),
  );
  return stamps.join('\n');
}
