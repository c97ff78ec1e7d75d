import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { baseline, missedGates, type Gate } from './gates.js';
import { buildReport, type SetReport } from './report.js';
import { setNames } from './sets.js';
import { answer, question, scoredSet } from './testing/items.js';

const halfRight = (): SetReport =>
  buildReport([
    scoredSet('open', false, [
      [question(), answer()],
      [question(), answer({ article: 'overstay', facts: ['fee.overstay'], printed: ['fee.overstay'] })],
    ]),
  ]).sets[0]!;
const missed = (gate: Partial<Gate>): string[] => missedGates(halfRight(), { right: {}, ...gate });

describe('a gate', () => {
  it('is passed at its limit and missed below', () => {
    expect(missed({ article: 0.5, right: { answerable: 0.5 }, wrongFigures: 1 })).toEqual([]);
    expect(missed({ article: 0.51 })).toEqual(['open: article 50.0 %, at least 51 % is wanted']);
    expect(missed({ right: { answerable: 0.51 } })).toEqual([
      'open: answerable fully right 50.0 %, at least 51 % is wanted',
    ]);
    expect(missed({ wrongFigures: 0 })).toEqual(['open: 1 wrong figures, at most 0 are allowed']);
  });

  it('is missed where there is nothing that it could be of', () => {
    expect(missed({ right: { handoff: 0.1 } })).toEqual([
      'open: handoff fully right nothing to judge, at least 10 % is wanted',
    ]);
  });

  it('stands for every set, and only for sets that are there', async () => {
    const gates = baseline.parse(JSON.parse(await readFile('evals/baseline.json', 'utf8')));
    expect(Object.keys(gates).sort()).toEqual(await setNames('evals/sets'));
  });
});
