import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { tinyChecklist } from '../knowledge/testing/tinyChecklist.js';
import { writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import { checkChecklists } from './checkChecklists.js';

const FILE = 'checklists/passport.yaml';

/** What loading and checking say of the tiny checklist after a change, with the line. */
async function problemsAfter(from: string | RegExp, to: string): Promise<string[]> {
  const files = tinyChecklist((yaml) => {
    const changed = yaml.replace(from, to);
    if (from !== '' && changed === yaml) throw new Error(`the tiny checklist has no ${from.toString()}`);
    return changed;
  });
  const { knowledge, problems } = await loadKnowledge(await writeKnowledgeBase(files));
  return [...problems, ...checkChecklists(knowledge, '2026-11-24')].map(
    ({ place, message }) => `${place.file}:${place.line} ${message}`,
  );
}

describe('a checklist', () => {
  it('that is sound gives no complaint', async () => {
    expect(await problemsAfter('', '')).toEqual([]);
  });

  it.each([
    [
      'a condition on a question that is not there',
      'when: { who: adult }',
      'when: { whom: adult }',
      'there is no question whom',
    ],
    [
      'a condition on a choice that is not there',
      'when: { who: adult }',
      'when: { who: grown }',
      'the question who has no choice grown',
    ],
    [
      'a question that looks at a later one',
      'id: who\n',
      'id: who\n    when: { names: same }\n',
      'there is no question names before this',
    ],
    ['a language that is missing', ', en: "ID card [[passport.fee]]"', '', 'needs its text in both languages'],
    [
      'a fact that is not there',
      'id: "KTP [[passport.fee]]", en: "ID card [[passport.fee]]"',
      'id: "KTP [[x.y]]", en: "ID card [[x.y]]"',
      'there is no fact x.y',
    ],
    [
      'a figure that is typed',
      'id: "Biaya {{passport.fee}}."',
      'id: "Biaya Rp950.000, {{passport.fee}}."',
      'a figure is typed in the text',
    ],
    [
      'a line that no fact backs',
      'id: "KTP [[passport.fee]]", en: "ID card [[passport.fee]]"',
      'id: KTP, en: ID card',
      'no fact backs this line',
    ],
    [
      'a line that no case shows',
      'when: { parents: apart } }',
      'when: { parents: apart, who: adult } }',
      'no case shows this line of papers',
    ],
    [
      'a case without a fee',
      'when: { what: new } }',
      'when: { what: new, who: adult } }',
      'a case has nothing under fee (what: new, who: child',
    ],
    [
      'a case without papers',
      /, when: \{ who: adult \} \}/,
      ', when: { who: adult, what: lost } }',
      'a case has nothing under papers (what: new, who: adult',
    ],
    [
      'a section that is not there',
      'section: passport-lost#fee',
      'section: passport-lost#steps',
      'passport-lost#steps is no section',
    ],
    ['an article that is not there', 'article: passport-lost', 'article: passport-gone', 'entries names passport-gone'],
    [
      'a yes that makes nothing of the case',
      ', case: { id: Data sama, en: Same data }',
      '',
      'a yes or no says nothing by itself',
    ],
    [
      'an age by something else than an age',
      'age: { from: age.adult }',
      'age: { from: passport.fee }',
      'passport.fee is no fact with the unit age',
    ],
    ['a field that nobody knows', 'title:', 'colour: red\ntitle:', 'colour'],
  ])('with %s is refused, with file and line', async (_, from, to, message) => {
    const problems = await problemsAfter(from, to);
    expect(problems.join('\n')).toContain(message);
    expect(problems[0]).toMatch(new RegExp(`^${FILE}:\\d+ `));
  });
});
