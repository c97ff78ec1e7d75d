import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.js';
import { Dialogue } from '../../src/dialogue/dialogue.js';
import { KnowledgeKeeper } from '../../src/dialogue/knowledgeKeeper.js';
import { pipeline } from '../../src/dialogue/pipeline.js';
import { conversationsOver } from '../../src/inbox/conversations.js';
import { openStore } from '../../src/store/openStore.js';
import { runTurn, type TurnServices } from '../../src/turn/runTurn.js';
import { percentile, showRuns } from '../figures.js';
import { drawQuestions } from '../questions.js';
import type { Table } from '../table.js';
import { describeDisk, inTemporaryFolder } from '../temporary.js';

const QUESTIONS = 5_000;
const RUNS = 3;
/** A run ends after so many milliseconds, however few questions it has come to: a busy disk makes every turn wait twice. */
const RUN_MS = 20_000;
/** People ask a few questions in one conversation, so that some turns have something to follow up. */
const QUESTIONS_IN_A_CONVERSATION = 5;

/** Milliseconds by what they were spent on, one entry a turn. */
type Durations = Map<string, number[]>;

interface Run {
  readonly durations: Durations;
  /** Milliseconds of processor time by part of a turn, over all turns; unlike time, it does not grow much when others use the machine. */
  readonly processor: ReadonlyMap<string, number>;
}

/** What a turn costs, step by step, in process: with the store in memory, and with SQLite on disk. */
export function turn(): Promise<Table> {
  return inTemporaryFolder(async (folder) => {
    const keeper = await KnowledgeKeeper.open({
      knowledgeBaseDir: loadConfig().knowledgeBaseDir,
      indexRoot: join(folder, 'index'),
      external: undefined,
      now: () => new Date(),
      newId: randomUUID,
      onEvent: () => undefined,
    });
    const questions = await drawQuestions(keeper.current().knowledge, QUESTIONS);
    const dialogue = new Dialogue(keeper.current, () => performance.now());
    await measure(dialogue, questions.slice(0, 1_000), { dataDir: '', memory: true });
    const inMemory: Run[] = [];
    const onDisk: Run[] = [];
    for (let run = 0; run < RUNS; run++) {
      inMemory.push(await measure(dialogue, questions, { dataDir: '', memory: true }));
      onDisk.push(await measure(dialogue, questions, { dataDir: join(folder, `store${run}`), memory: false }));
    }
    const row = (label: string, name: string, runs: readonly Run[]): string[] => {
      const of = (pick: (run: Run, all: readonly number[]) => number, digits: number): string =>
        showRuns(
          runs.map((run) => pick(run, run.durations.get(name) ?? [])),
          digits,
        );
      return [
        label,
        of((_, all) => all.length, 0),
        of((_, all) => percentile(all, 0.5), 3),
        of((_, all) => percentile(all, 0.99), 3),
        runs[0]?.processor.has(name) ? of(({ processor }, all) => (processor.get(name) ?? 0) / all.length, 3) : '',
      ];
    };
    return {
      title: `turn: what one turn costs, ms (median of ${RUNS} runs, min–max)`,
      columns: ['', 'turns', 'p50', 'p99', 'processor, mean'],
      rows: [
        ...pipeline.map(({ name }) => row(`  step ${name}`, name, inMemory)),
        row('thinking (all steps and botbuilder)', 'think', inMemory),
        row('receive, store in memory', 'receive', inMemory),
        row('beginTurn, store in memory', 'begin', inMemory),
        row('commit, store in memory', 'commit', inMemory),
        row('whole turn, store in memory', 'turn', inMemory),
        row('receive, SQLite on disk', 'receive', onDisk),
        row('beginTurn, SQLite on disk', 'begin', onDisk),
        row('thinking, SQLite on disk', 'think', onDisk),
        row('commit, SQLite on disk', 'commit', onDisk),
        row('whole turn, SQLite on disk', 'turn', onDisk),
      ],
      notes: [
        `${QUESTIONS} questions from evals/sets/open.jsonl and the articles' examples, ${QUESTIONS_IN_A_CONVERSATION} to a conversation, one after another, a run at most ${RUN_MS / 1000} s; 1,000 more before, to warm up`,
        'a step counts only the turns in which it ran; "whole turn" is beginTurn to commit, without receive and without HTTP',
        'processor: time on a processor rather than on the clock, the collector’s included; on a busy machine it is the figure to trust',
        'receive and commit wait for the disk once each, beginTurn does not by design; no other request was waiting',
        await describeDisk(),
      ],
    };
  });
}

async function measure(
  dialogue: Dialogue,
  questions: readonly string[],
  where: { readonly dataDir: string; readonly memory: boolean },
): Promise<Run> {
  const store = await openStore({ ...where, exclusive: true });
  const durations: Durations = new Map();
  const add = (name: string, milliseconds: number): void => {
    const known = durations.get(name);
    if (known) known.push(milliseconds);
    else durations.set(name, [milliseconds]);
  };
  const processor = new Map<string, number>();
  const spend = (name: string, from: Moment, to: Moment): void => {
    add(name, to.time - from.time);
    processor.set(name, (processor.get(name) ?? 0) + to.processor - from.processor);
  };
  let thinkingFrom = moment();
  let thinkingTo = thinkingFrom;
  const services: TurnServices = {
    store,
    dialogue: {
      async handle(input) {
        thinkingFrom = moment();
        const result = await dialogue.handle(input);
        thinkingTo = moment();
        for (const [step, milliseconds] of Object.entries(result.steps)) add(step, milliseconds);
        return result;
      },
    },
    capabilities: () => ({ delivery: 'log', buttons: true, typing: true, maxTextLength: 20_000 }),
    now: Date.now,
    newId: randomUUID,
    timeoutMs: 20_000,
    onError(error) {
      throw error;
    },
  };
  const conversations = conversationsOver({ store, secretKey: randomUUID(), now: Date.now, newId: randomUUID });
  try {
    const until = performance.now() + RUN_MS;
    for (const [index, text] of questions.entries()) {
      if (performance.now() > until) break;
      const message = {
        channel: 'bench',
        account: 'bench',
        conversationNativeId: `conversation ${Math.floor(index / QUESTIONS_IN_A_CONVERSATION)}`,
        nativeId: `message ${index}`,
        personId: 'bench',
        activity: { type: 'message', text },
      };
      const received = moment();
      const { conversationId } = await conversations.receive(message);
      const began = moment();
      const { kind } = await runTurn(services, conversationId);
      const ended = moment();
      if (kind !== 'committed') throw new Error(`a turn was not committed: ${kind}`);
      spend('receive', received, began);
      spend('begin', began, thinkingFrom);
      spend('think', thinkingFrom, thinkingTo);
      spend('commit', thinkingTo, ended);
      spend('turn', began, ended);
    }
  } finally {
    await store.close();
  }
  return { durations, processor };
}

interface Moment {
  /** Milliseconds. */
  readonly time: number;
  /** Milliseconds of processor time that this process has used, kernel and collector included. */
  readonly processor: number;
}

function moment(): Moment {
  const { user, system } = process.cpuUsage();
  return { time: performance.now(), processor: (user + system) / 1000 };
}
