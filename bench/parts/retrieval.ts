import { join } from 'node:path';
import { megabytes, showRuns } from '../figures.js';
import { inChild } from '../inChild.js';
import type { Table } from '../table.js';
import { inTemporaryFolder } from '../temporary.js';

export type PeerName = 'product' | 'product-opened' | 'node-nlp' | 'node-nlp-all' | 'minisearch' | 'orama';

/** What one process measured of one engine. */
export interface PeerFigures {
  readonly right: number;
  readonly of: number;
  readonly buildMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
}

const RUNS = 3;
const BOUND_SECONDS = 120;
const PEERS: readonly { readonly name: PeerName; readonly label: string }[] = [
  { name: 'product', label: 'Tanya Imigrasi, built' },
  { name: 'product-opened', label: 'Tanya Imigrasi, opened from disk' },
  { name: 'node-nlp', label: 'node-nlp, titles and examples' },
  { name: 'node-nlp-all', label: 'node-nlp, section text too' },
  { name: 'minisearch', label: 'MiniSearch' },
  { name: 'orama', label: 'Orama' },
];

/** The product's index beside other engines that need no downloaded model, on the real knowledge base. */
export function retrieval(): Promise<Table> {
  return inTemporaryFolder(async (folder) => {
    const found = new Map<PeerName, PeerFigures[]>(PEERS.map(({ name }) => [name, []]));
    for (let run = 0; run < RUNS; run++) {
      for (const { name } of PEERS) {
        // What `product` built in this round is what `product-opened` opens.
        const figures = await inChild<PeerFigures>('measurePeer', [name, join(folder, String(run))], BOUND_SECONDS);
        if (figures) found.get(name)?.push(figures);
      }
    }
    const rows = PEERS.map(({ name, label }) => {
      const runs = found.get(name) ?? [];
      const [first] = runs;
      if (!first) return [label, `not done in ${BOUND_SECONDS} s`];
      const of = (pick: (figures: PeerFigures) => number, digits: number): string => showRuns(runs.map(pick), digits);
      return [
        label,
        `${of(({ right, of: all }) => (100 * right) / all, 1)} %`,
        of(({ p50 }) => p50, 2),
        of(({ p99 }) => p99, 2),
        of(({ buildMs }) => buildMs / 1000, 2),
        of(({ heapBytes }) => megabytes(heapBytes), 0),
        of(({ residentBytes }) => megabytes(residentBytes), 0),
      ];
    });
    const asked = [...found.values()].flat()[0]?.of ?? 0;
    return {
      title: `retrieval: right article at rank 1 on the real knowledge base (median of ${RUNS} processes, min–max)`,
      columns: ['', 'rank 1', 'p50 ms', 'p99 ms', 'build s', 'heap +MB', 'resident +MB'],
      rows,
      notes: [
        `${asked} answerable questions of evals/sets/open.jsonl, without thresholds, dialogue or history; six points either way mean nothing at this size`,
        'everybody gets the same titles, button questions, example questions and section texts; the product uses its glossary as well, which is part of the knowledge base',
        'node-nlp: defaults, a model for each language, told the language of each question, classifier alone; with and without section text, since long texts are not what it is made for',
        'MiniSearch: one document an article, titles and examples count double, any word; Orama: one document a text, BM25, any word, the article with the best three texts. Both settings were the best of a dozen tried on these very questions, which favours them',
        'build: library loading included, knowledge base loading not; memory: what is there after a collection, beyond the loaded knowledge base; resident holds garbage of the build that V8 has not given back',
        'times: one question after another, every question five times after one round to warm up',
      ],
    };
  });
}
