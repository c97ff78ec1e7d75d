import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addQuestion } from './addQuestion.js';

const FILE = `related: [passport-fees, passport-lost] # next
id:
  general:
    - "paspor baru"
  fee:
    - "biaya paspor baru"
`;
const added = (file: string, section: 'fee' | 'steps' | undefined, language: 'id' | 'en' = 'id'): string =>
  addQuestion(file, { text: 'brp: "paspor" # ?', language, section });

describe('a question that is added to questions.yaml', () => {
  it('stands at the end of its section, quoted, and nothing else changes', () => {
    expect(added(FILE, 'fee')).toBe(`${FILE}    - "brp: \\"paspor\\" # ?"\n`);
    expect(added(FILE, undefined)).toBe(
      FILE.replace('    - "paspor baru"\n', (line) => `${line}    - "brp: \\"paspor\\" # ?"\n`),
    );
  });

  it('gets a section, and a language, in their places where they are missing', () => {
    const steps = added(FILE, 'steps');
    expect(steps).toContain('  steps:\n    - "brp: \\"paspor\\" # ?"\n  fee:\n');
    expect(added(FILE, undefined, 'en')).toBe(`${FILE}en:\n  general:\n    - "brp: \\"paspor\\" # ?"\n`);
    expect(added('related: [a]\nen:\n  fee: [x]\n', 'fee')).toMatch(
      /^related: \[a\]\nid:\n {2}fee:\n {4}- .*\nen:\n {2}fee: \[x\]\n$/,
    );
    expect(added('', 'fee')).toMatch(/^id:\n {2}fee:\n {4}- /);
  });

  it('changes one line in every article of the knowledge base', () => {
    const root = new URL('../../knowledge-base/articles', import.meta.url).pathname;
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('questions.yaml'),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const before = readFileSync(join(root, file), 'utf8');
      const lines = added(before, undefined).split('\n');
      const position = lines.findIndex((line) => line.includes('brp: \\"paspor\\" # ?'));
      lines.splice(position, 1);
      expect(lines.join('\n').replace('  general:\n', '')).toBe(before.replace('  general:\n', ''));
    }
  });
});
