import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Asked, AskSession } from '../src/cli/askSession.js';
import { keepAnswers, readAnswers } from './answers.js';
import { generate } from './generate.js';
import { question } from './testing/items.js';
import type { EvalAnswer, GivenQuestion } from './types.js';

const REPLY = 'Biayanya Rp950.000, kata kucing.';

/** A product that asks back at first, with two choices, and then answers. */
function asksBack(heard: string[]): Pick<AskSession, 'ask'> {
  const asked = (outcome: 'clarify' | 'answered'): Asked => ({
    result: {
      outcome,
      language: 'id',
      replies: [],
      state: {},
      article: outcome === 'answered' ? 'passport-fees' : undefined,
      sections: ['fee'],
      facts: ['fee.10y', 'fee.5y', 'rule'],
      citations: [],
      suggestions: ['Paspor'],
      offered: [{ label: 'Paspor kucing', article: 'passport-fees', section: 'fee' }],
      confidence: 0.5,
      certainty: 0.9,
      steps: {},
    },
    text: REPLY,
    milliseconds: 3,
    next: (text) => {
      heard.push(text);
      return Promise.resolve(asked('answered'));
    },
  });
  return {
    ask: (text, history) => {
      heard.push(...history, text);
      return Promise.resolve(asked('clarify'));
    },
  };
}
const figuresOf = (fact: string): string[] => ({ 'fee.10y': ['Rp950.000'], 'fee.5y': ['Rp50.000'] })[fact] ?? [];
const then = { text: 'yang paspor', articles: ['passport-fees'], sections: [], must_facts: [] };

async function answerOf(asked: GivenQuestion, keepTexts: boolean, heard: string[] = []): Promise<EvalAnswer> {
  return (await generate(asksBack(heard), [asked], figuresOf, keepTexts))[0]!;
}

describe('asking', () => {
  it('says what follows only to who asked back, and keeps that answer too', async () => {
    const heard: string[] = [];
    const kept = await answerOf(question({ kind: 'ambiguous', text: 'biaya?', history: ['halo'], then }), true, heard);
    expect(heard).toEqual(['halo', 'biaya?', 'yang paspor']);
    expect(kept).toMatchObject({ outcome: 'clarify', then: { outcome: 'answered', text: REPLY } });
    expect((await answerOf(question(), true)).then).toBeUndefined();
  });

  it('finds out which figures and words stand in the reply', async () => {
    const kept = await answerOf(question({ must_words: ['Rp950.000'], must_not_words: ['kucing', 'anjing'] }), true);
    expect(kept).toMatchObject({
      printed: ['fee.10y'],
      saysWords: true,
      saysForbidden: true,
      characters: REPLY.length,
    });
    expect((await answerOf(question({ must_words: ['Rp950.000', 'anjing'] }), true)).saysWords).toBe(false);
    expect((await answerOf(question({ must_not_words: ['kuc'] }), true)).saysForbidden).toBe(false);
  });

  it('keeps no word of a closed set', async () => {
    const asked = question({ kind: 'ambiguous', text: 'kucing boleh?', then, must_not_words: ['kucing'] });
    const shown = JSON.stringify(await answerOf(asked, false));
    for (const trace of ['kucing', 'Kucing', 'yang paspor', 'Biayanya', 'Paspor']) expect(shown).not.toContain(trace);
    expect(shown).toContain('"saysForbidden":true');
  });
});

describe('kept answers', () => {
  const heading = { set: 'open', knowledge: 'kb1', at: '2026-11-24T10:00:00.000Z' };

  it('come back as they were, in the order of the questions, though the gold changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evals-'));
    const questions = [question({ id: 'a' }), question({ id: 'b', text: 'lain lagi' })];
    const answers = await generate(asksBack([]), questions, figuresOf, true);
    await keepAnswers(folder, { heading, answers: [...answers].reverse() });
    const changed = questions.map((asked) => ({ ...asked, articles: ['other'] }));
    expect(await readAnswers(folder, 'open', changed)).toEqual({ heading, answers });
    expect((await readFile(join(folder, 'open.answers.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(3);
  });

  it('are not taken for answers to other questions', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evals-'));
    await keepAnswers(folder, { heading, answers: await generate(asksBack([]), [question()], figuresOf, true) });
    for (const changes of [{ text: 'yang lain' }, { history: ['halo'] }, { must_words: ['kata'] }, { id: 'new' }])
      await expect(readAnswers(folder, 'open', [question(changes)])).rejects.toThrow('ask again');
  });

  it('may be missing', async () => {
    expect(await readAnswers(await mkdtemp(join(tmpdir(), 'evals-')), 'open', [])).toBeUndefined();
  });
});
