import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DialogueInput, DialogueResult } from '../dialogue/dialogue.js';
import { AppError, messageOf } from '../errors.js';
import { fromFailure, type FromThread, type KnowledgeSummary, type ThreadSettings, type ToThread } from './protocol.js';

export interface DialogueThreadOptions extends ThreadSettings {
  /** The file that runs in the thread; another one in tests. */
  readonly file?: URL;
  /** After so many milliseconds without an answer while turns wait, the thread is ended and another takes its place. */
  readonly hangMs?: number;
  /** The most its JavaScript heap may hold, in megabytes. */
  readonly heapMb?: number;
  /** Told in words what happens to the thread and the knowledge in use. */
  readonly onEvent: (level: 'info' | 'error', message: string) => void;
}

interface Waiting {
  readonly id: number;
  readonly input: DialogueInput;
  readonly resolve: (result: DialogueResult) => void;
  readonly reject: (error: Error) => void;
}

const FILE = new URL('./thread.js', import.meta.url);
const HANG_MS = 15_000;
/** While knowledge is loaded, the thread is let be for so many times as long: reading YAML and building a graph take seconds at a stretch. */
const LOADING_PATIENCE = 8;
const HEAP_MB = 1_024;
const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 30_000;
/** How long a stop waits for the addon in a thread that is still loading, in milliseconds. */
const SETTLE_MS = 2_000;

/**
 * The dialogue in a thread of its own: while it thinks, the server goes on taking messages in, and a question that makes it loop or run
 * out of memory ends that thread and not the server. Whoever was being thought about alone is then rejected. If there were several, each
 * is tried again by itself in the next thread, so that only the one whose fault it is is rejected.
 */
export class DialogueThread {
  /** Resolves when the first thread can be asked; rejects with whatever AppError keeps the knowledge from being used. */
  readonly ready: Promise<void>;
  /** Not handed over yet, in order. */
  readonly #queue: Waiting[] = [];
  /** In the thread when it ended, and not alone: they go alone now, before anybody else. */
  readonly #suspects: Waiting[] = [];
  readonly #inThread = new Map<number, Waiting>();
  readonly #watch: NodeJS.Timeout;
  /** The thread that was started last. */
  #worker: Worker;
  /** Whether it can be asked. */
  #alive = false;
  /** Whether nothing native is under way in it. */
  #settled = false;
  #begun = false;
  #summary: KnowledgeSummary | undefined;
  #nextId = 0;
  /** When it was asked for a sign of life that has not come, by `performance.now()`. */
  #askedAt: number | undefined;
  #restarts = 0;
  #restart: NodeJS.Timeout | undefined;
  #stopped = false;

  /** Starts a thread, which loads its program and then waits for `begin`. */
  constructor(private readonly options: DialogueThreadOptions) {
    const hangMs = options.hangMs ?? HANG_MS;
    this.#watch = setInterval(() => this.#look(hangMs), hangMs / 3);
    this.#watch.unref();
    const { worker, ready } = this.#start();
    this.#worker = worker;
    this.ready = ready;
    ready.catch(() => undefined); // whoever awaits it is told; whoever stops before that does not care
  }

  /** Lets it load the knowledge and write its index: only once DATA_DIR is known to be ours. */
  begin(): void {
    this.#begun = true;
    this.#post({ kind: 'begin' });
  }

  /** The knowledge in use. */
  get knowledge(): KnowledgeSummary {
    if (!this.#summary) throw new AppError('INTERNAL', 'asked before the dialogue was ready');
    return this.#summary;
  }

  /** Whether somebody is there to think. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * As `Dialogue.handle`; waits where a thread is just being replaced.
   * @throws AppError TURN_FAILED when the thread ended over this input
   */
  handle(input: DialogueInput): Promise<DialogueResult> {
    if (this.#stopped) return Promise.reject(new AppError('TURN_FAILED', 'the dialogue was stopped'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#nextId++, input, resolve, reject });
      this.#handOver();
    });
  }

