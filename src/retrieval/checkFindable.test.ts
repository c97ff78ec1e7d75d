import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { tinyKnowledgeBase, writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import type { Problem } from '../knowledge/types.js';
import { checkFindable } from './checkFindable.js';

const file = 'articles/foreigners/overstay/questions.yaml';
async function found(changes: Record<string, string> = {}): Promise<Problem[]> {
  const { knowledge } = await loadKnowledge(await writeKnowledgeBase(changes));
  return checkFindable(knowledge, '2026-11-24T00:00:00Z');
}

describe('an article and its own example questions', () => {
  it('are at one in a sound knowledge base', async () => {
    expect(await found()).toEqual([]);
  });

  it('are not, when questions of another article stand under it', async () => {
    // The same words as there: whatever the index has learnt, one of the two articles loses them.
    const strays = ['paspor saya hilang di pasar', 'denda paspor hilang', 'my passport is lost', 'lost passport fee'];
    const misplaced = tinyKnowledgeBase()[file]!.replace('"saya overstay"', strays.map((s) => `"${s}"`).join(', '));
    const problems = await found({ [file]: misplaced });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.severity).toBe('error');
    expect(problems[0]?.message).toMatch(
      /example questions do not find their own article.*finds (passport-lost|overstay)/,
    );
  });
});
