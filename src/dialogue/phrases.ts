import type { Language } from '../knowledge/types.js';

/** The fixed words of the dialogue. `office` is the office's name. */
export interface DialoguePhrases {
  introduction(office: string): string;
  welcome: string;
  greeting: string;
  thanks: string;
  help: string;
  switched: string;
  nothingToRead: string;
  abstained: string;
  nearest: string;
  noPerson: string;
  refused: string;
  failed: string;
  doNotSendIdentity: string;
}

export const dialoguePhrases: Readonly<Record<Language, DialoguePhrases>> = {
  id: {
    introduction: (office) =>
      `Saya asisten otomatis ${office}, bukan petugas. Pertanyaan disimpan dengan nomor identitas disamarkan; jangan kirim NIK, nomor paspor, atau foto dokumen. Saya tidak pernah meminta pembayaran.`,
    welcome: 'Silakan tulis pertanyaan Bapak/Ibu tentang paspor, visa, atau izin tinggal.',
    greeting: 'Halo, silakan tulis pertanyaan Bapak/Ibu tentang paspor, visa, atau izin tinggal.',
    thanks: 'Sama-sama. Kalau ada yang lain, silakan tanya lagi.',
    help: 'Tulis saja pertanyaannya dengan kata-kata sendiri, misalnya tentang biaya, syarat, atau lama prosesnya. Untuk bahasa Inggris, tulis "English".',
    switched: 'Baik, kita lanjut dalam bahasa Indonesia. Apa yang ingin ditanyakan?',
    nothingToRead: 'Saya hanya bisa membaca tulisan. Silakan tulis pertanyaannya.',
    abstained:
      'Maaf, saya tidak punya jawaban yang pasti untuk pertanyaan itu, dan saya tidak mau menebak. Coba tulis dengan kata lain, atau tanyakan langsung ke kantor imigrasi.',
    nearest: 'Mungkin yang dimaksud salah satu dari ini:',
    noPerson:
      'Di percakapan ini belum ada petugas yang membaca; saya hanya asisten otomatis. Untuk berbicara dengan petugas:',
    refused:
      'Maaf, saya tidak bisa membantu untuk itu. Jalan yang sah selalu ada; ceritakan keperluannya, saya bantu jelaskan syarat dan langkah resminya.',
    failed:
      'Maaf, ada gangguan di pihak kami sehingga pertanyaan ini tidak terjawab. Silakan tulis lagi, atau tanyakan langsung ke kantor imigrasi.',
    doNotSendIdentity:
      'Demi keamanan, nomor yang Bapak/Ibu kirim sudah disamarkan. Mohon jangan kirim nomor identitas di sini.',
  },
  en: {
    introduction: (office) =>
      `I am the automated assistant of the ${office}, not an officer. Questions are stored with identity numbers masked; please do not send passport or ID numbers or photos of documents. I never ask for payment.`,
    welcome: 'Please type your question about passports, visas or stay permits.',
    greeting: 'Hello, please type your question about passports, visas or stay permits.',
    thanks: 'You are welcome. Ask again whenever you like.',
    help: 'Just type your question in your own words, for example about a fee, the papers you need, or how long it takes. For Indonesian, type "Bahasa".',
    switched: 'Fine, we go on in English. What would you like to know?',
    nothingToRead: 'I can only read text. Please type your question.',
    abstained:
      'Sorry, I have no certain answer to that, and I would rather not guess. Try other words, or ask the immigration office directly.',
    nearest: 'Perhaps you mean one of these:',
    noPerson: 'No officer is reading this chat yet; I am only an automated assistant. To speak with an officer:',
    refused:
      'Sorry, I cannot help with that. There is always a lawful way; tell me what you need and I will explain the official requirements and steps.',
    failed:
      'Sorry, something went wrong on our side and this question was not answered. Please type it again, or ask the immigration office directly.',
    doNotSendIdentity:
      'For your safety, the number that you sent has been masked. Please do not send identity numbers here.',
  },
};

/** For a message in a third language: one line in each of ours. */
export const thirdLanguageLine =
  'I can answer in English or Indonesian. Please write in one of them.\nSaya bisa menjawab dalam bahasa Inggris atau Indonesia. Silakan tulis dalam salah satunya.';
