import { STANDS_FOR } from './chooseSections.js';
import type { SectionName } from '../knowledge/types.js';
import type { Candidate } from './retrievalIndex.js';

/** How far behind the best another article may be and still be taken for having the section that is asked for. */
const WINDOW = 0.1;
/** A section that fewer articles than this share have says something about the article when it is asked for. */
const COMMON = 0.5;

/**
 * Which article to answer from: the best, unless a phrase of the question names an uncommon section that it lacks and a close one has.
 * @param sectionsOf every article and the sections it has
 */
export function chooseArticle(
  candidates: readonly Candidate[],
  cued: ReadonlySet<SectionName>,
  sectionsOf: ReadonlyMap<string, ReadonlySet<SectionName>>,
): Candidate | undefined {
  const [best] = candidates;
  const has = (article: string, section: SectionName): boolean => sectionsOf.get(article)?.has(section) ?? false;
  const uncommon = (section: SectionName): boolean => {
    const having = [...sectionsOf.values()].filter((sections) => sections.has(section)).length;
    return having < COMMON * sectionsOf.size;
  };
  const covered = (section: SectionName): boolean =>
    has(best?.article ?? '', section) || has(best?.article ?? '', STANDS_FOR[section] ?? section);
  const wanted = best && [...cued].find((section) => !covered(section) && uncommon(section));
  if (!wanted) return best;
  return candidates.find(({ article, score }) => score >= best.score - WINDOW && has(article, wanted)) ?? best;
}
