import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeEmbeddings {
  /** Address without a slash at the end. */
  readonly url: string;
  /** Texts that were embedded. */
  readonly texts: string[];
  /** Answers every request with this status from now on; 200 to serve again. */
  fail(status: number): void;
  close(): Promise<void>;
}

const DIMENSIONS = 64;

/** A server that speaks OpenAI's `/v1/embeddings` and Ollama's `/api/embed` over real HTTP; its vectors count hashed words. */
export async function fakeEmbeddings(): Promise<FakeEmbeddings> {
  const texts: string[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const { input, encoding_format: format } = JSON.parse(text) as {
        input: string | string[];
        encoding_format?: string;
      };
      const inputs = Array.isArray(input) ? input : [input];
      texts.push(...inputs);
      response.writeHead(status, { 'content-type': 'application/json' });
      if (status !== 200) return response.end('{"error":{"message":"no"}}');
      const vectors = inputs.map(embed);
      if (request.url === '/api/embed') return response.end(JSON.stringify({ model: 'fake', embeddings: vectors }));
      const data = vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: format === 'base64' ? base64(vector) : vector,
      }));
      return response.end(
        JSON.stringify({ object: 'list', model: 'fake', data, usage: { prompt_tokens: 1, total_tokens: 1 } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    fail: (code) => (status = code),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function embed(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0.01);
  for (const word of text.toLowerCase().split(/\W+/).filter(Boolean)) {
    let hash = 7;
    for (const character of word) hash = (hash * 31 + character.charCodeAt(0)) % 9973;
    vector[hash % DIMENSIONS] = (vector[hash % DIMENSIONS] ?? 0) + 1;
  }
  return vector;
}

function base64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
