import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { wordingModel } from '../answer/wording.js';
import { Dialogue } from '../dialogue/dialogue.js';
import type { Knowing } from '../dialogue/draft.js';
import { KnowledgeKeeper } from '../dialogue/knowledgeKeeper.js';
import { externalEmbeddings } from '../retrieval/externalEmbeddings.js';
import { type FromThread, toFailure, type ThreadSettings, type ToThread } from './protocol.js';

/** What runs in the thread: the knowledge, its index and the dialogue. It opens no store and no port. */
async function run(settings: ThreadSettings): Promise<void> {
  const { embeddingsModel, llmModel } = settings;
  const keeper = await KnowledgeKeeper.open({
    knowledgeBaseDir: settings.knowledgeBaseDir,
    indexRoot: settings.indexRoot,
    external: embeddingsModel
      ? { name: embeddingsModel, embeddings: await externalEmbeddings(embeddingsModel) }
      : undefined,
    now: () => new Date(),
    newId: () => randomUUID(),
    onEvent: (level, message) => tell({ kind: 'event', level, message }),
    onChange: announce,
  });
  const wording = llmModel ? await wordingModel(llmModel) : undefined;
  const dialogue = new Dialogue(keeper.current, () => performance.now(), wording);
  keeper.watch(settings.checkMs);
  parentPort?.on('message', (message: ToThread) => {
    if (message.kind === 'ping') {
      tell({ kind: 'pong' });
      return;
    }
    const { id, input } = message;
    dialogue.handle(input).then(
      (result) => tell({ kind: 'result', id, result }),
      (error: unknown) => tell({ kind: 'failed', id, failure: toFailure(error) }),
    );
  });
  announce(keeper.current());
}

function announce({ knowledge, index }: Knowing): void {
  tell({ kind: 'knowledge', summary: { articles: knowledge.articles.size, officeName: knowledge.office.name } });
  void index.graphSettled.then(() => tell({ kind: 'settled' }));
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

run(workerData as ThreadSettings).catch((error: unknown) => tell({ kind: 'startFailed', failure: toFailure(error) }));
