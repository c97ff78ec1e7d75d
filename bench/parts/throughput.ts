import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { loadUsableKnowledge } from '../../src/knowledge/loadKnowledge.js';
import { percentile, showRuns } from '../figures.js';
import { BareClient } from '../load/bareClient.js';
import type { LoadClient } from '../load/client.js';
import { DirectLineClient } from '../load/directLineClient.js';
import { drive } from '../load/drive.js';
import type { BenchOptions } from '../options.js';
import { drawQuestions } from '../questions.js';
import { processorSeconds, startBareServer, startProduct, type RunningChild } from '../servers.js';
import type { Table } from '../table.js';
import { describeDisk, inTemporaryFolder } from '../temporary.js';

const CONVERSATIONS = 64;
const ROUNDS = 5;
const ROUND_MS = 4_000;
const WARM_UP_MS = 6_000;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Cores that were busy, on average. */
  readonly serverCores: number;
  readonly generatorCores: number;
  /** Milliseconds of the server's processor time. */
  readonly serverMsEach: number;
}

/** How many durable turns a second go through HTTP, beside a server that does nothing but commit. */
export function throughput({ transport, profile }: BenchOptions): Promise<Table> {
  return inTemporaryFolder(async (folder) => {
    const questions = await drawQuestions(await loadUsableKnowledge(loadConfig().knowledgeBaseDir), 5_000);
    await mkdir(join(folder, 'bare'));
    const product = await startProduct(join(folder, 'data'), profile);
    const bare = await startBareServer(join(folder, 'bare'), profile).catch(async (error: unknown) => {
      await product.stop();
      throw error;
    });
    const people: LoadClient[] = [];
    const posters: LoadClient[] = [];
    try {
      for (let i = 0; i < CONVERSATIONS; i++) {
        people.push(await DirectLineClient.open(product.port, transport));
        posters.push(await BareClient.open(bare.port, `conversation${i}`));
      }
      await drive(people, questions, { milliseconds: WARM_UP_MS });
      await drive(posters, questions, { milliseconds: WARM_UP_MS / 2 });
      const ofProduct: Round[] = [];
      const ofBare: Round[] = [];
      // By turns, so that whatever else slows the machine slows both.
      for (let round = 0; round < ROUNDS; round++) {
        ofProduct.push(await measure(product, people, questions));
        ofBare.push(await measure(bare, posters, questions));
      }
      const row = (label: string, rounds: readonly Round[]): string[] => {
        const of = (pick: (round: Round) => number, digits: number): string => showRuns(rounds.map(pick), digits);
        return [
          label,
          of(({ perSecond }) => perSecond, 0),
          of(({ p50 }) => p50, 1),
          of(({ p99 }) => p99, 1),
          of(({ serverCores }) => serverCores, 2),
          of(({ generatorCores }) => generatorCores, 2),
          of(({ serverMsEach }) => serverMsEach, 2),
        ];
      };
      const ratios = ofProduct.map(({ perSecond }, round) => perSecond / (ofBare[round]?.perSecond ?? NaN));
      return {
        title: `throughput: durable turns a second through Direct Line over HTTP (median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s, min–max)`,
        columns: ['', 'per second', 'p50 ms', 'p99 ms', 'server cores', 'generator cores', 'server processor ms each'],
        rows: [
          row('Tanya Imigrasi, turns', ofProduct),
          row('bare Fastify + better-sqlite3, posts', ofBare),
          ['ratio, round by round', showRuns(ratios, 3)],
        ],
        notes: [
          `${CONVERSATIONS} conversations, each posts its next question when it has seen the reply to the last; keep-alive connections, replies by ${transport === 'websocket' ? 'WebSocket' : 'polling'}`,
          'a turn: one POST, stored durably and acknowledged; retrieval and answer; committed durably; reply pushed and seen. Both servers run in their own process on the generator’s machine',
          'the bare server: one POST, one transaction of four inserts, WAL, synchronous FULL, the id as the answer; it pushes nothing and thinks nothing',
          'latency is from posting to the reply being seen, with all conversations asking at once; server and generator cores are processor time by wall time',
          await describeDisk(),
        ],
      };
    } finally {
      for (const client of [...people, ...posters]) client.close();
      await Promise.all([product.stop(), bare.stop()]);
    }
  });
}

async function measure(
  server: RunningChild,
  clients: readonly LoadClient[],
  questions: readonly string[],
): Promise<Round> {
  const serverBefore = processorSeconds(server.pid);
  const generatorBefore = process.cpuUsage();
  const started = performance.now();
  const { answers, seconds, latencies } = await drive(clients, questions, { milliseconds: ROUND_MS });
  const { user, system } = process.cpuUsage(generatorBefore);
  // Longer than the round by what was still under way at its end.
  const wall = (performance.now() - started) / 1000;
  const perSecond = answers / seconds;
  const serverCores = (processorSeconds(server.pid) - serverBefore) / wall;
  return {
    perSecond,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    serverCores,
    generatorCores: (user + system) / 1e6 / wall,
    serverMsEach: (serverCores * 1000) / perSecond,
  };
}
