import { composeAnswer } from '../../answer/compose.js';
import { normalise } from '../../retrieval/normalise.js';
import { plainReply, type Step } from '../draft.js';
import { dialoguePhrases } from '../phrases.js';

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
const WANTS_PERSON =
  /^(?:petugas|admin|manusia|orang|human|agent|officer|operator|cs|customer service)$|\b(?:bicara|ngomong|ngobrol|chat|hubungkan|sambungkan|sambungin|hubungin|disambungkan|bicaro|talk|speak|connect|transfer)\b.{0,25}\b(?:petugas|orang|manusia|admin|officer|human|person|someone|agent|staff)\b|\breal (?:person|human)\b/u;

/** What is refused, and who wants a person: both before anything is looked up. */
export const safety: Step = {
  name: 'safety',
  run(draft) {
    const text = normalise(draft.request.text);
    const words = dialoguePhrases[draft.language];
    if (!REPORTING.test(text) && UNLAWFUL.some((pattern) => pattern.test(text))) {
      draft.outcome = 'refused';
      draft.reply = plainReply(words.refused);
      return 'finish';
    }
    if (WANTS_PERSON.test(text)) {
      const article = draft.knowing.knowledge.articles.get(draft.knowing.knowledge.office.contact ?? '');
      const contact =
        article && composeAnswer(article, ['contact'], draft.language, draft.knowing.knowledge, draft.request.today);
      draft.outcome = 'handoff';
      draft.article = article?.slug;
      draft.sections = contact?.sections ?? [];
      draft.facts = contact?.facts ?? [];
      draft.reply = {
        body: contact ? `${words.noPerson}\n\n${contact.body}` : words.noPerson,
        source: contact?.source ?? '',
        spans: contact?.spans ?? [],
        citations: contact?.citations ?? [],
        suggestions: [],
      };
      return 'finish';
    }
    return 'next';
  },
};
