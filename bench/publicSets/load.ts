import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calibration, Language } from '../../src/knowledge/types.js';
import { seededRandom } from '../../src/retrieval/random.js';

export interface Utterance {
  readonly text: string;
  readonly intent: string;
}

export interface PublicSet {
  readonly language: Language;
  readonly train: readonly Utterance[];
  readonly test: readonly Utterance[];
  /** Test questions that belong to no intent. */
  readonly outOfScope: readonly string[];
  /** For the product's certainty, from the parts that are for training and validation; empty where a set has none out of scope. */
  readonly calibration: Calibration;
}

export const SET_NAMES = ['xsid-id', 'xsid-en', 'clinc-10', 'clinc-full', 'bank-10', 'bank-full'] as const;
export type SetName = (typeof SET_NAMES)[number];

const SHOTS = 10;
const UNCALIBRATED: Calibration = { inScope: [], outOfScope: [] };

/** The files that the sets are read from. */
export const SET_FILES = [
  'clinc_full.json',
  'bank_train.csv',
  'bank_test.csv',
  ...['id', 'en'].flatMap((l) => [`xsid_${l}.valid.conll`, `xsid_${l}.test.conll`]),
];

/** Reads a set. @param draw which ten utterances of each intent a 10-shot set trains on; the same number gives the same ones */
export async function loadPublicSet(folder: string, name: SetName, draw: number): Promise<PublicSet> {
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  if (name === 'xsid-id' || name === 'xsid-en') {
    const language = name === 'xsid-id' ? 'id' : 'en';
    const train = conll(await read(`xsid_${language}.valid.conll`));
    const test = conll(await read(`xsid_${language}.test.conll`));
    return { language, train, test, outOfScope: [], calibration: UNCALIBRATED };
  }
  const full = name.startsWith('clinc')
    ? clinc(await read('clinc_full.json'))
    : {
        language: 'en' as const,
        train: csv(await read('bank_train.csv')),
        test: csv(await read('bank_test.csv')),
        outOfScope: [],
        calibration: UNCALIBRATED,
      };
  return name.endsWith('-10') ? { ...full, train: drawShots(full.train, draw) } : full;
}

function clinc(text: string): PublicSet {
  const parts = JSON.parse(text) as Readonly<Record<string, readonly (readonly [string, string])[]>>;
  const utterances = (part: string): Utterance[] =>
    (parts[part] ?? []).map(([said, intent]) => ({ text: said, intent }));
  const texts = (part: string): string[] => utterances(part).map((utterance) => utterance.text);
  return {
    language: 'en',
    train: utterances('train'),
    test: utterances('test'),
    outOfScope: texts('oos_test'),
    calibration: { inScope: texts('val'), outOfScope: [...texts('oos_train'), ...texts('oos_val')] },
  };
}

function drawShots(train: readonly Utterance[], draw: number): Utterance[] {
  const random = seededRandom(draw);
  const byIntent = new Map<string, { utterance: Utterance; order: number }[]>();
  for (const utterance of train)
    byIntent.set(utterance.intent, [...(byIntent.get(utterance.intent) ?? []), { utterance, order: random() }]);
  return [...byIntent.values()].flatMap((all) =>
    all
      .sort((a, b) => a.order - b.order)
      .slice(0, SHOTS)
      .map(({ utterance }) => utterance),
  );
}

/** Sentences with `# text:` and `# intent:` lines. */
function conll(text: string): Utterance[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const said = /^# text: (.*)$/m.exec(block)?.[1];
    const intent = /^# intent: (.*)$/m.exec(block)?.[1];
    return said !== undefined && intent !== undefined ? [{ text: said, intent }] : [];
  });
}

/** Two columns, text and category, below a heading; a text with commas or line ends is quoted. */
function csv(text: string): Utterance[] {
  const rows = text.matchAll(/^(?:"((?:[^"]|"")*)"|([^",\n]*)),([^,\r\n]+)\r?$/gm);
  return [...rows]
    .slice(1)
    .map(([, quoted, plain, intent = '']) => ({ text: (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(), intent }));
}
