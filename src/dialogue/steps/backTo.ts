import { chooseSections } from '../../retrieval/chooseSections.js';
import { normalise } from '../../retrieval/normalise.js';
import type { Step } from '../draft.js';
import { topicsOf } from '../topics.js';

/** Words that lead back to what was talked about before. "Tadi pagi" is a time, and "uang kembali" is money. */
const LEADS_BACK = [
  /^(?:(?:ok|oke|okay|baik|nah|dan|and|jadi|so|terus|trus|trs|lalu|now|sekarang) )*(?:balik|kembali|balek|back|returning|going back|coming back)(?: lagi)? (?:ke|ke yang|soal|to)\b/,
  /\b(?:yang|yg|untuk|utk|buat|soal|ke|tentang|mengenai|si|itu|saya|ambo)\b.{0,30}\btadi\b(?! (?:pagi|siang|sore|malam|malem|subuh))/,
  /^(?:(?:ok|oke|okay|and|so|now) )*(?:the )?[\p{L}\d ]{2,25} again\b/u,
  /\b(?:my|the) (?:first|earlier|previous|other) (?:question|one|matter)\b|\bas i asked\b|\bpertanyaan (?:saya )?(?:yang )?(?:pertama|sebelumnya|awal)\b/,
];

/**
 * Goes back to one of the last topics, over another between: "balik ke yang paspor anak tadi, bayarnya berapa". Which one is said by the
 * words of the message, and so is the section.
 */
export const backTo: Step = {
  name: 'backTo',
  run(draft) {
    const { state, request, language, knowing } = draft;
    if (draft.choice || draft.answersClarify) return 'next';
    const topics = topicsOf(state, request.now);
    if (topics.length === 0 || !LEADS_BACK.some((pattern) => pattern.test(normalise(request.text)))) return 'next';
    const { index, knowledge } = knowing;
    const scores = index.scoresOf(
      request.text,
      topics.map(({ article }) => article),
    );
    const [topic] = topics
      .map((one, position) => ({ one, score: scores[position] ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const article = topic && knowledge.articles.get(topic.one.article);
    if (!article) return 'next';
    const available = [...article.text[language].sections.keys()];
    const evidence = index.sectionEvidence(request.text, article.slug);
    if ([...evidence.cued].some((section) => available.includes(section))) {
      draft.choice = { article: article.slug, sections: chooseSections(evidence, available), confidence: 1 };
    } else {
      draft.question = `${request.text}\n${topic.one.question}`;
      draft.ledBack = true;
    }
    return 'next';
  },
};
