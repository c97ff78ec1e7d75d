import type { Language } from '../knowledge/types.js';

/** What people say that asks for nothing. */
export type Chatter = 'goodbye' | 'okay' | 'insult' | 'joke' | 'test' | 'praise' | 'wellbeing' | 'sorry';

/** Words that change nothing about what a short message is. */
const AROUND =
  'kak|kakak|min|mimin|admin|bang|pak|bu|bapak|ibu|mas|mba|mbak|ya|yah|yaa|deh|dong|sih|lah|nih|kok|aja|bae|nian|banget|sekali|very|so|really|just|only|the|you|u|ur|your|kamu|kau|lu|lo|anda|bot|robot|dear|sir|madam|all|and|dan|itu|ini|this|that|is|are|its|a|of|to|lagi|kalau|gitu|begitu|saya|aku|ambo|i|me|my|im|am|hi|halo|hello';
const WORDS: Readonly<Record<Chatter, string>> = {
  goodbye:
    'bye|byebye|goodbye|dadah|dah|daa|see|later|soon|sampai|jumpa|nanti|pamit|permisi|undur|diri|duluan|good|night|malam|selamat|tinggal|jalan|tidur|take|care|have|nice|day|cheers|ciao',
  okay: 'ok|oke|okay|okey|okeh|sip|siap|baik|baiklah|noted|paham|mengerti|ngerti|got|it|understood|alright|fine|sure|iya|ya|yes|yoi|yo|oh|hmm|hm|i|see|gitu|begitu|mantap|lanjut|great|cool|good|no|problem|gapapa|nggak|apa|papa',
  insult:
    'bodoh|bego|goblok|tolol|idiot|stupid|dumb|useless|anjing|bangsat|kampret|sialan|brengsek|tai|payah|jelek|sampah|trash|garbage|shit|fuck|fucking|damn|moron|rubbish|crap|asshole|bitch|suck|sucks|guna|berguna|tidak|ga|gak|dak|hate|benci|buyan|pantek|kurang|ajar|worst|terrible|ngaco|ngawur|off',
  joke: 'lucu|joke|jokes|lelucon|pantun|tell|ceritakan|cerita|kasih|buatkan|bikin|make|laugh|ketawa|haha|hahaha|hihi|wkwk|wkwkwk|wkwkwkwk|lol|lmao|hehe|hehehe|he|nyanyi|nyanyikan|sing|song|lagu|funny|something|poem|puisi|dad',
  test: 'test|testing|tes|coba|check|cek|cuma|ping|mic|satu|dua|one|two|tester|percobaan|nyoba|ngetes|trial',
  praise:
    'bagus|hebat|keren|pintar|pinter|cerdas|mantap|mantul|great|awesome|smart|clever|good|nice|excellent|best|wonderful|helpful|membantu|terbantu|love|sayang|suka|job|work|well|done|perfect|amazing|top|jempol',
  wellbeing:
    'apa|kabar|kabarnya|sehat|how|are|you|doing|today|whats|up|lagi|sedang|ngapain|sibuk|going|hows|life|sudah|udah|makan|belum',
  sorry:
    'maaf|sorry|mohon|apologies|my|bad|ganggu|mengganggu|salah|kirim|ketik|orang|wrong|chat|number|nomor|sambung|typo|ignore|abaikan|sory',
};
/** One of these has to be there. */
const HEAD: Readonly<Record<Chatter, RegExp>> = {
  goodbye:
    /\b(?:bye|byebye|goodbye|dadah|daa|see you|see u|sampai jumpa|sampai nanti|pamit|undur diri|good night|selamat (?:tinggal|jalan|tidur)|take care|cheers|ciao|have a nice)\b/u,
  okay: /\b(?:ok|oke|okay|okey|okeh|sip|siap|baik|baiklah|noted|paham|mengerti|ngerti|got it|understood|alright|fine|sure|iya|ya|yes|yoi|hm+|i see|oh|mantap|lanjut|great|cool|no problem|gapapa)\b/u,
  insult:
    /\b(?:bodoh|bego|goblok|tolol|idiot|stupid|dumb|useless|anjing|bangsat|kampret|sialan|brengsek|tai|payah|sampah|trash|garbage|shit|fuck|fucking|moron|rubbish|crap|asshole|bitch|sucks?|(?:tidak|ga|gak|dak) (?:ber)?guna|hate|benci|buyan|pantek|kurang ajar|worst|terrible|ngaco|ngawur|jelek)\b/u,
  joke: /\b(?:jokes?|lelucon|pantun|ha(?:ha)+|hihi|(?:wk)+w?|lol|lmao|he(?:he)+|nyanyi\w*|sing|song|lagu|lucu|funny|poem|puisi)\b/u,
  test: /\b(?:test|testing|tes|tester|percobaan|nyoba|ngetes|ping|cek satu|trial)\b/u,
  praise:
    /\b(?:bagus|hebat|keren|pintar|pinter|cerdas|mantap|mantul|great|awesome|smart|clever|good (?:job|work|bot)|nice|excellent|best|wonderful|helpful|membantu|terbantu|love|sayang|suka|well done|perfect|amazing|jempol)\b/u,
  wellbeing:
    /\b(?:apa kabar\w*|how are you|how r u|hows it going|whats up|lagi apa|sedang apa|lagi ngapain|how are things|(?:sudah|udah) makan)\b/u,
  sorry:
    /\b(?:maaf|sorry|sory|apologies|my bad|salah (?:kirim|ketik|orang|sambung|nomor|chat)|wrong (?:chat|number)|typo)\b/u,
};
const ORDER: readonly Chatter[] = ['goodbye', 'wellbeing', 'test', 'insult', 'joke', 'sorry', 'okay', 'praise'];
const MOST_WORDS = 8;
const patterns = ORDER.map((kind) => [kind, new Set(`${WORDS[kind]}|${AROUND}`.split('|')), HEAD[kind]] as const);

