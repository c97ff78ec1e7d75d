import type { KnowledgeBase, SectionName } from '../knowledge/types.js';
import { chooseSections } from '../retrieval/chooseSections.js';
import { groupAlike } from '../retrieval/groupAlike.js';
import type { RetrievalIndex } from '../retrieval/retrievalIndex.js';
import type { Gap } from '../store/gaps.js';

/** Questions that ask much the same. */
export interface GapGroup {
  /** `g` and the beginning of its oldest gap's id: it stays the same when others join. */
  readonly id: string;
  /** Oldest first. */
  readonly gaps: readonly Gap[];
  /** When it was asked last, milliseconds since 1970. */
  readonly last: number;
  /** The article to which most of them were nearest, and the section that the first of them asks for; undefined without any. */
  readonly nearest: { readonly article: string; readonly section: SectionName } | undefined;
}

/** What an editor has to type of an id. */
const SHOWN_ID = 8;

/**
 * Open gaps by likeness, the most frequent first.
 * @param gaps oldest first
 */
export function gapGroups(gaps: readonly Gap[], knowledge: KnowledgeBase, index: RetrievalIndex): GapGroup[] {
  const others = [...knowledge.articles.values()].flatMap(({ questions }) => questions.map(({ text }) => text));
  const { glossary } = knowledge;
  return groupAlike(
    gaps.map(({ text }) => text),
    { glossary, embedder: index.embedder, others },
  )
    .map((positions): GapGroup => {
      const members = positions.flatMap((position) => gaps[position] ?? []);
      return {
        id: `g${shownId(members[0]?.id ?? '')}`,
        gaps: members,
        last: Math.max(...members.map(({ at }) => at)),
        nearest: nearestOf(members, knowledge, index),
      };
    })
    .sort((a, b) => b.gaps.length - a.gaps.length || b.last - a.last);
}

/** The part of a gap's id that lists show and that commands take. */
export function shownId(id: string): string {
  return id.slice(0, SHOWN_ID);
}

function nearestOf(gaps: readonly Gap[], knowledge: KnowledgeBase, index: RetrievalIndex): GapGroup['nearest'] {
  const counts = new Map<string, number>();
  for (const gap of gaps) {
    const article = nearestArticle(gap, knowledge, index);
    if (article !== undefined) counts.set(article, (counts.get(article) ?? 0) + 1);
  }
  const [slug] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const article = slug === undefined ? undefined : knowledge.articles.get(slug);
  if (!article) return undefined;
  const evidence = index.sectionEvidence(gaps[0]?.text ?? '', article.slug);
  const [section = 'summary'] = chooseSections(evidence, [...article.text.id.sections.keys()]);
  return { article: article.slug, section };
}

/** What the turn found, as long as the knowledge base is the one that it asked; else what the present one finds. */
function nearestArticle(gap: Gap, knowledge: KnowledgeBase, index: RetrievalIndex): string | undefined {
  const known = gap.article !== null && knowledge.articles.has(gap.article) ? gap.article : undefined;
  if (known !== undefined && (gap.knowledge === null || gap.knowledge === knowledge.hash)) return known;
  const { logits } = index.embedder.embed(gap.text);
  const best = logits.indexOf(Math.max(...logits));
  return index.manifest.articles[best] ?? known;
}
