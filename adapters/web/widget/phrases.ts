import type { Failure } from './store.js';
import type { Language } from './types.js';

/** What the widget itself says. It never answers a question: the greeting, too, is the server's. */
export interface WidgetPhrases {
  readonly title: string;
  readonly open: string;
  readonly close: string;
  readonly conversation: string;
  /** What a screen reader calls the place where new replies are spoken. */
  readonly newReplies: string;
  readonly you: string;
  readonly bot: string;
  readonly officer: string;
  readonly source: string;
  readonly sources: string;
  readonly newTab: string;
  readonly print: string;
  readonly choices: string;
  readonly label: string;
  readonly placeholder: string;
  readonly send: string;
  readonly hint: string;
  readonly writing: string;
  readonly sending: string;
  readonly sent: string;
  readonly failed: Readonly<Record<Failure, string>>;
  readonly retry: string;
  readonly restart: string;
  readonly restartSure: string;
  readonly connecting: string;
  readonly lost: string;
  readonly busy: string;
  readonly offline: string;
  readonly replaced: string;
  readonly helpful: string;
  readonly yes: string;
  readonly no: string;
  readonly rated: string;
  readonly notRated: string;
  tooLong(length: number, most: number): string;
}

const number: Readonly<Record<Language, (n: number) => string>> = {
  id: (n) => n.toLocaleString('id-ID'),
  en: (n) => n.toLocaleString('en-GB'),
};

export const widgetPhrases: Readonly<Record<Language, WidgetPhrases>> = {
  id: {
    title: 'Tanya Imigrasi',
    open: 'Tanya Imigrasi',
    close: 'Tutup',
    conversation: 'Percakapan',
    newReplies: 'Jawaban baru',
    you: 'Anda',
    bot: 'Asisten otomatis',
    officer: 'Petugas',
    source: 'Sumber',
    sources: 'Sumber',
    newTab: 'buka di tab baru',
    print: 'Checklist ini untuk dicetak',
    choices: 'Pilihan pertanyaan',
    label: 'Pertanyaan Anda',
    placeholder: 'Tulis pertanyaan…',
    send: 'Kirim',
    hint: 'Enter untuk mengirim, Shift+Enter untuk baris baru.',
    writing: 'Sedang menulis jawaban…',
    sending: 'Mengirim…',
    sent: 'Terkirim',
    failed: {
      network: 'Belum terkirim karena sambungan terganggu.',
      tooMany: 'Belum terkirim: terlalu banyak pesan sekaligus. Mohon tunggu sebentar, lalu kirim lagi.',
      tooLong: 'Tidak terkirim: pesan terlalu panjang. Mohon bagi menjadi beberapa pesan.',
      refused: 'Belum terkirim. Mohon coba lagi sebentar lagi.',
    },
    retry: 'Kirim lagi',
    restart: 'Mulai baru',
    restartSure: 'Hapus percakapan ini dari perangkat ini dan mulai baru?',
    connecting: 'Menyambungkan…',
    lost: 'Sambungan terputus. Menyambung lagi…',
    busy: 'Layanan sedang ramai. Kami coba lagi sebentar lagi.',
    offline: 'Tidak ada koneksi internet. Pesan akan dikirim setelah tersambung lagi.',
    replaced: 'Percakapan sebelumnya sudah berakhir. Ini percakapan baru.',
    helpful: 'Apakah jawaban ini membantu?',
    yes: 'Ya',
    no: 'Tidak',
    rated: 'Terima kasih atas penilaian Anda.',
    notRated: 'Penilaian belum tersimpan. Silakan pilih lagi.',
    tooLong: (length, most) =>
      `Pesan ini ${number.id(length)} huruf; paling banyak ${number.id(most)}. Mohon dipendekkan atau dibagi menjadi beberapa pesan.`,
  },
  en: {
    title: 'Tanya Imigrasi',
    open: 'Ask Immigration',
    close: 'Close',
    conversation: 'Conversation',
    newReplies: 'New replies',
    you: 'You',
    bot: 'Automated assistant',
    officer: 'Officer',
    source: 'Source',
    sources: 'Sources',
    newTab: 'opens in a new tab',
    print: 'This checklist to print',
    choices: 'Suggested questions',
    label: 'Your question',
    placeholder: 'Type a question…',
    send: 'Send',
    hint: 'Enter sends, Shift+Enter starts a new line.',
    writing: 'Writing an answer…',
    sending: 'Sending…',
    sent: 'Sent',
    failed: {
      network: 'Not sent yet: the connection failed.',
      tooMany: 'Not sent yet: that was a lot of messages at once. Please wait a moment, then send it again.',
      tooLong: 'Not sent: the message is too long. Please split it into several messages.',
      refused: 'Not sent yet. Please try again in a moment.',
    },
    retry: 'Send again',
    restart: 'Start over',
    restartSure: 'Remove this conversation from this device and start over?',
    connecting: 'Connecting…',
    lost: 'The connection was lost. Reconnecting…',
    busy: 'The service is busy. We will try again in a moment.',
    offline: 'No internet connection. Messages will be sent once you are back online.',
    replaced: 'The earlier conversation has ended. This is a new one.',
    helpful: 'Was this helpful?',
    yes: 'Yes',
    no: 'No',
    rated: 'Thank you for telling us.',
    notRated: 'That was not stored yet. Please choose again.',
    tooLong: (length, most) =>
      `This message has ${number.en(length)} characters; the most is ${number.en(most)}. Please shorten it or split it into several messages.`,
  },
};

/** Each language's own name for itself, for the switch. */
export const languageNames: Readonly<Record<Language, string>> = { id: 'Indonesia', en: 'English' };