/**
 * What a short message is that asks for nothing, and of which every word is known to be of that kind: one word that names a matter makes a
 * question of it.
 * @param text as `normalise` leaves it
 */
export function chatter(text: string): Chatter | undefined {
  const words = text.split(' ');
  if (text === '' || words.length > MOST_WORDS) return undefined;
  return patterns.find(([, known, head]) => head.test(text) && words.every((word) => known.has(word)))?.[0];
}

export const chatterPhrases: Readonly<Record<Language, Readonly<Record<Chatter, string>>>> = {
  id: {
    goodbye: 'Sampai jumpa. Kalau ada pertanyaan lagi, silakan tulis kapan saja.',
    okay: 'Baik. Kalau ada yang lain, silakan tulis.',
    insult:
      'Maaf kalau jawaban saya belum membantu. Coba tulis dengan kata lain apa yang diperlukan, misalnya "biaya paspor", atau tulis "petugas" untuk cara menghubungi petugas.',
    joke: 'Bercanda bukan keahlian saya, tetapi soal paspor, visa, dan izin tinggal saya siap membantu.',
    test: 'Ya, pesannya masuk. Silakan tulis pertanyaan tentang paspor, visa, atau izin tinggal.',
    praise: 'Terima kasih, senang bisa membantu. Kalau ada yang lain, silakan tulis.',
    wellbeing:
      'Baik, terima kasih. Saya asisten otomatis; silakan tulis pertanyaan tentang paspor, visa, atau izin tinggal.',
    sorry: 'Tidak apa-apa. Silakan tulis kalau ada yang ingin ditanyakan.',
  },
  en: {
    goodbye: 'Goodbye. Write again whenever you have a question.',
    okay: 'Fine. If there is anything else, just type it.',
    insult:
      'I am sorry if my answers did not help. Try other words for what you need, for example "passport fee", or type "officer" to learn how to reach one.',
    joke: 'Jokes are not my strength, but I am glad to help with passports, visas and stay permits.',
    test: 'Yes, your message arrived. Please type your question about passports, visas or stay permits.',
    praise: 'Thank you, I am glad to help. If there is anything else, just type it.',
    wellbeing:
      'Fine, thank you. I am an automated assistant; please type your question about passports, visas or stay permits.',
    sorry: 'No problem. Just type it if there is something you would like to ask.',
  },
};