  /** Whoever still waits is not answered any more: what is in the store is taken up by the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watch);
    clearTimeout(this.#restart);
    // The addon that opens and saves the graph aborts the process when its thread is ended under it.
    const until = performance.now() + SETTLE_MS;
    while (this.#begun && !this.#settled && performance.now() < until) await pause(20);
    await this.#worker.terminate();
  }

  #start(): { worker: Worker; ready: Promise<void> } {
    const {
      knowledgeBaseDir,
      indexRoot,
      embeddingsModel,
      llmModel,
      checkMs,
      file = FILE,
      heapMb = HEAP_MB,
    } = this.options;
    const workerData: ThreadSettings = { knowledgeBaseDir, indexRoot, embeddingsModel, llmModel, checkMs };
    // The process's own flags, such as one that reads the program from the command line, need not fit a thread.
    const worker = new Worker(file, { workerData, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.#settled = false;
    this.#askedAt = undefined;
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        this.#askedAt = undefined;
        switch (message.kind) {
          case 'knowledge':
            this.#summary = message.summary;
            this.#alive = true;
            this.#restarts = 0;
            resolve();
            this.#handOver();
            break;
          case 'startFailed':
            reject(fromFailure(message.failure));
            void worker.terminate();
            break;
          case 'loading':
            this.#settled = false;
            break;
          case 'settled':
            this.#settled = true;
            break;
          case 'event':
            this.options.onEvent(message.level, message.message);
            break;
          case 'result':
          case 'failed':
            this.#settle(message);
            break;
          case 'pong':
        }
      });
      worker.on('error', (error) => {
        this.options.onEvent('error', `the dialogue failed: ${messageOf(error)}`);
        reject(error instanceof Error ? error : new AppError('INTERNAL', messageOf(error)));
      });
      worker.on('exit', () => {
        this.#settled = true;
        reject(new AppError('INTERNAL', 'the dialogue ended before it was ready'));
        if (this.#alive) this.#ended();
      });
    });
    return { worker, ready };
  }

  #settle(message: Extract<FromThread, { kind: 'result' | 'failed' }>): void {
    const waiting = this.#inThread.get(message.id);
    this.#inThread.delete(message.id);
    if (message.kind === 'result') waiting?.resolve(message.result);
    else waiting?.reject(fromFailure(message.failure));
    this.#handOver();
  }

  #handOver(): void {
    if (!this.#alive || this.#stopped) return;
    if (this.#suspects.length > 0) {
      if (this.#inThread.size === 0) this.#give(this.#suspects.shift());
      return;
    }
    while (this.#queue.length > 0) this.#give(this.#queue.shift());
  }

  #give(waiting: Waiting | undefined): void {
    if (!waiting) return;
    this.#inThread.set(waiting.id, waiting);
    this.#post({ kind: 'handle', id: waiting.id, input: waiting.input });
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #ended(): void {
    this.#alive = false;
    const inThread = [...this.#inThread.values()];
    this.#inThread.clear();
    if (this.#stopped) return;
    const [only] = inThread;
    if (inThread.length === 1) only?.reject(new AppError('TURN_FAILED', 'the dialogue ended over this turn'));
    else this.#suspects.unshift(...inThread);
    this.#startAgain();
  }

  #startAgain(): void {
    if (this.#stopped) return;
    const after = Math.min(FIRST_RESTART_MS * 2 ** this.#restarts++, LONGEST_RESTART_MS);
    this.options.onEvent('error', `the dialogue is started again in ${after} ms`);
    this.#restart = setTimeout(() => {
      const { worker, ready } = this.#start();
      this.#worker = worker;
      this.begin();
      ready.catch((error: unknown) => {
        this.options.onEvent('error', `the dialogue did not start: ${messageOf(error)}`);
        this.#startAgain();
      });
    }, after);
  }

  /** Ends a thread that hangs; its exit does the rest. */
  #look(hangMs: number): void {
    if (!this.#alive || this.#inThread.size === 0) return;
    if (this.#askedAt === undefined) {
      this.#askedAt = performance.now();
      this.#post({ kind: 'ping' });
      return;
    }
    const patience = hangMs * (this.#settled ? 1 : LOADING_PATIENCE);
    if (performance.now() - this.#askedAt < patience) return;
    const worker = this.#worker;
    // An answer may have been waiting for us to have time for it, after a pause of the whole process.
    setImmediate(() => {
      if (this.#askedAt === undefined || this.#worker !== worker) return;
      this.options.onEvent('error', `the dialogue gave no sign of life for ${hangMs} ms and is ended`);
      void worker.terminate();
    });
  }
}
