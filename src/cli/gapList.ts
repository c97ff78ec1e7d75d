import type { KnowledgeBase } from '../knowledge/types.js';
import { officeDay } from '../knowledge/officeDay.js';
import type { Gap } from '../store/gaps.js';
import { shownId, type GapGroup } from './gapGroups.js';

/** What a gap is called in lists: why it is one. */
const WHY = {
  unanswered: 'no answer',
  failed: 'failed',
  unsure: 'unsure answer',
  clarify: 'asked back, left',
} as const;

/** The groups for a person: a heading a group, and one line a question that was asked, the same words only once. */
export function listGaps(groups: readonly GapGroup[], knowledge: KnowledgeBase): string {
  const count = groups.reduce((sum, { gaps }) => sum + gaps.length, 0);
  if (count === 0) return 'No open gaps.\n';
  const parts = groups.map(({ id, gaps, last, nearest }) => {
    const title = nearest && knowledge.articles.get(nearest.article)?.text.id.title;
    const near = nearest ? `nearest ${nearest.article}, ${nearest.section} ("${title ?? ''}")` : 'nearest: none';
    const heading = `${id}  ${gaps.length}×, last ${officeDay(last)}, ${near}`;
    return [heading, ...byWords(gaps).map(line)].join('\n');
  });
  return `${parts.join('\n\n')}\n\n${count} open gaps in ${groups.length} groups\n`;
}

/** The groups for a program: a JSON array. Times are ISO. */
export function gapsAsJson(groups: readonly GapGroup[]): string {
  const shown = groups.map(({ id, gaps, last, nearest }) => ({
    group: id,
    count: gaps.length,
    last: new Date(last).toISOString(),
    article: nearest?.article ?? null,
    section: nearest?.section ?? null,
    gaps: gaps.map(({ id: gap, text, language, outcome, reason, downvoted, certainty, at }) => ({
      id: gap,
      text,
      language,
      outcome,
      reason,
      downvoted,
      certainty,
      at: new Date(at).toISOString(),
    })),
  }));
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

/** Gaps with the same words, whatever the case, in the order in which they were first asked. */
function byWords(gaps: readonly Gap[]): Gap[][] {
  const same = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = gap.text.toLowerCase();
    same.set(key, [...(same.get(key) ?? []), gap]);
  }
  return [...same.values()];
}

function line(same: readonly Gap[]): string {
  const [first] = same;
  if (!first) return '';
  const why = new Set(
    same.flatMap(({ reason, downvoted }) => [...(reason ? [WHY[reason]] : []), ...(downvoted ? ['"no"'] : [])]),
  );
  const often = same.length > 1 ? `${same.length}× ` : '';
  return `  ${shownId(first.id)}  ${first.language}  ${often}${first.text.replace(/\s*\n\s*/g, ' / ')}  [${[...why].join(', ')}]`;
}
