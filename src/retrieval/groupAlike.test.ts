import { beforeAll, expect, it } from 'vitest';
import type { Knowing } from '../dialogue/draft.js';
import { tinyKnowing } from '../dialogue/testing/talk.js';
import { groupAlike } from './groupAlike.js';

let knowing: Knowing;
beforeAll(async () => {
  knowing = await tinyKnowing();
});

const grouped = (...texts: string[]): string[][] => {
  const { glossary, articles } = knowing.knowledge;
  const others = [...articles.values()].flatMap(({ questions }) => questions.map(({ text }) => text));
  const groups = groupAlike(texts, { glossary, embedder: knowing.index.embedder, others });
  return groups.map((group) => group.map((position) => texts[position]!));
};

it('brings together what asks for the same, in other words and spellings', () => {
  const [first, second] = grouped(
    'paspor saya hilang',
    'denda overstay',
    'pasport ilang di jalan',
    'brp denda overstay',
  );
  expect(first).toEqual(['paspor saya hilang', 'pasport ilang di jalan']);
  expect(second).toEqual(['denda overstay', 'brp denda overstay']);
});

it('brings together a matter of which the knowledge base has no word', () => {
  const groups = grouped('kucing naik pesawat', 'paspor saya hilang', 'bawa kucing naik pesawat');
  expect(groups).toContainEqual(['kucing naik pesawat', 'bawa kucing naik pesawat']);
});

it('keeps each text exactly once, and copes with none and with empty ones', () => {
  expect(grouped()).toEqual([]);
  expect(grouped('', '?', 'paspor').flat().sort()).toEqual(['', '?', 'paspor']);
});
