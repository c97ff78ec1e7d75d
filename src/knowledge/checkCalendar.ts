import { error, warning } from './problems.js';
import type { KnowledgeBase, Problem } from './types.js';

const FILE = 'calendar.yaml';
/** The decree for a year is signed in the autumn before it; from this month on its days are missed. */
const NEXT_YEAR_FROM = '-10-01';

/** Days out of order, twice or outside their year, a source that is not there, and what the office has still to enter. */
export function checkCalendar({ calendar, laws }: KnowledgeBase, today: string): Problem[] {
  const { days, years, hours } = calendar;
  // A knowledge base without the file has no calendar, and nothing that counts on one.
  if (years.length === 0 && hours === undefined) return [];
  const problems: Problem[] = [];
  days.forEach((day, index) => {
    const before = days[index - 1];
    if (!day.date.startsWith(`${day.year}-`))
      problems.push(error(day.place, `${day.date} stands under ${day.year}; move it to its own year`));
    else if (before?.date === day.date) problems.push(error(day.place, `${day.date} stands here twice`));
    else if (before && before.date > day.date)
      problems.push(error(day.place, `${day.date} comes after ${before.date}; put the days in order`));
    if (!laws.has(day.source))
      problems.push(error(day.place, `${day.date} names the source ${day.source}, which sources.yaml does not have`));
  });
  const place = { file: FILE, line: 1 };
  const year = Number(today.slice(0, 4));
  const wanted = today >= `${year}${NEXT_YEAR_FROM}` ? [year, year + 1] : [year];
  for (const missing of wanted.filter((one) => !years.includes(one)))
    problems.push(warning(place, `the holidays of ${missing} are missing; enter them from the decree of that year`));
  if (!hours) problems.push(warning(place, 'the opening hours are not known; the office has to enter them'));
  return problems;
}
