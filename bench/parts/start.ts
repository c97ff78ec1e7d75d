import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { loadUsableKnowledge } from '../../src/knowledge/loadKnowledge.js';
import { megabytes, showRuns } from '../figures.js';
import { inChild } from '../inChild.js';
import { DirectLineClient } from '../load/directLineClient.js';
import { drive } from '../load/drive.js';
import { HttpConnection } from '../load/httpConnection.js';
import type { BenchOptions } from '../options.js';
import { drawQuestions } from '../questions.js';
import { residentMemory, startProduct, type RunningChild } from '../servers.js';
import type { Table } from '../table.js';
import { inTemporaryFolder } from '../temporary.js';

const STARTS = 5;
const FIRST_STARTS = 3;
const MEMORY_RUNS = 3;
const TURNS = 10_000;
const CONVERSATIONS = 16;
const BOUND_MS = 150_000;

interface Memory {
  readonly resident: number;
  readonly most: number;
  readonly heap: number;
}

/** How soon the server is ready, and how much memory it takes. */
export function start({ transport }: BenchOptions): Promise<Table> {
  return inTemporaryFolder(async (folder) => {
    const questions = await drawQuestions(await loadUsableKnowledge(loadConfig().knowledgeBaseDir), 5_000);
    const builds: { loadMs: number; buildMs: number }[] = [];
    const firstStarts: number[] = [];
    for (let run = 0; run < FIRST_STARTS; run++) {
      const built = await inChild<{ loadMs: number; buildMs: number }>(
        'measureBuild',
        [join(folder, `index${run}`)],
        BOUND_MS / 1000,
      );
      if (built) builds.push(built);
      const server = await startProduct(join(folder, `first${run}`));
      firstStarts.push(server.readyMs);
      await server.stop();
    }
    const data = join(folder, 'first0');
    const starts: number[] = [];
    const startProcessor: number[] = [];
    const fresh: Memory[] = [];
    for (let run = 0; run < STARTS; run++) {
      const server = await startProduct(data);
      starts.push(server.readyMs);
      startProcessor.push(server.readyProcessorMs);
      fresh.push(await memoryOf(server));
      await server.stop();
    }
    const worked: Memory[] = [];
    const turns: number[] = [];
    for (let run = 0; run < MEMORY_RUNS; run++) {
      const server = await startProduct(data);
      try {
        turns.push(await work(server, questions, transport));
        worked.push(await memoryOf(server));
      } finally {
        await server.stop();
      }
    }
    const seconds = (label: string, milliseconds: readonly number[]): string[] => [
      label,
      showRuns(
        milliseconds.map((ms) => ms / 1000),
        2,
      ),
      's',
      String(milliseconds.length),
    ];
    const memory = (label: string, bytes: readonly number[]): string[] => [
      label,
      showRuns(bytes.map(megabytes), 0),
      'MB',
      String(bytes.length),
    ];
    return {
      title: 'start: readiness and memory (median, min–max)',
      columns: ['', 'value', 'unit', 'runs'],
      rows: [
        seconds('process start to first 200 of /readyz, index built', starts),
        seconds('processor time used until then', startProcessor),
        seconds('process start to first 200 of /readyz, no index yet', firstStarts),
        seconds(
          'loading and checking the knowledge base',
          builds.map(({ loadMs }) => loadMs),
        ),
        seconds(
          'building the index, files and check included',
          builds.map(({ buildMs }) => buildMs),
        ),
        memory(
          'resident after start, index built',
          fresh.map(({ resident }) => resident),
        ),
        memory(
          'heap used after start',
          fresh.map(({ heap }) => heap),
        ),
        memory(
          `resident after ${showRuns(turns, 0)} turns`,
          worked.map(({ resident }) => resident),
        ),
        memory(
          'most ever resident until then',
          worked.map(({ most }) => most),
        ),
        memory(
          'heap used after the turns',
          worked.map(({ heap }) => heap),
        ),
      ],
      notes: [
        `the server in a process of its own, started as npm start does but without the look at whether the build is fresh; files come from the system’s cache; /readyz is asked about every 5 ms`,
        `turns through Direct Line over HTTP, ${CONVERSATIONS} conversations at once, replies by ${transport === 'websocket' ? 'WebSocket' : 'polling'}, SQLite on disk`,
        'memory as the process stands, with no collection forced: heap used holds garbage; resident and most resident from /proc, heap from /metrics',
      ],
    };
  });
}

/** @returns how many turns were done */
async function work(
  server: RunningChild,
  questions: readonly string[],
  transport: BenchOptions['transport'],
): Promise<number> {
  const clients: DirectLineClient[] = [];
  try {
    for (let i = 0; i < CONVERSATIONS; i++) clients.push(await DirectLineClient.open(server.port, transport));
    return (await drive(clients, questions, { milliseconds: BOUND_MS, answers: TURNS })).answers;
  } finally {
    for (const client of clients) client.close();
  }
}

async function memoryOf(server: RunningChild): Promise<Memory> {
  const connection = await HttpConnection.open(server.port);
  const { body } = await connection.request('GET', '/metrics');
  connection.close();
  const { now, most } = residentMemory(server.pid);
  return { resident: now, most, heap: Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(body)?.[1]) };
}
