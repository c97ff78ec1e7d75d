import { fact, tinyKnowledgeBase } from '../../knowledge/testing/tinyKnowledgeBase.js';

const MEDIUM = 'confidence: medium\n  sources: [https://a.go.id/x]';
const STATEMENT = '{ id: Begitu, en: So }';

/** Facts for the cases, under the ids that they use and with figures of their own, so that no figure can come from the program. */
export const caseFacts: Readonly<Record<string, readonly [unit: string, value: string]>> = {
  'overstay.charge.day': ['IDR', '7000'],
  'overstay.limit': ['days', '40'],
  'overstay.pay': ['statement', STATEMENT],
  'overstay.do': ['statement', STATEMENT],
  'overstay.over-limit': ['statement', STATEMENT],
  'passport.fee.5y': ['IDR', '300'],
  'passport.fee.10y': ['IDR', '500'],
  'passport.validity.short': ['years', '5'],
  'passport.validity.long': ['years', '10'],
  'passport.age.adult': ['age', '17'],
  'passport.child.validity': ['statement', STATEMENT],
  'm-paspor.priority.child-age': ['age', '5'],
  'm-paspor.priority.age': ['age', '60'],
  'm-paspor.priority.who': ['statement', STATEMENT],
  'passport.rule.six-months': ['months', '6'],
  'passport.rule.destination': ['statement', STATEMENT],
  'passport.renewal.when': ['months', '6'],
  'passport.renewal.grounds': ['statement', STATEMENT],
  'visa-free.count': ['count', '1'],
  'visa-free.list': ['text', STATEMENT],
  'visa-free.stay': ['days', '30'],
  'visa-free.free': ['statement', STATEMENT],
  'visa-free.no-extension': ['statement', STATEMENT],
  'voa.count': ['count', '2'],
  'voa.list': ['url', 'https://a.go.id/list'],
  'voa.fee': ['IDR', '50'],
  'voa.stay': ['days', '30'],
  'voa.extension.fee': ['IDR', '60'],
  'voa.extension.days': ['days', '30'],
  'voa.extension.once': ['statement', STATEMENT],
  'voa.max': ['days', '60'],
  'voa.person': ['statement', STATEMENT],
  'voa.passport': ['months', '6'],
  'voa.calling': ['text', STATEMENT],
  'voa.calling.rule': ['statement', STATEMENT],
  'calling-visa.count': ['count', '1'],
  'evisa.portal': ['url', 'https://a.go.id/evisa'],
  'visit-visa.stay': ['days', '60'],
  'visit-visa.max': ['days', '180'],
  'visit-visa.c1.fee': ['IDR', '100'],
  'visit-permit.extension.fee.60d': ['IDR', '110'],
  'visit-permit.step': ['days', '60'],
  'itas.term.1y': ['years', '1'],
  'itas.term.2y': ['years', '2'],
  'itas.term.5y': ['years', '5'],
  'itas.fee.1y': ['IDR', '31'],
  'itas.fee.2y': ['IDR', '52'],
  'itas.fee.5y': ['IDR', '73'],
  'itas.fee.parts': ['statement', STATEMENT],
  'itap.years': ['years', '3'],
  'itap.who': ['statement', STATEMENT],
};

const COUNTRIES = `lists:
  visa_free: { fact: visa-free.list, count: visa-free.count, whole: true }
  voa: { fact: voa.count, count: voa.count, whole: true }
  calling: { fact: voa.calling, count: calling-visa.count, whole: true }
countries:
  - { id: malaysia, name: { id: Malaysia, en: Malaysia }, visa_free: true, voa: true, calling: false, people: [malaysian], words: [malaysia] }
  - { id: india, name: { id: India, en: India }, visa_free: false, voa: true, calling: false, people: [indian], words: [india] }
  - { id: pakistan, name: { id: Pakistan, en: Pakistan }, visa_free: false, voa: false, calling: false, people: [pakistani], words: [pakistan] }
  - { id: israel, name: { id: Israel, en: Israel }, visa_free: false, voa: false, calling: true, people: [israeli], words: [israel] }
  - { id: japan, name: { id: Jepang, en: Japan }, visa_free: false, voa: false, calling: false, people: [japanese], words: [japan, jepang] }
`;

/** The tiny knowledge base with the facts and countries of the cases. `changes` to single facts: a value, or null to leave it out. */
export function caseKnowledgeFiles(changes: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  const facts = Object.entries(caseFacts).flatMap(([id, [unit, value]]) => {
    const changed = changes[id];
    return changed === null ? [] : fact(id, unit, changed ?? value, id === 'overstay.do' ? MEDIUM : undefined);
  });
  return { ...tinyKnowledgeBase(), 'facts/cases.yaml': facts.join('\n'), 'countries.yaml': COUNTRIES };
}
