import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig, type Config } from './config.js';
import { DialogueThread } from './dialogueThread/dialogueThread.js';
import { AppError } from './errors.js';
import type { RunningServer } from './server.js';

/** How often the knowledge base is looked at for changes, in milliseconds. */
const KNOWLEDGE_CHECK_MS = 10_000;

/**
 * Starts the whole product.
 * @param threadFile what runs in the dialogue's thread, where this is not the compiled program: threads run no TypeScript
 * @throws AppError for everything that an operator can put right
 */
export async function startProduct(config: Config, threadFile?: URL): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, redact: ['req.headers', '*.nativeId'] });
  const dialogue = new DialogueThread({
    knowledgeBaseDir: config.knowledgeBaseDir,
    indexRoot: join(config.dataDir, 'index'),
    embeddingsModel: config.embeddingsModel,
    llmModel: config.llmModel,
    checkMs: KNOWLEDGE_CHECK_MS,
    ...(threadFile && { file: threadFile }),
    onEvent: (level, message) => logger[level](message),
  });
  try {
    // Only now, because loading the rest takes half a second, which the thread uses on another core.
    const { startServer } = await import('./server.js');
    return await startServer(config, dialogue, logger);
  } catch (error) {
    await dialogue.stop();
    throw error;
  }
}

/** The process: starts, says where it listens, and stops in order on SIGTERM and SIGINT. */
export async function main(): Promise<void> {
  try {
    const server = await startProduct(loadConfig());
    process.stdout.write(`Tanya Imigrasi is ready: ${server.address}/\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        void server.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    }
  } catch (error) {
    process.stderr.write(describeStartFailure(error));
    process.exitCode = 1;
  }
}

function describeStartFailure(error: unknown): string {
  if (error instanceof AppError) return `${error.message}\n${error.advice}\n`;
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
