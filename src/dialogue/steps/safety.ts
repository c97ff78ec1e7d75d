import { normalise } from '../../retrieval/normalise.js';
import { chatter } from '../chatter.js';
import { plainReply, type Step, type TurnDraft } from '../draft.js';
import { handOff, handOffToOffice, PERSON, sayIntent } from '../handoff.js';
import { judgeIntent, sentencesOf } from '../judgeIntent.js';
import { dialoguePhrases } from '../phrases.js';
import { isGreeting } from './smallTalk.js';

/**
 * Requests for help with something unlawful. They ask for it ("bisa nyogok?", "how to fake"), which tells them from complaints about
 * somebody else ("petugas minta uang"): those are answered.
 */
const UNLAWFUL = [
  /\b(?:memalsukan|palsukan|pemalsuan|(?:buat|bikin|membuat|beli|jual|cari|pesan|pakai|pake)(?:kan)?\s+(?:\p{L}+\s+){0,3}palsu)\b/u,
  /\b(?:get|buy|make|need|want|use|order|sell|create|how do i|how to|can you|can i|help me)\b.{0,40}\b(?:fake|forge|forged|counterfeit|false)\b(?!\s+(?:\S+\s+)?(?:website|site|page|portal|agent|seller|officer))/u,
  /\b(?:mau|bisa|boleh|biar|gimana|bagaimana|cara|caranya|bisakah|bolehkah)\s+(?:\p{L}+\s+){0,3}(?:nyogok|sogok|menyuap|suap|nyuap)\b/u,
  /\b(?:can|how|may|want|possible)\b.{0,30}\bbribe\b/u,
  /\b(?:lolos|masuk|keluar|kabur)\s+(?:\p{L}+\s+){0,4}(?:tanpa\s+(?:diperiksa|ketahuan|lapor)|diam diam)\b/u,
  /\b(?:without (?:getting|being) caught|sneak (?:in|out|past)|avoid (?:getting )?deport(?:ed|ation)|hide from immigration|smuggle)\b/u,
  /\b(?:cek|lihat|cari|minta|bocorin|check|look up|find|give me)\s+(?:\p{L}+\s+){0,3}(?:data|nomor|paspor|alamat|passport|address)\s+(?:\p{L}+\s+){0,2}(?:orang lain|mantan|tetangga|someone|somebody|another person|my ex)\b/u,
];
/** Who reports something wants it stopped, not done. */
const REPORTING =
  /\b(?:report|lapor|melapor|laporkan|melaporkan|ngelapor|lapork\w*|complain|complaint|adukan|mengadukan|aduan)\b/u;
/** Where to report or complain is a plain question, and articles answer it, also where it comes after what happened. */
const WHERE_TO_REPORT =
  /\b(?:(?:lapor|melapor|laporkan|melaporkan|ngelapor|ngadu|mengadu|adukan|mengadukan|komplain|pengaduan)\w*\s+(?:\S+\s+){0,3}(?:mana|kemana|kemano|siapa|siapo|lewat|gimana|bagaimana|caranya)|(?:kemana|kemano|(?:ke )?mana|siapa|siapo|bagaimana|gimana|cara|caranya)\s+(?:\S+\s+){0,4}(?:lapor|melapor|laporkan|melaporkan|ngadu|mengadu|adukan|mengadukan|komplain)|(?:where|how|who|whom)\s+(?:\S+\s+){0,4}(?:report|complain|complaint|denounce))\b/u;
const ANSWERED_THERE: ReadonlySet<string> = new Set(['complaint', 'extortion']);
/** Who asks how to recognise it, or what follows from it, does not ask for it. */
const ABOUT_IT =
  /\b(?:spot|recogni[sz]e|know (?:if|whether)|tell (?:if|whether)|avoid (?:a |being )|(?<!\b(?:ga|gak|ngga|nggak|tidak|tak|tanpa|dak|idak|biar|supaya|jangan) )ketahuan|terlanjur|ciri|cirinya|sanksi|hukuman\w*|pidana|akibat\w*|dilarang|dibatalkan|penalty|punishment|consequences?|what (?:happens|will happen))\b/u;
