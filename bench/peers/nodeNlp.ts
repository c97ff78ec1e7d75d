import { NlpManager } from 'node-nlp';
import type { Finder, PeerText } from './peer.js';

/** The library's answer where it knows no intent. */
const NONE = 'None';

/**
 * NLP.js with its defaults, one language model each for Indonesian and English. It is told each question's language, which the others
 * have to do without, and only its classifier runs: no entities, no sentiment.
 */
export async function nodeNlp(texts: readonly PeerText[]): Promise<Finder> {
  const languages = [...new Set(texts.map(({ language }) => language))];
  const manager = new NlpManager({ languages, autoSave: false, forceNER: false, nlu: { log: false } });
  for (const { language, text, article } of texts) manager.addDocument(language, text, article);
  await manager.train();
  return async ({ text, language }) => {
    const { classifications } = await manager.nlp.classify(language, text);
    const best = classifications.find(({ intent }) => intent !== NONE);
    // Asked for an intent it gives its best one; asked how sure it is, "None" is no certainty at all.
    return { article: best?.intent, score: classifications[0]?.intent === NONE ? 0 : (best?.score ?? 0) };
  };
}
