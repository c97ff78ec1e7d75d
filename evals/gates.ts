import { z } from 'zod';
import type { SetReport } from './report.js';
import type { Share } from './statistics.js';
import { KINDS } from './types.js';

const least = z.number().min(0).max(1).optional();

/** What a set must reach: shares from 0 to 1, and how many wrong figures are let pass. */
const gate = z.strictObject({
  article: least,
  section: least,
  outOfScope: least,
  /** Fully right, by kind. */
  right: z.partialRecord(z.enum(KINDS), z.number().min(0).max(1)).default({}),
  wrongFigures: z.number().int().min(0).optional(),
});
export type Gate = z.infer<typeof gate>;

/** `baseline.json`: gates by set. */
export const baseline = z.record(z.string(), gate);

/** What a set missed, in words. A gate of a kind that the set lacks is missed: it would stand for nothing. */
export function missedGates({ name, kinds }: SetReport, wanted: Gate): string[] {
  const all = kinds.find(({ kind }) => kind === 'all')?.summary;
  if (!all) return [];
  const missed: string[] = [];
  const check = (part: string, reached: Share | undefined, limit: number | undefined): void => {
    if (limit === undefined || (reached && reached.of > 0 && reached.hits / reached.of >= limit)) return;
    const found =
      reached && reached.of > 0 ? `${((100 * reached.hits) / reached.of).toFixed(1)} %` : 'nothing to judge';
    missed.push(`${name}: ${part} ${found}, at least ${Math.round(1000 * limit) / 10} % is wanted`);
  };
  check('article', all.article, wanted.article);
  check('section', all.section, wanted.section);
  check('outOfScope', all.outOfScope, wanted.outOfScope);
  for (const kind of KINDS)
    check(`${kind} fully right`, kinds.find((found) => found.kind === kind)?.summary.right, wanted.right[kind]);
  if (wanted.wrongFigures !== undefined && all.wrongFigures > wanted.wrongFigures)
    missed.push(`${name}: ${all.wrongFigures} wrong figures, at most ${wanted.wrongFigures} are allowed`);
  return missed;
}
