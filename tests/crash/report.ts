import type { CrashFigures } from './crashRun.js';

const ROWS: readonly (readonly [string, (figures: CrashFigures) => number | string])[] = [
  ['conversations', (f) => f.conversations],
  ['messages sent', (f) => f.sent],
  ['acknowledged', (f) => f.acknowledged],
  ['posted again', (f) => f.resent],
  ['turns', (f) => f.turns],
  ['kills under load', (f) => f.kills],
  ['kills while starting', (f) => f.killsInStart],
  ['restarts', (f) => f.restarts],
  ['kills between store and answer', (f) => f.struckBeforeAnswer],
  ['kills within a turn', (f) => f.struckInTurn],
  ['stored, acknowledgement lost', (f) => f.storedUnacknowledged],
  ['lost', (f) => f.lost.length],
  ['begun, never greeted', (f) => f.ungreeted.length],
  ['doubled or answered twice', (f) => f.doubled.length],
  ['order broken', (f) => f.misordered.length],
  ['failed turns (apology)', (f) => f.failedTurns],
  ['seconds', (f) => f.seconds.toFixed(1)],
];
const SHOWN = 10;

/** A table with a column for each store, and below it what was found, in words. */
export function report(columns: Readonly<Record<string, CrashFigures>>): string {
  const names = Object.keys(columns);
  const figures = Object.values(columns);
  const line = (title: string, cells: readonly (string | number)[]): string =>
    `${title.padEnd(32)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;
  const lines = [line('', names), ...ROWS.map(([title, read]) => line(title, figures.map(read)))];
  for (const [name, { lost, ungreeted, doubled, misordered, trouble }] of Object.entries(columns)) {
    for (const [title, found] of Object.entries({ lost, ungreeted, doubled, misordered, trouble })) {
      for (const words of found.slice(0, SHOWN)) lines.push(`${name}, ${title}: ${words}`);
      if (found.length > SHOWN) lines.push(`${name}, ${title}: … and ${found.length - SHOWN} more`);
    }
  }
  return `${lines.join('\n')}\n`;
}
