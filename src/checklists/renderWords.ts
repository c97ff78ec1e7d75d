import { renderSection, type RenderedSection } from '../answer/renderSection.js';
import type { ChecklistWords } from '../knowledge/checklist.js';
import type { KnowledgeBase, Language } from '../knowledge/types.js';

/** What a checklist is rendered from; less than the whole, so that another thread can hold it. */
export type ChecklistKnowledge = Pick<KnowledgeBase, 'checklists' | 'facts' | 'laws' | 'articles'>;

/** Words of a checklist with their facts in them, by the rules that hold for articles. */
export function renderWords(
  words: ChecklistWords,
  language: Language,
  knowledge: Pick<KnowledgeBase, 'facts'>,
  today: string,
): RenderedSection {
  const blocks = [{ kind: 'paragraph', pieces: words[language], line: 1 }] as const;
  return renderSection({ name: 'summary', heading: '', blocks, line: 1 }, language, knowledge, today);
}
