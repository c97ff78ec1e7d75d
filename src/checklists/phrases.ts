import type { ChecklistPart } from '../knowledge/checklist.js';
import type { Language } from '../knowledge/types.js';

/** What the program says around a checklist. Nothing here states a figure or a rule. */
export interface ChecklistPhrases {
  /** The button under an article. */
  readonly offer: string;
  readonly goOn: string;
  readonly change: string;
  readonly which: string;
  readonly begin: string;
  readonly howToAnswer: string;
  readonly howToAnswerAge: string;
  readonly noted: string;
  readonly notUnderstood: string;
  readonly nothingBefore: string;
  readonly left: string;
  readonly waiting: string;
  readonly case: string;
  readonly parts: Readonly<Record<ChecklistPart, string>>;
}

export const checklistPhrases: Readonly<Record<Language, ChecklistPhrases>> = {
  id: {
    offer: 'Checklist untuk kasus saya',
    goOn: 'Lanjut checklist',
    change: 'Ubah jawaban',
    which: 'Checklist untuk apa?',
    begin:
      'Saya buatkan checklist untuk kasus Bapak/Ibu; jawab beberapa pertanyaan singkat. Tulis "kembali" untuk memperbaiki, "batal" untuk keluar.',
    howToAnswer: 'Jawab dengan nomornya atau dengan kata-kata sendiri.',
    howToAnswerAge: 'Jawab dengan umurnya, hurufnya, atau kata-kata sendiri.',
    noted: 'Tercatat',
    notUnderstood: 'Maaf, jawaban itu belum saya pahami. Mohon pilih salah satu:',
    nothingBefore: 'Ini pertanyaan pertama, jadi belum ada yang diperbaiki.',
    left: 'Baik, checklist ditutup. Tulis "lanjut" kalau nanti mau meneruskan.',
    waiting: 'Checklist tadi masih menunggu jawaban. Tulis "lanjut" untuk meneruskan.',
    case: 'Kasus',
    parts: {
      papers: 'Berkas',
      steps: 'Langkah',
      fee: 'Biaya',
      duration: 'Berapa lama',
      place: 'Tempat',
      notes: 'Perlu diketahui',
    },
  },
  en: {
    offer: 'Checklist for my case',
    goOn: 'Continue the checklist',
    change: 'Change an answer',
    which: 'A checklist for what?',
    begin:
      'I will make a checklist for your case; please answer a few short questions. Type "back" to correct, "stop" to leave.',
    howToAnswer: 'Answer with the number or in your own words.',
    howToAnswerAge: 'Answer with the age, the letter, or in your own words.',
    noted: 'Noted',
    notUnderstood: 'Sorry, I did not understand that answer. Please choose one:',
    nothingBefore: 'This is the first question, so there is nothing to correct yet.',
    left: 'Fine, the checklist is closed. Type "continue" if you want to go on later.',
    waiting: 'The checklist is still waiting for an answer. Type "continue" to go on.',
    case: 'Case',
    parts: {
      papers: 'Papers',
      steps: 'Steps',
      fee: 'Fee',
      duration: 'How long',
      place: 'Where',
      notes: 'Good to know',
    },
  },
};
