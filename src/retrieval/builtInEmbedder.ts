import { Embeddings } from '@langchain/core/embeddings';
import type { Glossary } from '../knowledge/types.js';
import { tokenise } from './normalise.js';
import type { Classifier } from './classifier.js';
import type { SparseVector, Tfidf } from './tfidf.js';

/**
 * The embedder that needs no download: fitted to one knowledge base, its vector is the centred, unit-length logits of a softmax over
 * the articles. Vectors of two fits never mix.
 */
export class BuiltInEmbedder extends Embeddings {
  #last: { readonly text: string; readonly vector: SparseVector } | undefined;

  constructor(
    private readonly tfidf: Tfidf,
    private readonly articles: Classifier,
    private readonly glossary: Glossary,
  ) {
    super({});
  }

  /** The last text's vector is kept, because a turn asks for it several times. */
  sparse(text: string): SparseVector {
    if (this.#last?.text !== text) this.#last = { text, vector: this.tfidf.vector(tokenise(text, this.glossary)) };
    return this.#last.vector;
  }

  embed(text: string): { vector: number[]; sparse: SparseVector; logits: Float32Array } {
    return this.embedSparse(this.sparse(text));
  }

  /** As `embed`, of a text whose sparse vector is known. */
  embedSparse(sparse: SparseVector): { vector: number[]; sparse: SparseVector; logits: Float32Array } {
    const logits = this.articles.logits(sparse);
    return { vector: centred(logits), sparse, logits };
  }

  override embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(this.embed(text).vector);
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => this.embed(text).vector));
  }
}

function centred(logits: Float32Array): number[] {
  let mean = 0;
  for (const logit of logits) mean += logit / logits.length;
  let norm = 0;
  for (const logit of logits) norm += (logit - mean) ** 2;
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  return Array.from(logits, (logit) => (logit - mean) * scale);
}
