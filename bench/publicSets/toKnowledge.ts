import type { Article, ArticleText, KnowledgeBase } from '../../src/knowledge/types.js';
import type { PublicSet } from './load.js';

/** Nothing but example questions: a title would tell the product the intent's name, which no published figure had. */
const NO_TEXT: ArticleText = { title: '', ask: '', sections: new Map(), file: '' };

/** A set as a knowledge base: each intent an article, its train utterances the example questions. */
export function toKnowledge({ train, language, calibration }: PublicSet): KnowledgeBase {
  const place = { file: '', line: 0 };
  const articles = new Map<string, Article>();
  const byIntent = new Map<string, string[]>();
  for (const { text, intent } of train) {
    const known = byIntent.get(intent);
    if (known) known.push(text);
    else byIntent.set(intent, [text]);
  }
  for (const [intent, utterances] of byIntent) {
    articles.set(intent, {
      slug: intent,
      topic: 'public',
      text: { id: NO_TEXT, en: NO_TEXT },
      related: [],
      refersTo: undefined,
      questions: utterances.map((text) => ({ text, language, section: undefined, place })),
    });
  }
  return {
    articles,
    facts: new Map(),
    laws: new Map(),
    checklists: new Map(),
    office: { id: 'none', name: { id: '', en: '' }, menu: [], contact: undefined },
    glossary: { words: new Map(), translations: new Map(), concepts: new Map(), fillers: new Set(), cues: new Map() },
    calibration,
    ambiguity: { forks: [], ambiguous: [], clear: [] },
    intents: new Map(),
    intentWords: new Map(),
    calendar: { hours: undefined, years: [], days: [] },
    countries: undefined,
    hash: '0'.repeat(64),
  };
}
