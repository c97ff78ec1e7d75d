import { Worker } from 'node:worker_threads';
import { setTimeout as pause } from 'node:timers/promises';
import type { DialogueInput, DialogueResult } from '../dialogue/dialogue.js';
import { AppError, messageOf } from '../errors.js';
import { fromFailure, type FromThread, type KnowledgeSummary, type ThreadSettings, type ToThread } from './protocol.js';

export interface DialogueThreadOptions extends ThreadSettings {
  /** The file that runs in the thread; another one in tests. */
  readonly file?: URL;
  /** After so many milliseconds without a sign of life while turns wait, the thread is ended and another takes its place. */
  readonly hangMs?: number;
  /** Told in words what happens to the thread and the knowledge in use. */
  readonly onEvent: (level: 'info' | 'error', message: string) => void;
}

interface Waiting {
  readonly resolve: (result: DialogueResult) => void;
  readonly reject: (error: Error) => void;
}

const FILE = new URL('./thread.js', import.meta.url);
/** Building an index yields every few milliseconds and reading the knowledge base takes a second or two; this is neither. */
const HANG_MS = 15_000;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 30_000;
/** How long a stop waits for a thread that is still starting, in milliseconds. */
const SETTLE_MS = 3_000;

/**
 * The dialogue in a thread of its own: while it thinks, the server goes on taking messages in, and a question that makes it loop or run
 * out of memory ends that thread and not the server. What it was thinking about is then rejected, and tried again by whoever asked.
 */
export class DialogueThread {
  /**
   * Resolves when the first thread can be asked; rejects with whatever AppError keeps the knowledge from being used, such as
   * KNOWLEDGE_INVALID or LLM_MODEL_UNUSABLE.
   */
  readonly ready: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watch: NodeJS.Timeout;
  /** The thread that can be asked. */
  #worker: Worker | undefined;
  /** The last thread that was started, ready or not. */
  #current: Worker | undefined;
  #summary: KnowledgeSummary | undefined;
  #nextId = 0;
  #lastSign = performance.now();
  #restarts = 0;
  #restart: NodeJS.Timeout | undefined;
  #settled = false;
  #stopped = false;

  /** Begins to start; see `ready`. */
  constructor(private readonly options: DialogueThreadOptions) {
    const hangMs = options.hangMs ?? HANG_MS;
    this.#watch = setInterval(() => this.#look(hangMs), hangMs / 3);
    this.#watch.unref();
    this.ready = this.#begin();
    this.ready.catch(() => undefined); // whoever awaits it is told; whoever stops before that does not care
  }

  /** The knowledge in use. */
  get knowledge(): KnowledgeSummary {
    if (!this.#summary) throw new AppError('INTERNAL', 'asked before the dialogue was ready');
    return this.#summary;
  }

  /** Whether somebody is there to think. */
  get alive(): boolean {
    return this.#worker !== undefined;
  }

  /** As `Dialogue.handle`. @throws AppError TURN_FAILED when the thread ended meanwhile, or is just being replaced */
  handle(input: DialogueInput): Promise<DialogueResult> {
    const worker = this.#worker;
    if (!worker) return Promise.reject(new AppError('TURN_FAILED', 'the dialogue is being started again'));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      if (this.#waiting.size === 0) this.#lastSign = performance.now();
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ kind: 'handle', id, input } satisfies ToThread);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watch);
    clearTimeout(this.#restart);
    // The addon that opens the graph aborts the process when its thread is ended under it.
    const until = performance.now() + SETTLE_MS;
    while (!this.#settled && performance.now() < until) await pause(20);
    await this.#current?.terminate();
  }

  /** Starts a thread; resolves when it can be asked. */
  #begin(): Promise<void> {
    const { knowledgeBaseDir, indexRoot, embeddingsModel, llmModel, checkMs, file = FILE } = this.options;
    const workerData: ThreadSettings = { knowledgeBaseDir, indexRoot, embeddingsModel, llmModel, checkMs };
    // The process's own flags, such as one that reads the program from the command line, need not fit a thread.
    const worker = new Worker(file, { workerData, execArgv: [] });
    this.#current = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        this.#lastSign = performance.now();
        if (message.kind === 'settled') this.#settled = true;
        else if (message.kind === 'knowledge') {
          this.#settled = false;
          this.#summary = message.summary;
          this.#worker = worker;
          this.#restarts = 0;
          resolve();
        } else if (message.kind === 'startFailed') {
          this.#settled = true;
          reject(fromFailure(message.failure));
          void worker.terminate();
        } else this.#take(message);
      });
      worker.on('error', (error) => {
        this.options.onEvent('error', `the dialogue failed: ${messageOf(error)}`);
        reject(error);
      });
      worker.on('exit', () => {
        reject(new AppError('INTERNAL', 'the dialogue ended before it was ready'));
        if (this.#worker === worker) this.#ended();
      });
    });
  }

  #take(message: FromThread): void {
    if (message.kind === 'event') this.options.onEvent(message.level, message.message);
    if (message.kind !== 'result' && message.kind !== 'failed') return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'result') waiting?.resolve(message.result);
    else waiting?.reject(fromFailure(message.failure));
  }

  #ended(): void {
    this.#worker = undefined;
    this.#settled = true;
    for (const { reject } of this.#waiting.values())
      reject(new AppError('TURN_FAILED', 'the dialogue ended while it was thinking'));
    this.#waiting.clear();
    this.#startAgain();
  }

  #startAgain(): void {
    if (this.#stopped) return;
    const after = Math.min(FIRST_RESTART_MS * 2 ** this.#restarts++, LONGEST_RESTART_MS);
    this.options.onEvent('error', `the dialogue is started again in ${after} ms`);
    this.#restart = setTimeout(() => {
      this.#begin().catch((error: unknown) => {
        this.options.onEvent('error', `the dialogue did not start: ${messageOf(error)}`);
        this.#startAgain();
      });
    }, after);
  }

  /** Ends a thread that hangs; its exit does the rest. */
  #look(hangMs: number): void {
    if (!this.#worker || this.#waiting.size === 0) return;
    if (performance.now() - this.#lastSign > hangMs) {
      this.options.onEvent('error', `the dialogue gave no sign of life for ${hangMs} ms and is ended`);
      void this.#worker.terminate();
    } else this.#worker.postMessage({ kind: 'ping' } satisfies ToThread);
  }
}