const WANTS_PERSON =
  /^(?:petugas|admin|manusia|orang|human|agent|officer|operator|cs|customer service)$|\b(?:bicara|ngomong|ngobrol|chat|hubungkan|sambungkan|sambungin|hubungin|disambungkan|bicaro|talk|speak|connect|transfer)\b.{0,25}\b(?:petugas|orang|manusia|admin|officer|human|person|someone|agent|staff)\b|\breal (?:person|human)\b/u;

/** Text that gives orders to a language model; there is none here that they could reach, so such a sentence only hides the question beside it. */
const ORDERS =
  /\b(?:(?:ignore|disregard|forget|override|bypass)\s+(?:\S+\s+){0,3}(?:instructions?|rules|prompts?|guidelines|training|told)|(?:abaikan|lupakan|hiraukan)\s+(?:\S+\s+){0,3}(?:instruksi\w*|aturan\w*|perintah\w*|prompt\w*)|you are now|from now on you|kamu sekarang adalah|mulai sekarang kamu|(?:system|developer) prompt|prompt sistem|(?:developer|debug|god) mode|mode (?:pengembang|developer)|jailbreak|pretend (?:to be|you are)|act as (?:if|a|an|my|the)|berpura pura(?:lah)? (?:menjadi|jadi|kamu))\b|^(?:system|assistant|developer|instruction|instruksi)\s*:/u;
const INSTRUCTION = 'instruction';
/** How likely a sentence is an order before it is dropped. */
const ORDER_LIKELY = 0.7;

/** What is refused, what goes to a person, and orders to the assistant: all before anything is looked up. */
export const safety: Step = {
  name: 'safety',
  async run(draft) {
    const { knowledge, index } = draft.knowing;
    const { intents } = knowledge;
    const words = dialoguePhrases[draft.language];
    const refuse = (id: string | undefined): 'finish' => {
      const intent = intents.get(id ?? '');
      const said = intent && sayIntent(intent, draft);
      draft.outcome = 'refused';
      draft.facts = said?.facts ?? [];
      draft.reply = said ?? plainReply(words.refused);
      return 'finish';
    };
    const said = normalise(draft.request.text);
    if (isGreeting(said) || chatter(said)) return 'next';
    if (dropOrders(draft)) return refuse(INSTRUCTION);
    const text = normalise(draft.request.text);
    const intent = judgeIntent(draft.request.text, intents, (part) => index.intentOf(part));
    const asksForIt = !REPORTING.test(text) && !ABOUT_IT.test(text);
    if (asksForIt && UNLAWFUL.some((pattern) => pattern.test(text))) {
      const refused = index.intentOf(draft.request.text).find(({ id }) => intents.get(id)?.outcome === 'refused');
      return refuse(refused?.id);
    }
    if (asksForIt && intent?.outcome === 'refused') return refuse(intent.id);
    const answered = intent && ANSWERED_THERE.has(intent.id) && WHERE_TO_REPORT.test(text);
    if (intent?.outcome === 'handoff' && !answered) {
      await handOff(draft, intent);
      return 'finish';
    }
    if (WANTS_PERSON.test(text)) {
      const person = intents.get(PERSON);
      if (person) await handOff(draft, person);
      else handOffToOffice(draft, PERSON, '');
      return 'finish';
    }
    return 'next';
  },
};

/** Takes sentences that give orders out of the message. @returns whether nothing is left */
function dropOrders(draft: TurnDraft): boolean {
  const { index } = draft.knowing;
  const sentences = sentencesOf(draft.request.text);
  const kept = sentences.filter((sentence) => {
    if (ORDERS.test(sentence.toLowerCase()) || ORDERS.test(normalise(sentence))) return false;
    const [first] = index.intentOf(sentence);
    return first?.id !== INSTRUCTION || first.likely < ORDER_LIKELY || normalise(sentence).split(' ').length < 3;
  });
  if (kept.length === sentences.length) return false;
  draft.question = kept.join(' ');
  draft.request = { ...draft.request, text: draft.question };
  return kept.length === 0;
}
