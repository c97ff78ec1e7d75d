import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { wordingModel } from '../answer/wording.js';
import { forPages } from '../checklists/makePage.js';
import { Dialogue } from '../dialogue/dialogue.js';
import type { Knowing } from '../dialogue/draft.js';
import { KnowledgeKeeper } from '../dialogue/knowledgeKeeper.js';
import { externalEmbeddings } from '../retrieval/externalEmbeddings.js';
import { type FromThread, toFailure, type ThreadSettings, type ToThread } from './protocol.js';

/** What runs in the thread: the knowledge, its index and the dialogue. It opens no store and no port. */
async function openDialogue(settings: ThreadSettings): Promise<Dialogue> {
  const { embeddingsModel, llmModel } = settings;
  // First what fails without having begun anything native.
  const wording = llmModel ? await wordingModel(llmModel) : undefined;
  const embeddings = embeddingsModel ? await externalEmbeddings(embeddingsModel) : undefined;
  const keeper = await KnowledgeKeeper.open({
    knowledgeBaseDir: settings.knowledgeBaseDir,
    indexRoot: settings.indexRoot,
    external: embeddingsModel && embeddings ? { name: embeddingsModel, embeddings } : undefined,
    now: () => new Date(),
    newId: () => randomUUID(),
    onEvent: (level, message) => tell({ kind: 'event', level, message }),
    onLoading: () => tell({ kind: 'loading' }),
    onLoaded: announce,
  });
  keeper.watch(settings.checkMs);
  return new Dialogue(keeper.current, () => performance.now(), wording);
}

let dialogue: Dialogue | undefined;

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'ping') tell({ kind: 'pong' });
  else if (message.kind === 'begin')
    openDialogue(workerData as ThreadSettings).then(
      (opened) => (dialogue = opened),
      (error: unknown) => tell({ kind: 'startFailed', failure: toFailure(error) }),
    );
  else void answer(message);
});

async function answer({ id, input }: Extract<ToThread, { kind: 'handle' }>): Promise<void> {
  try {
    if (!dialogue) throw new Error('asked before the dialogue was open');
    tell({ kind: 'result', id, result: await dialogue.handle(input) });
  } catch (error) {
    // A result that cannot be copied ends here too, and only that turn.
    tell({ kind: 'failed', id, failure: toFailure(error) });
  }
}

function announce({ knowledge, index }: Knowing): void {
  // After what follows a load in the same moment, so that whoever is told can ask at once.
  setImmediate(() =>
    tell({
      kind: 'knowledge',
      summary: {
        articles: knowledge.articles.size,
        officeName: knowledge.office.name,
        checklists: forPages(knowledge),
      },
    }),
  );
  void index.graphSettled.then(() => tell({ kind: 'settled' }));
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
