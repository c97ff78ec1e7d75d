import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mayReplace, wordingModel } from './wording.js';
import type { Span } from './spans.js';

const spans: Span[] = [
  { kind: 'fact', text: 'Rp650.000', fact: 'five' },
  { kind: 'fact', text: 'Rp950.000', fact: 'ten' },
];
const answer = 'E-paspor 5 tahun Rp650.000. E-paspor 10 tahun Rp950.000.';
const withYears: Span[] = [
  ...spans,
  { kind: 'fact', text: '5 tahun', fact: 'short' },
  { kind: 'fact', text: '10 tahun', fact: 'long' },
];

describe('other words may stand in an answer’s place', () => {
  it('when they say the same figures in the same order', () => {
    expect(mayReplace('Untuk 5 tahun Rp650.000, untuk 10 tahun Rp950.000.', answer, withYears)).toBe(true);
  });

  it.each([
    ['a figure that no fact has', 'Untuk 5 tahun Rp600.000.'],
    ['the fee of one case said of the other', 'Untuk 10 tahun Rp650.000.'],
    ['figures in another order', 'Rp950.000 atau Rp650.000.'],
    ['fewer figures: what is left out may be the case that was asked for', 'Yang 10 tahun Rp950.000.'],
    ['another unit', 'Untuk 5 tahun kerja Rp650.000, untuk 10 hari Rp950.000.'],
    ['a figure spelt out', 'Untuk 5 tahun Rp650.000, untuk 10 tahun Rp950.000, dalam dua hari.'],
    ['nothing', ''],
    ['more than a small screen holds', 'kata '.repeat(200)],
    ['a link', 'Lihat https://example.com untuk Rp650.000.'],
  ])('but not with %s', (_, words) => {
    expect(mayReplace(words, answer, withYears)).toBe(false);
  });
});

describe('a model behind LangChain', () => {
  let server: Server | undefined;
  afterEach(() => {
    vi.unstubAllEnvs();
    server?.closeAllConnections();
    server?.close();
  });

  /** A server that speaks OpenAI's chat completions and answers with what `say` gives. */
  async function fakeChat(say: (body: string) => { status: number; content: string }): Promise<void> {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { status, content } = say(body);
        response.writeHead(status, { 'content-type': 'application/json' });
        const message = { role: 'assistant', content };
        response.end(
          status === 200
            ? JSON.stringify({
                id: 'x',
                object: 'chat.completion',
                model: 'm',
                choices: [{ index: 0, message, finish_reason: 'stop' }],
              })
            : '{"error":{"message":"no"}}',
        );
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('OPENAI_API_KEY', 'k');
    vi.stubEnv('OPENAI_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  }
  const request = { question: 'brp', answer, language: 'id' as const };

  it('gets the question and the answer, and gives its words back', async () => {
    let asked = '';
    await fakeChat((body) => {
      asked = body;
      return { status: 200, content: ' Ringkasnya Rp650.000. ' };
    });
    expect(await (await wordingModel('openai:m')).reword(request)).toBe('Ringkasnya Rp650.000.');
    expect(asked).toContain('Rp950.000');
  });

  it('that fails is passed over', async () => {
    await fakeChat(() => ({ status: 500, content: '' }));
    expect(await (await wordingModel('openai:m')).reword(request)).toBeUndefined();
  });

  it('of an unknown provider is refused', async () => {
    await expect(wordingModel('nobody:m')).rejects.toThrow();
  });
});
