import { normalise } from '../../retrieval/normalise.js';
import { plainReply, type Step } from '../draft.js';
import { safetyPhrases } from '../safetyPhrases.js';

/** How long a confirmation may take, in milliseconds. */
const CONFIRM_MS = 10 * 60_000;
/** An order is short. */
const MOST_CHARACTERS = 80;
const POLITE =
  '(?:(?:tolong|mohon|please|pls|coba|saya mau|saya ingin|aku mau|ambo nak|i want to|i would like to|can you|could you|minta|you must)\\s+)*';
const OBJECT =
  '(?:(?:semua|seluruh|all|all of|everything|the|this|my|of my|data|datas|pribadi|personal|chat|chats|percakapan|obrolan|pesan|messages?|conversation|history|riwayat|info|informasi|information|ini|saya|aku|sayo|ambo|kami|ku|datanya|dataku|chatku|pesanku|about me|tentang saya|di sini|here|now|sekarang|dong|ya|kak|min|please|pls|and|dan)\\s*)+';
const ERASE = new RegExp(
  `^${POLITE}(?:hapus|hapuskan|hapusin|apus|apusin|hilangkan|erase|delete|clear|remove|wipe|forget)\\s+${OBJECT}$`,
  'u',
);
/** What is deleted has to be named, or "hapus ini" in the middle of a talk would do. */
const NAMED =
  /\b(?:data\w*|chat\w*|percakapan|obrolan|pesan\w*|messages?|conversation|history|riwayat|everything|semua\w*|about me|forget me)\b/u;
const ERASE_SHORT = new Set(['erase', 'hapus', 'erase me', 'forget me', 'lupakan saya', 'delete me']);
const YES =
  /^(?:(?:ya|iya|yo|yes|yep|ok|oke|okay|betul|benar|setuju|lanjut|sure|hapus|hapuskan|delete|erase|saja|aja|bae|it|now|semua|semuanya|all|please|data|saya|my|silakan|silahkan|confirm|konfirmasi)\s*)+$/u;
const NO =
  /^(?:(?:tidak|nggak|ngga|gak|ga|dak|idak|ndak|jangan|batal|batalkan|no|nope|cancel|dont|stop|jadi|usah|not|never|mind)\s*)+$/u;
const STOP = new Set(
  'stop|berhenti|stop it|please stop|tolong berhenti|unsubscribe|cukup|sudah cukup|udah cukup|quit|exit|end|selesai|stop dulu|berhenti dulu|enough|end chat|akhiri chat|akhiri percakapan|keluar|stop sending messages|jangan kirim pesan lagi'.split(
    '|',
  ),
);

/** Orders about the conversation itself: delete it, which is asked once more, or stop. */
export const conversationCommand: Step = {
  name: 'conversationCommand',
  run(draft) {
    const { state, request } = draft;
    const words = safetyPhrases[draft.language];
    const text = normalise(request.text);
    const finish = (body: string): 'finish' => {
      draft.outcome = 'command';
      draft.reply = plainReply(body);
      return 'finish';
    };
    const asked = state.eraseAskedAt;
    state.eraseAskedAt = undefined;
    if (text.length > MOST_CHARACTERS) return 'next';
    if (asked !== undefined && request.now - asked <= CONFIRM_MS) {
      if (YES.test(text)) {
        draft.erase = true;
        return finish(words.erased);
      }
      if (NO.test(text)) return finish(words.notErased);
    }
    if (ERASE_SHORT.has(text) || (ERASE.test(text) && NAMED.test(text))) {
      state.eraseAskedAt = request.now;
      return finish(words.confirmErase);
    }
    return STOP.has(text) ? finish(words.stopped) : 'next';
  },
};
