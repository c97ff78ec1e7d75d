import type { Language, SectionName } from '../knowledge/types.js';

/** What the program itself says around an answer. Nothing here states a figure or a rule. */
export interface AnswerPhrases {
  readonly source: string;
  /** The words before the day a source was checked. */
  readonly checked: string;
  readonly confirm: string;
  readonly changed: string;
  readonly from: string;
  /** A question per section, for buttons. */
  readonly ask: Readonly<Record<SectionName, string>>;
}

export const answerPhrases: Readonly<Record<Language, AnswerPhrases>> = {
  id: {
    source: 'Sumber',
    checked: 'dicek',
    confirm:
      'Sebelum berangkat, mohon pastikan lagi ke kantor imigrasi: sebagian keterangan ini belum dapat kami pastikan dari dua sumber.',
    changed:
      'Ketentuan ini sudah tidak berlaku dan penggantinya belum kami ketahui. Mohon tanyakan ke kantor imigrasi.',
    from: 'berlaku mulai',
    ask: {
      summary: 'Jelaskan singkat',
      requirements: 'Apa syaratnya?',
      steps: 'Bagaimana caranya?',
      fee: 'Berapa biayanya?',
      duration: 'Berapa lama prosesnya?',
      where: 'Di mana mengurusnya?',
      eligibility: 'Siapa yang bisa?',
      validity: 'Berapa lama berlakunya?',
      penalty: 'Apa dendanya?',
      contact: 'Siapa yang bisa dihubungi?',
      'documents-problem': 'Kalau dokumen saya bermasalah?',
      'online-trouble': 'Kalau aplikasinya bermasalah?',
      'what-if': 'Kalau keadaan saya khusus?',
    },
  },
  en: {
    source: 'Source',
    checked: 'checked',
    confirm:
      'Please confirm this with the immigration office before you travel: part of it could not be confirmed from two sources.',
    changed:
      'This rule is no longer in force and what replaces it is not known to me yet. Please ask the immigration office.',
    from: 'from',
    ask: {
      summary: 'Explain it briefly',
      requirements: 'What do I need?',
      steps: 'What are the steps?',
      fee: 'How much is it?',
      duration: 'How long does it take?',
      where: 'Where do I go?',
      eligibility: 'Who can apply?',
      validity: 'How long is it valid?',
      penalty: 'What is the fine?',
      contact: 'Who can I contact?',
      'documents-problem': 'What if my papers have a problem?',
      'online-trouble': 'What if the app has a problem?',
      'what-if': 'What about special cases?',
    },
  },
};
