import type { Language } from '../knowledge/types.js';
import { normalise } from './normalise.js';
import type { Classifier } from './classifier.js';
import { Softmax } from './softmax.js';
import { Tfidf } from './tfidf.js';

/** Tells Indonesian from English, learnt from the knowledge base's own texts and questions. */
export class LanguageModel {
  constructor(
    private readonly tfidf: Tfidf,
    private readonly model: Classifier,
  ) {}

  static async fit(
    samples: readonly { text: string; language: Language }[],
    random: () => number,
  ): Promise<{ readonly tfidf: Tfidf; readonly model: Softmax }> {
    const tokens = samples.map(({ text }) => words(text));
    const tfidf = Tfidf.fit(tokens);
    const model = await Softmax.fit(
      samples.map(({ language }, index) => ({
        vector: tfidf.vector(tokens[index] ?? []),
        label: language === 'en' ? 1 : 0,
        weight: 1,
      })),
      { classes: 2, features: tfidf.size, epochs: 8, dropout: 0.3, rate: 1, random },
    );
    return { tfidf, model };
  }

  /** `english`: how likely it is English rather than Indonesian, 0 to 1. `known`: the share of its words that the model has seen. */
  identify(text: string): { language: Language; english: number; known: number } {
    const tokens = words(text);
    const english = this.model.probabilities(this.tfidf.vector(tokens))[1] ?? 0;
    const seen = tokens.filter((token) => this.tfidf.knows(token)).length;
    return { language: english > 0.5 ? 'en' : 'id', english, known: tokens.length > 0 ? seen / tokens.length : 0 };
  }
}

function words(text: string): string[] {
  return normalise(text).split(' ').filter(Boolean);
}
