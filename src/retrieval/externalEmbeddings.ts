import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { AppError } from '../errors.js';

/** Milliseconds for one request of a build, which sends all examples at once. */
const TIMEOUT_MS = 60_000;

// LangChain JS has no initEmbeddings, so the providers we support are listed.
const providers: Record<string, (model: string) => Promise<EmbeddingsInterface>> = {
  async openai(model) {
    const { OpenAIEmbeddings } = await import('@langchain/openai');
    return new OpenAIEmbeddings({ model, timeout: TIMEOUT_MS, maxRetries: 0 });
  },
  async ollama(model) {
    const { OllamaEmbeddings } = await import('@langchain/ollama');
    return new OllamaEmbeddings({ model, maxRetries: 0 });
  },
};

/**
 * The embeddings that a setting of the form `provider:model` names. Addresses and keys come from the providers' own
 * environment variables, which LangChain reads (OPENAI_API_KEY, OPENAI_BASE_URL, OLLAMA_BASE_URL).
 * @throws AppError EMBEDDINGS_MODEL_UNKNOWN for another provider or a missing model
 */
export async function externalEmbeddings(setting: string): Promise<EmbeddingsInterface> {
  const [provider = '', ...rest] = setting.split(':');
  const model = rest.join(':');
  const create = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  if (!create || !model) throw new AppError('EMBEDDINGS_MODEL_UNKNOWN', setting);
  return create(model);
}
