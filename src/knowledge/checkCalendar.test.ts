import { describe, expect, it } from 'vitest';
import { checkCalendar } from './checkCalendar.js';
import { loadKnowledge } from './loadKnowledge.js';
import { writeKnowledgeBase } from './testing/tinyKnowledgeBase.js';

const day = (date: string, more = 'source: pp-1'): string =>
  `      - { date: ${date}, kind: holiday, ${more}, name: { id: Libur, en: Holiday } }\n`;
const HOURS = 'hours: [{ days: [monday], opens: "08:00", closes: "16:00" }]\n';
const calendar = (days: string, hours = HOURS): string =>
  `${hours}years:\n  - year: 2026\n    pages: [https://a.go.id/x]\n    checked: 2026-01-01\n    days:\n${days}`;

async function found(text: string | undefined, today = '2026-06-01'): Promise<string[]> {
  const folder = await writeKnowledgeBase(text === undefined ? {} : { 'calendar.yaml': text });
  const { knowledge, problems } = await loadKnowledge(folder);
  return [...problems, ...checkCalendar(knowledge, today)].map(
    ({ severity, place, message }) => `${severity} ${place.file}:${place.line} ${message}`,
  );
}

describe('the calendar', () => {
  it('is read with its days, their kind and their decree', async () => {
    const { knowledge } = await loadKnowledge(
      await writeKnowledgeBase({ 'calendar.yaml': calendar(day('2026-01-01')) }),
    );
    expect(knowledge.calendar.hours).toEqual([{ days: ['monday'], opens: '08:00', closes: '16:00' }]);
    expect(knowledge.calendar.years).toEqual([2026]);
    expect(knowledge.calendar.days).toEqual([
      {
        date: '2026-01-01',
        year: 2026,
        kind: 'holiday',
        name: { id: 'Libur', en: 'Holiday' },
        source: 'pp-1',
        place: { file: 'calendar.yaml', line: 7 },
      },
    ]);
  });

  it('is not asked of a knowledge base that has none', async () => {
    expect(await found(undefined)).toEqual([]);
  });

  it('has nothing wrong when it is whole', async () => {
    expect(await found(calendar(day('2026-01-01') + day('2026-12-25')))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['a day that does not exist', day('2026-02-30'), /error calendar\.yaml:7 .*is not a day of the calendar/],
    ['a day of another year', day('2027-01-01'), /error calendar\.yaml:7 2027-01-01 stands under 2026/],
    ['days out of order', day('2026-05-01') + day('2026-01-01'), /:8 2026-01-01 comes after 2026-05-01/],
    ['a day that stands twice', day('2026-05-01') + day('2026-05-01'), /:8 2026-05-01 stands here twice/],
    ['a day without a source', day('2026-05-01', 'kind: holiday'), /error calendar\.yaml/],
    ['a decree that sources.yaml does not have', day('2026-05-01', 'source: skb-9'), /names the source skb-9/],
  ])('is refused for %s', async (_, days, message) => {
    expect((await found(calendar(days))).join('\n')).toMatch(message);
  });

  it('is refused for an office that closes before it opens', async () => {
    const hours = 'hours: [{ days: [monday], opens: "16:00", closes: "08:00" }]\n';
    expect((await found(calendar(day('2026-01-01'), hours))).join('\n')).toMatch(/closes before it opens/);
  });

  it('warns that the office has not said when it is open', async () => {
    expect(await found(calendar(day('2026-01-01'), 'hours:\n'))).toEqual([
      expect.stringMatching(/^warning calendar\.yaml:1 the opening hours are not known/),
    ]);
  });

  it('misses the days of next year from October on', async () => {
    const whole = calendar(day('2026-01-01'));
    expect(await found(whole, '2026-09-30')).toEqual([]);
    expect(await found(whole, '2026-10-01')).toEqual([
      expect.stringMatching(/^warning calendar\.yaml:1 the holidays of 2027 are missing/),
    ]);
  });
});
