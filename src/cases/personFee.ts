import { writeLead } from '../answer/lead.js';
import type { Language } from '../knowledge/types.js';
import type { Case } from './case.js';

/** Fees that each person pays, children included, by the article that tells them. */
const FEES: Readonly<Record<string, string>> = {
  'visa-on-arrival': 'voa.fee',
  'voa-extension': 'voa.extension.fee',
  'visit-permit-extension': 'visit-permit.extension.fee.60d',
};
const AMOUNT = /berapa|brp|brapa|berapo|total|biaya|harga|bayar|ongkos|tarif|how much|cost|fee|price|pay\b/;

/** So many persons, each of whom pays the same fee. */
export const personFee: Case = {
  name: 'personFee',

  answers(message, { article, sections }) {
    const fee = FEES[article];
    const { people, language, text } = message;
    if (fee === undefined || !people || !(AMOUNT.test(text) || sections[0] === 'fee')) return undefined;
    const persons = people.children + people.adults + people.unknown;
    const lead = writeLead(message.knowledge, language, message.today, (writer) => {
      if (fee === 'voa.fee') writer.rest('voa.person');
      return words[language](
        writer.said(persons, 'count'),
        writer.fact(fee),
        writer.computed('times', [fee], [persons]),
      );
    });
    return { lead };
  },
};

const words: Readonly<Record<Language, (persons: string, fee: string, sum: string) => string>> = {
  id: (persons, fee, sum) => `${persons} orang × ${fee} = ${sum}; anak dan bayi dihitung juga.`,
  en: (persons, fee, sum) => `${persons} persons × ${fee} = ${sum}; children and babies count too.`,
};
