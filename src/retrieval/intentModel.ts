import type { Glossary, KnowledgeBase } from '../knowledge/types.js';
import type { Classifier } from './classifier.js';
import { normalise, tokenise } from './normalise.js';
import type { Concepts } from './features.js';
import { Softmax, type Sample } from './softmax.js';
import { Tfidf, type TfidfData } from './tfidf.js';

/** The class of what is answered like any question. */
export const PLAIN = 'plain';
/** What a question of an article teaches about what is plain: there are twenty times as many of them as of all the rest. */
const QUESTION_WEIGHT = 0.3;
/** Of so many questions, spread evenly, it has learnt what there is to learn. */
const MOST_QUESTIONS = 15_000;
const FIT = { epochs: 8, dropout: 0.3, rate: 1 };

export interface LikelyIntent {
  readonly id: string;
  /** Probability, 0 to 1. */
  readonly likely: number;
}

/**
 * Tells what kind of message a text is: a plain question, or one that goes to a person, is refused, or gives orders. It has a vocabulary of its own,
 * so that its examples change nothing about which article is found.
 */
export class IntentModel {
  readonly #glossary: Glossary;
  readonly #tfidf: Tfidf;

  constructor(
    readonly classes: readonly string[],
    tfidf: TfidfData,
    private readonly model: Classifier,
    { glossary, intentWords }: Pick<KnowledgeBase, 'glossary' | 'intentWords'>,
  ) {
    this.#glossary = everyWord(glossary);
    this.#tfidf = new Tfidf(tfidf, conceptsOf({ glossary, intentWords }));
  }

  /** @returns undefined where the knowledge base has no intents */
  static async fit(
    knowledge: KnowledgeBase,
    random: () => number,
  ): Promise<{ classes: string[]; tfidf: Tfidf; model: Softmax } | undefined> {
    const intents = [...knowledge.intents.values()];
    if (intents.length === 0) return undefined;
    const glossary = everyWord(knowledge.glossary);
    const classes = [PLAIN, ...intents.map(({ id }) => id).filter((id) => id !== PLAIN)];
    const about = new Set(intents.flatMap((intent) => intent.about));
    const texts = intents.flatMap(({ id, examples }) =>
      examples.map(({ text }) => ({ tokens: tokenise(text, glossary), label: classes.indexOf(id), weight: 1 })),
    );
    const questions = [...knowledge.articles.values()]
      .filter(({ slug }) => !about.has(slug))
      .flatMap((article) => article.questions.map(({ text }) => text));
    const { inScope, outOfScope } = knowledge.calibration;
    const every = Math.ceil(questions.length / MOST_QUESTIONS);
    const some = questions.filter((_, index) => index % every === 0);
    // Their sentences and clauses too, because that is how a message is judged.
    const plain = [...some, ...inScope, ...outOfScope].flatMap((text) =>
      partsOf(text).map((part) => ({ tokens: tokenise(part, glossary), label: 0, weight: QUESTION_WEIGHT })),
    );
    const tfidf = Tfidf.fit(
      texts.map(({ tokens }) => tokens),
      conceptsOf(knowledge),
    );
    const samples: Sample[] = [...texts, ...plain].map(({ tokens, label, weight }) => ({
      vector: tfidf.vector(tokens),
      label,
      weight,
    }));
    const model = await Softmax.fit(samples, { ...FIT, classes: classes.length, features: tfidf.size, random });
    return { classes, tfidf, model };
  }

  /** Every kind, the likeliest first. */
  identify(text: string): LikelyIntent[] {
    const probabilities = this.model.probabilities(this.#tfidf.vector(tokenise(text, this.#glossary)));
    return this.classes
      .map((id, index) => ({ id, likely: probabilities[index] ?? 0 }))
      .sort((a, b) => b.likely - a.likely);
  }
}

/** Fewer words tell too little by themselves. */
const LEAST_WORDS = 4;

/** A text, and where it has several its sentences and clauses, each once: what matters may stand in one of them, in the middle of a story. */
export function partsOf(text: string): string[] {
  const sentences = text.match(/[^.?!\n]+[.?!]*/g) ?? [];
  const clauses = text.split(/[.?!\n,;:]+/);
  const parts = [...sentences, ...clauses]
    .map((part) => part.trim())
    .filter((part) => normalise(part).split(' ').length >= LEAST_WORDS);
  return [...new Set([text, ...parts])];
}

/** Here "petugas, "tolong" and the like are what it is about. */
function everyWord(glossary: Glossary): Glossary {
  return { ...glossary, fillers: new Set() };
}

/** The glossary's concepts and those that only serve here, by the words as `tokenise` leaves them. */
function conceptsOf({ glossary, intentWords }: Pick<KnowledgeBase, 'glossary' | 'intentWords'>): Concepts {
  const concepts = new Map<string, Set<string>>();
  const add = (word: string, about: readonly string[]): void => {
    concepts.set(word, new Set([...(concepts.get(word) ?? []), ...about]));
  };
  for (const [word, about] of glossary.concepts) add(word, about);
  for (const [word, about] of intentWords) {
    const meant = tokenise(word, everyWord(glossary));
    if (meant.length === 1 && meant[0] !== undefined)
      add(
        meant[0],
        about.map((one) => `i-${one}`),
      );
  }
  return new Map([...concepts].map(([word, about]) => [word, [...about]]));
}
