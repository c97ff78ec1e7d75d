import type { Author, Language } from '../widget/types.js';

/** The words of the page. `office` is the office's name. */
export interface PagePhrases {
  description(office: string): string;
  what(office: string): string;
  languages: string;
  conversation: string;
  welcome: string;
  authors: Readonly<Record<Author, string>>;
  source: string;
  sources: string;
  suggestions: string;
  helpful: string;
  yes: string;
  no: string;
  rated: string;
  label: string;
  hint: string;
  send: string;
  print: string;
  privacy: string;
  payment: string;
}

export const pagePhrases: Readonly<Record<Language, PagePhrases>> = {
  id: {
    description: (office) => `Tanya jawab otomatis tentang paspor, visa, dan izin tinggal. ${office}.`,
    what: (office) => `Asisten otomatis ${office}, bukan petugas`,
    languages: 'Bahasa',
    conversation: 'Percakapan',
    welcome: 'Silakan tulis pertanyaan Bapak/Ibu tentang paspor, visa, atau izin tinggal.',
    authors: { user: 'Anda', bot: 'Asisten otomatis', officer: 'Petugas' },
    source: 'Sumber',
    sources: 'Sumber',
    suggestions: 'Pilihan pertanyaan',
    helpful: 'Apakah jawaban ini membantu?',
    yes: 'Ya',
    no: 'Tidak',
    rated: 'Terima kasih atas penilaian Anda.',
    label: 'Pertanyaan Anda',
    hint: 'Misalnya: berapa biaya paspor dan apa syaratnya?',
    send: 'Kirim',
    print: 'Checklist ini untuk dicetak',
    privacy:
      'Pertanyaan disimpan dengan nomor identitas disamarkan. Jangan kirim NIK, nomor paspor, atau foto dokumen.',
    payment: 'Kami tidak pernah meminta pembayaran di sini. Pembayaran resmi hanya dengan kode billing.',
  },
  en: {
    description: (office) => `Automatic answers about passports, visas and stay permits. ${office}.`,
    what: (office) => `Automated assistant of the ${office}, not an officer`,
    languages: 'Language',
    conversation: 'Conversation',
    welcome: 'Please type your question about passports, visas or stay permits.',
    authors: { user: 'You', bot: 'Automated assistant', officer: 'Officer' },
    source: 'Source',
    sources: 'Sources',
    suggestions: 'Suggested questions',
    helpful: 'Was this helpful?',
    yes: 'Yes',
    no: 'No',
    rated: 'Thank you for telling us.',
    label: 'Your question',
    hint: 'For example: how much is a passport, and what do I need?',
    send: 'Send',
    print: 'This checklist to print',
    privacy:
      'Questions are stored with identity numbers masked. Please do not send passport or ID numbers or photos of documents.',
    payment: 'We never ask for payment here. Official payment is by billing code only.',
  },
};
