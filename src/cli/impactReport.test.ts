import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../knowledge/loadKnowledge.js';
import { tinyKnowledgeBase, writeKnowledgeBase } from '../knowledge/testing/tinyKnowledgeBase.js';
import type { KnowledgeBase } from '../knowledge/types.js';
import { changedAnswers } from './changedAnswers.js';
import { impactReport } from './impactReport.js';

const TODAY = '2026-11-24';
const lost = 'articles/passport/passport-lost';
const inFile = (file: string, from: string, to: string): Record<string, string> => ({
  [file]: tinyKnowledgeBase()[file]!.replace(from, to),
});
const cheaper = inFile('facts/all.yaml', 'value: 950000', 'value: 900000');

async function load(changes: Record<string, string | null>): Promise<KnowledgeBase> {
  return (await loadKnowledge(await writeKnowledgeBase(changes))).knowledge;
}
const without = (slug: string): Record<string, null> =>
  Object.fromEntries(['id.md', 'en.md', 'questions.yaml'].map((file) => [`articles/foreigners/${slug}/${file}`, null]));

async function reported(before: Record<string, string | null>, after: Record<string, string | null>): Promise<string> {
  const [old, now] = [await load(before), await load(after)];
  return impactReport(changedAnswers(old, now, TODAY), {
    before: 'main (abc, 2026-11-01)',
    after: 'now',
    today: TODAY,
    hash: now.hash,
    unread: [],
  });
}

describe('what changes in the answers', () => {
  it('is nothing between two equal versions', async () => {
    const report = await reported({}, {});
    expect(report).toContain('No answer changes.');
    expect(report).not.toContain('##');
  });

  it('is nothing for a fact that only moved to another line', async () => {
    const moved = { 'facts/all.yaml': `# a comment\n${tinyKnowledgeBase()['facts/all.yaml']!}` };
    expect(await reported({}, moved)).toContain('No answer changes.');
  });

  it('shows a changed fact in every article that uses it, in both languages, as people will read it', async () => {
    const report = await reported({}, cheaper);
    expect(report).toContain('0 articles added, 0 withdrawn, 2 changed (2 sections); 1 fact changed');
    expect(report).toContain('> Biaya paspor baru Rp950.000.');
    expect(report).toContain('> Biaya paspor baru Rp900.000.');
    expect(report).toContain('> A lost passport costs IDR 1,000,000, plus IDR 950,000 for the new book.');
    expect(report).toContain('> A lost passport costs IDR 1,000,000, plus IDR 900,000 for the new book.');
    expect(report).toContain('- Fact passport.fee: Rp950.000 / IDR 950,000 → Rp900.000 / IDR 900,000');
    expect(report).toContain('- **passport.fee** (passport.fee), used in passport-lost, passport-new');
    expect(report).toMatch(/after: Rp900\.000 .* confidence high; basis pp-1; source https:\/\/a\.go\.id\/x/);
    expect(report).not.toContain('overstay,');
  });

  it('shows a sentence that was reworded in one language, and that the other stays', async () => {
    const report = await reported({}, inFile(`${lost}/en.md`, 'report it to the police', 'tell the police'));
    expect(report).toContain('#### passport-lost, summary\n\nIndonesian: as before.\n\nEnglish, before:');
    expect(report).toContain('> If your passport is lost, tell the police first.');
  });

  it('shows the words to confirm that come with a lower confidence', async () => {
    const before = '- id: lost.charge\n';
    const facts = tinyKnowledgeBase()['facts/all.yaml']!;
    const position = facts.indexOf('confidence: high', facts.indexOf(before));
    const doubtful = `${facts.slice(0, position)}confidence: medium${facts.slice(position + 'confidence: high'.length)}`;
    const report = await reported({}, { 'facts/all.yaml': doubtful });
    expect(report).toContain(
      '- Fact lost.charge: still Rp1.000.000 / IDR 1,000,000; its dates, source or confidence changed',
    );
    expect(report.match(/English, after:/g)).toHaveLength(1);
  });

  it('does not repeat an answer of which only the source line changes', async () => {
    const facts = tinyKnowledgeBase()['facts/all.yaml']!.replaceAll('checked: 2026-11-01', 'checked: 2026-11-20');
    const report = await reported({}, { 'facts/all.yaml': facts });
    expect(report).toMatch(
      /English: only the source line changes\.\n\n- before: .*1 November 2026.*\n- after: .*20 November/,
    );
    expect(report).not.toContain('>');
  });

  it('shows added and withdrawn articles whole', async () => {
    const added = await reported(without('overstay'), {});
    expect(added).toMatch(/## Added articles\n\n### foreigners\/overstay: Overstay/);
    expect(added).toContain('English, before:\n\n> (nothing)\n\nEnglish, after:\n\n> An overstay is fined by the day.');
    const withdrawn = await reported({}, without('overstay'));
    expect(withdrawn).toMatch(/## Withdrawn articles\n\n### foreigners\/overstay: Overstay/);
    expect(withdrawn).toContain('English, after:\n\n> (nothing)');
  });

  it('shows a new button and counts example questions', async () => {
    const report = await reported(
      {},
      {
        ...inFile(`${lost}/en.md`, 'My passport is lost, what now?', 'Passport gone?'),
        ...inFile(`${lost}/questions.yaml`, '"paspor ilang",', ''),
      },
    );
    expect(report).toContain('- Button, English: My passport is lost, what now? → Passport gone?');
    expect(report).toContain('- Example questions: 0 added, 1 withdrawn');
  });

  it('tells an article that only gained example questions from one that reads differently', async () => {
    const report = await reported(
      {},
      inFile(`${lost}/questions.yaml`, '"paspor ilang"', '"paspor ilang", "paspor raib"'),
    );
    expect(report).toContain('0 changed (0 sections)');
    expect(report).toContain('No answer changes.');
    expect(report).toContain('- passport-lost: 1 added, 0 withdrawn');
  });

  it('names what else changed, and ends with a line for who approves', async () => {
    const report = await reported({}, { 'glossary.yaml': 'words: {}\n' });
    expect(report).toContain('- glossary.yaml: how questions are understood');
    expect(report.trimEnd().split('\n').at(-1)).toMatch(/^Read by: _+ {2}on: _+ {2}approved: yes \/ no$/);
  });
});
