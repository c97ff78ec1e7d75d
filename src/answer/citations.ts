import { OWN_SOURCE } from '../knowledge/schema.js';
import type { Fact, KnowledgeBase, Language } from '../knowledge/types.js';

export interface Citation {
  /** The law's title, or the page's host where no law is named. */
  readonly title: string;
  /** A page where it can be read, official ones first; empty when there is none. */
  readonly url: string;
  /** For example "PP 45/2024, Permenkumham 8/2014"; empty when none is known. */
  readonly legalBasis: string;
  /** The day it was last checked, `YYYY-MM-DD`. */
  readonly checked: string;
}

const MOST = 2;

/** The sources of these facts: one citation for each legal basis, those that back most facts first, two at most. */
export function citationsOf(
  facts: readonly Fact[],
  knowledge: Pick<KnowledgeBase, 'laws'>,
  language: Language,
): Citation[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.sources.length === 0 || fact.sources[0] === OWN_SOURCE) continue;
    const key = fact.legalBasis.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  const ranked = [...groups].sort(([a, x], [b, y]) => Number(b !== '') - Number(a !== '') || y.length - x.length);
  return ranked.slice(0, MOST).map(([key, group]) => {
    const laws = key.split(' ').flatMap((id) => knowledge.laws.get(id) ?? []);
    // Of the first fact, which is what the answer begins with: a page that carries another fact would send the reader astray.
    const url = [...(group[0]?.sources ?? [])].sort((a, b) => officialRank(a) - officialRank(b))[0] ?? '';
    return {
      title: laws[0]?.title[language] ?? hostOf(url),
      url,
      legalBasis: laws.map((law) => law.number).join(', '),
      // The oldest day of the group: a reader should not think the whole fresher than its parts.
      checked: group.map((fact) => fact.checked).sort()[0] ?? '',
    };
  });
}

function officialRank(url: string): number {
  const host = hostOf(url);
  if (host.endsWith('imigrasi.go.id')) return 0;
  return host.endsWith('.go.id') ? 1 : 2;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
