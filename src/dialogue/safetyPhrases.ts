import type { Language } from '../knowledge/types.js';

/** What is said where something goes to a person or is asked to be deleted. */
export interface SafetyPhrases {
  notUnderstood: string;
  confirmErase: string;
  erased: string;
  notErased: string;
  stopped: string;
}

export const safetyPhrases: Readonly<Record<Language, SafetyPhrases>> = {
  id: {
    notUnderstood: 'Maaf, dua kali ini saya tidak dapat menjawabnya, jadi lebih baik petugas yang membantu.',
    confirmErase:
      'Yang akan dihapus dari server: semua pesan dan balasan di percakapan ini, teks asli yang disimpan tersegel, dan ingatan saya tentang percakapan ini. Ini tidak bisa dibatalkan. Kalau memang mau, balas: ya, hapus',
    erased:
      'Sudah dihapus dari server: semua pesan dan balasan di percakapan ini sampai sekarang, teks asli yang tersegel, dan ingatan saya tentang percakapan ini. Yang tersisa: balasan ini, alamat percakapan agar balasan bisa sampai, dan satu catatan tanpa nama bahwa penghapusan dilakukan. Salinan cadangan dan aplikasi di ponsel Bapak/Ibu tidak ikut terhapus.',
    notErased: 'Baik, tidak ada yang dihapus.',
    stopped:
      'Baik, kita berhenti di sini. Kapan pun perlu, tulis saja lagi. Untuk menghapus percakapan ini, tulis: hapus data saya',
  },
  en: {
    notUnderstood: 'Sorry, I could not answer twice now, so an officer can help better.',
    confirmErase:
      'This would be deleted from the server: all messages and replies of this chat, the originals that are kept sealed, and what I remember of this chat. It cannot be undone. If you do want it, reply: yes, delete',
    erased:
      'Deleted from the server: all messages and replies of this chat until now, the sealed originals, and what I remembered of this chat. What remains: this reply, the address of the chat so that replies can arrive, and one note without a name that a deletion was made. Backups and the app on your own phone are not touched.',
    notErased: 'Fine, nothing was deleted.',
    stopped: 'Fine, we stop here. Just write again whenever you like. To delete this chat, type: delete my data',
  },
};
