import { describe, expect, it } from 'vitest';
import type { ExampleQuestion, Glossary } from '../../src/knowledge/types.js';
import { seededRandom } from '../../src/retrieval/random.js';
import { dealFolds } from './deal.js';

const glossary: Glossary = {
  words: new Map(),
  translations: new Map(),
  concepts: new Map(),
  fillers: new Set(),
  cues: new Map(),
};
const ask = (text: string): ExampleQuestion => ({
  text,
  language: 'en',
  section: undefined,
  place: { file: 'questions.yaml', line: 1 },
});

describe('questions dealt into folds', () => {
  it('keeps near-duplicates together, or a fold would be told its answers', () => {
    const questions = ['how much is a new passport', 'how much is the new passport', 'new passport how much is it'].map(
      ask,
    );
    for (let seed = 1; seed <= 20; seed++)
      expect(new Set(dealFolds(questions, 5, glossary, seededRandom(seed))).size).toBe(1);
  });

  it('spreads questions that are unlike', () => {
    const questions = Array.from({ length: 200 }, (_, n) => ask(`first${n} second${n} third${n}`));
    expect(new Set(dealFolds(questions, 5, glossary, seededRandom(1))).size).toBe(5);
  });
});
