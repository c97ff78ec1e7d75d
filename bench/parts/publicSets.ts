import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { showRuns } from '../figures.js';
import { inChild } from '../inChild.js';
import type { BenchOptions } from '../options.js';
import { SET_FILES, SET_NAMES, type SetName } from '../publicSets/load.js';
import type { Table } from '../table.js';
import { inTemporaryFolder } from '../temporary.js';

export type EngineName = 'product' | 'node-nlp';

/** What one process measured of one engine on one set. */
export interface SetFigures {
  readonly right: number;
  readonly of: number;
  readonly trained: number;
  readonly intents: number;
  readonly buildMs: number;
  readonly p50: number;
  /** Undefined where the set has no questions out of scope. */
  readonly plainAuroc: number | undefined;
  /** With the set's out-of-scope training questions as calibration; undefined also where an engine cannot use them. */
  readonly taughtAuroc: number | undefined;
}

const ENGINES: Readonly<Record<EngineName, string>> = { product: 'Tanya Imigrasi', 'node-nlp': 'node-nlp' };
/** How often the ten utterances of each intent are drawn anew. */
const DRAWS = 3;
const LABELS: Readonly<Record<SetName, string>> = {
  'xsid-id': 'xSID Indonesian',
  'xsid-en': 'xSID English',
  'clinc-10': 'CLINC150, 10 a class',
  'clinc-full': 'CLINC150, full',
  'bank-10': 'BANKING77, 10 a class',
  'bank-full': 'BANKING77, full',
};

/** The product's fit on public intent sets, beside node-nlp. */
export async function publicSets({ benchmarks, boundSeconds }: BenchOptions): Promise<Table> {
  const title = 'public: right intent at rank 1 on public test sets (10 a class: median of three draws, min–max)';
  const columns = ['', 'train', 'test', 'rank 1', 'AUROC', 'taught', 'fit s', 'p50 ms'];
  const missing = await firstMissing(benchmarks);
  if (missing !== undefined)
    return {
      title,
      columns,
      rows: [],
      notes: [`skipped: ${missing} is not there; name the folder with --benchmarks DIR`],
    };
  return inTemporaryFolder(async (folder) => {
    const rows: string[][] = [];
    for (const name of SET_NAMES) {
      for (const [engine, label] of Object.entries(ENGINES)) {
        const runs: SetFigures[] = [];
        for (let draw = 1; draw <= (name.endsWith('-10') ? DRAWS : 1); draw++) {
          const figures = await inChild<SetFigures>(
            'measureSet',
            [engine, name, String(draw), benchmarks, join(folder, `${name}${draw}`)],
            boundSeconds,
          );
          if (!figures) break;
          runs.push(figures);
        }
        rows.push([`${LABELS[name]}: ${label}`, ...cells(runs, boundSeconds)]);
      }
    }
    return {
      title,
      columns,
      rows,
      notes: [
        'each intent is an article and its train utterances are its only texts (no titles, no sections, no glossary); CLINC150 and BANKING77 train on their train part, xSID on its valid part, all are tested on test only',
        'AUROC: how well the 4,500 in-scope test questions are told from the 1,000 out-of-scope ones by a score that saw none of the latter: the product by largest score × known share, node-nlp by its best score',
        'taught: the same by the product’s certainty, calibrated on the 3,000 valid and the 200 out-of-scope train and valid questions, which serve for nothing else',
        `node-nlp: defaults, classifier alone; each engine has ${boundSeconds} s for a set, in a process of its own; fit holds the library’s loading`,
        'one fit a set, seeded; on 500 questions (xSID) a difference under three points means nothing',
      ],
    };
  });
}

function cells(runs: readonly SetFigures[], boundSeconds: number): string[] {
  const [first] = runs;
  if (!first) return ['', '', `not done in ${boundSeconds} s`];
  const scores = (pick: (figures: SetFigures) => number | undefined): string =>
    showRuns(
      runs.map(pick).filter((value) => value !== undefined),
      3,
    );
  return [
    `${first.trained} / ${first.intents}`,
    String(first.of),
    `${showRuns(
      runs.map(({ right, of }) => (100 * right) / of),
      1,
    )} %`,
    scores(({ plainAuroc }) => plainAuroc),
    scores(({ taughtAuroc }) => taughtAuroc),
    showRuns(
      runs.map(({ buildMs }) => buildMs / 1000),
      1,
    ),
    showRuns(
      runs.map(({ p50 }) => p50),
      2,
    ),
  ];
}

async function firstMissing(folder: string): Promise<string | undefined> {
  for (const file of SET_FILES) {
    const path = join(folder, file);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) return path;
  }
  return undefined;
}
