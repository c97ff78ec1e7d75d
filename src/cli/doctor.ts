import { access, constants, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { loadConfig, type Config } from '../config.js';
import { AppError, messageOf } from '../errors.js';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { externalEmbeddings } from '../retrieval/externalEmbeddings.js';
import { indexName, readIndexFiles } from '../retrieval/indexFiles.js';
import { openStore } from '../store/openStore.js';
import { runCommand } from './runCommand.js';

interface Finding {
  readonly state: 'ok' | 'note' | 'wrong';
  readonly text: string;
}

const ok = (text: string): Finding => ({ state: 'ok', text });
const note = (text: string): Finding => ({ state: 'note', text });
const wrong = (text: string): Finding => ({ state: 'wrong', text });

/** `doctor`: what is configured, what can be reached, what is wrong and what to do. Exit 1 when something is wrong. */
export async function doctor(): Promise<number> {
  let findings: Finding[];
  try {
    const config = loadConfig();
    findings = [ok(`Node ${process.versions.node}`), ...settings(config)];
    for (const check of [dataFolder, store, knowledgeAndIndex, graphAddon, embeddings, port])
      findings.push(...(await check(config).catch(failed)));
  } catch (error) {
    findings = failed(error);
  }
  const mark = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };
  for (const { state, text } of findings) process.stdout.write(`${mark[state]}  ${text}\n`);
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

function settings(config: Config): Finding[] {
  return [
    ok(config.databaseUrl ? 'PostgreSQL, by DATABASE_URL' : `SQLite in ${config.dataDir}`),
    config.secretKey
      ? ok('SECRET_KEY is set')
      : note('SECRET_KEY is not set: one is kept in DATA_DIR/secret.key; back it up with the data'),
    config.publicUrl
      ? ok(`PUBLIC_URL ${config.publicUrl}`)
      : note('PUBLIC_URL is not set: links are made from each request’s own address'),
    config.corsOrigins.length > 0
      ? ok(`the widget may be embedded by ${config.corsOrigins.join(', ')}`)
      : note('CORS_ORIGINS is not set: the widget works on our own page only'),
  ];
}

async function dataFolder({ dataDir }: Config): Promise<Finding[]> {
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw new AppError('DATA_DIR_UNUSABLE', dataDir, error);
  });
  await access(dataDir, constants.W_OK).catch((error: unknown) => {
    throw new AppError('DATA_DIR_UNUSABLE', dataDir, error);
  });
  return [ok(`DATA_DIR ${dataDir} can be written to`)];
}

async function store({ dataDir, databaseUrl }: Config): Promise<Finding[]> {
  if (!databaseUrl && !existsSync(join(dataDir, 'tanya.db')))
    return [note('there is no database yet: the first start makes it')];
  const opened = await openStore({ dataDir, databaseUrl, exclusive: false });
  const healthy = await opened.healthy();
  await opened.close();
  return [
    healthy ? ok('the store answers') : wrong('the store opens and cannot be written to: check disk space and rights'),
  ];
}

async function knowledgeAndIndex({ knowledgeBaseDir, dataDir, embeddingsModel }: Config): Promise<Finding[]> {
  const { knowledge, problems } = await loadKnowledge(knowledgeBaseDir);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return [wrong(`the knowledge base has ${errors} errors: npm run kb:check lists them`)];
  const directory = join(dataDir, 'index', indexName(knowledge.hash, embeddingsModel ?? 'built-in'));
  const index = await readIndexFiles(directory).then(
    ({ manifest }) =>
      ok(
        `the index is built (${manifest.examples.length} examples, ${manifest.hasGraph ? 'HNSW graph' : 'exact scan'})`,
      ),
    () => note('the index is not built yet: npm start builds it, or npm run kb:build'),
  );
  return [ok(`the knowledge base has ${knowledge.articles.size} articles and ${knowledge.facts.size} facts`), index];
}

async function graphAddon(): Promise<Finding[]> {
  return import('hnswlib-node').then(
    () => [ok('hnswlib-node is compiled')],
    () => [note('hnswlib-node is not compiled: an exact scan serves instead, with the same answers')],
  );
}

async function embeddings({ embeddingsModel }: Config): Promise<Finding[]> {
  if (!embeddingsModel) return [ok('embeddings: built in, nothing to reach')];
  const model = await externalEmbeddings(embeddingsModel);
  return model.embedQuery('paspor').then(
    (vector) => [ok(`${embeddingsModel} answers with ${vector.length} dimensions`)],
    (error: unknown) => [wrong(`${embeddingsModel} does not answer (${messageOf(error)}): check its address and key`)],
  );
}

function port({ host, port: number }: Config): Promise<Finding[]> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve([
        error.code === 'EADDRINUSE'
          ? note(`port ${number} is taken: by this program if it runs, else set PORT`)
          : wrong(`cannot listen on ${host}:${number}: ${error.message}`),
      ]);
    });
    server.listen(number, host, () => server.close(() => resolve([ok(`port ${number} is free`)])));
  });
}

function failed(error: unknown): Finding[] {
  return [wrong(error instanceof AppError ? `${error.message}. ${error.advice}` : messageOf(error))];
}

await runCommand(doctor);
