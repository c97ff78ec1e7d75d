import { hkdfSync } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directLineTokens } from '../adapters/web/directLine/tokens.js';
import {
  type Answer,
  type Grant,
  beginConversation,
  directLine,
  message,
  readLog,
  request,
} from './testing/directLine.js';
import { freePort } from './testing/freePort.js';
import {
  type ProductProcess,
  removeTemporaryFolders,
  type Settings,
  startProduct,
  testSettings,
} from './testing/productProcess.js';
import { until } from './testing/until.js';

const ANSWER_MS = 10_000;

let settings: Settings;
let product: ProductProcess;
let url: string;
let grant: Grant;
beforeAll(async () => {
  settings = await testSettings(await freePort());
  product = await startProduct(settings);
  ({ url } = product);
  grant = await beginConversation(url);
});
afterAll(async () => {
  await product.kill();
  removeTemporaryFolders();
});

/** Posts a body as it is, with the conversation's token. */
function postRaw(body: string, type = 'application/json'): Promise<Answer> {
  return request(`${url}/v3/directline/conversations/${grant.conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${grant.token}`, 'content-type': type },
    body,
  });
}

/** An error in the one shape: it says what is wrong and what to do, and nothing of our insides. */
function expectError({ status, body }: Answer, expected: number, code: string): void {
  expect({ status, body }).toMatchObject({ status: expected, body: { error: { code } } });
  const { message: words, advice } = (body as { error: { message: string; advice: string } }).error;
  expect(words).not.toBe('');
  expect(advice).not.toBe('');
  expect(words + advice).not.toMatch(/node_modules|\.[jt]s:\d|SQLITE|select |insert /i);
}

/** Sends a text as its own message and waits for the one answer to it. */
async function ask(text: string, to = grant): Promise<{ question: Partial<Activity>; answer: Partial<Activity> }> {
  const { status, body } = await directLine(url).post(to, message(`ask-${Math.random()}`, text));
  expect({ status, body }).toMatchObject({ status: 200 });
  const { id } = body as { id: string };
  return until(`an answer to ${JSON.stringify(text.slice(0, 20))}`, ANSWER_MS, async () => {
    const log = await readLog(url, to);
    const question = log.find((activity) => activity.id === id);
    const answer = log.find(({ replyToId }) => replyToId === id);
    return question && answer && { question, answer };
  });
}

describe('what people may write', () => {
  it.each([
    ['nothing', ''],
    ['only spaces', '  \n\t '],
    ['only emoji', '🙂🙏🏽👨‍👩‍👧'],
    ['HTML and scripts', '<script>alert(1)</script><img src=x onerror=alert(1)> biaya paspor'],
    ['zero-width and bidi controls', 'bi\u200bay\u200da \u202epaspor\u202c \u2066baru\u2069\ufeff'],
    ['NUL', 'biaya\u0000 paspor baru'],
    ['half a surrogate pair', 'biaya \ud83d paspor'],
    ['SQL', "'; drop table inbox; --"],
    ['the longest text', 'a'.repeat(4_000)],
    ['a template of ours', '{{passport.fee}} [[lost.rule]] ${process.env.SECRET_KEY}'],
  ])('%s is answered', async (_what, text) => {
    const { answer } = await ask(text);
    expect(answer.text).not.toBe('');
    expect(answer.text).not.toMatch(/<script|onerror|undefined|\[object|SECRET_KEY|\u0000/);
  });

  it('keeps no NUL and no half surrogate', async () => {
    expect((await ask('a\u0000b')).question.text).not.toContain('\u0000');
    expect((await ask('a\ud83db')).question.text?.isWellFormed()).toBe(true);
  });

  it('shows markup as text on the page that works without scripts', async () => {
    const page = await (await fetch(url)).text();
    const token = /name="token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="token"/.exec(page);
    const asked = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        text: '<script>alert(1)</script>',
        language: 'id',
        token: token?.[1] ?? token?.[2] ?? '',
      }),
    });
    expect(asked.status).toBe(303);
    const shown = await (
      await fetch(url, { headers: { cookie: asked.headers.get('set-cookie')?.split(';')[0] ?? '' } })
    ).text();
    expect(shown).toContain('&lt;script&gt;alert(1)');
    expect(shown).not.toContain('<script>alert(1)');
  });
});

describe('bodies that are no message', () => {
  it.each([
    ['64 KB', JSON.stringify(message('x', 'a'.repeat(64 * 1024))), 413, 'BODY_TOO_LARGE'],
    ['a text of 4,001 characters', JSON.stringify(message('x', 'a'.repeat(4_001))), 413, 'TEXT_TOO_LONG'],
    ['malformed JSON', '{"type":"message","text":', 400, 'BODY_INVALID'],
    ['nothing', '', 400, 'BODY_INVALID'],
    ['null', 'null', 400, 'BODY_INVALID'],
    ['a list', '[]', 400, 'BODY_INVALID'],
    ['no type', '{"text":"biaya paspor"}', 400, 'BODY_INVALID'],
    ['a poisoned prototype', '{"type":"message","__proto__":{"admin":true}}', 400, 'BODY_INVALID'],
  ])('%s is refused with words', async (_what, body, status, code) => {
    expectError(await postRaw(body), status, code);
  });

  it('a wrong content type is refused with words', async () => {
    const answer = await postRaw('<message/>', 'text/xml');
    expect([400, 415]).toContain(answer.status);
    expectError(answer, answer.status, 'BODY_INVALID');
  });

  it.each([
    ['NUL in the client’s id', { channelData: { clientActivityID: 'a\u0000b' } }],
    ['half a surrogate pair in the client’s id', { channelData: { clientActivityID: 'a\ud83d' } }],
    ['NUL in the sender’s name', { from: { name: 'a\u0000b' } }],
    ['NUL in the locale', { locale: 'id\u0000' }],
    ['a number as text', { text: 5 }],
    ['a client’s id of 10,000 characters', { channelData: { clientActivityID: 'x'.repeat(10_000) } }],
  ])('%s is no fault of ours', async (_what, changes) => {
    const { status, body } = await directLine(url).post(grant, { type: 'message', text: 'biaya paspor', ...changes });
    expect(status, JSON.stringify(body)).toBeLessThan(500);
  });

  it('a file is refused in words, in whichever form it comes', async () => {
    const upload = (init: RequestInit): Promise<Answer> =>
      request(`${url}/v3/directline/conversations/${grant.conversationId}/upload?userId=x`, {
        method: 'POST',
        ...init,
        headers: new Headers([['authorization', `Bearer ${grant.token}`], ...new Headers(init.headers)]),
      });
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4'], { type: 'application/pdf' }), 'ktp.pdf');
    expectError(await upload({ body: form }), 415, 'UPLOAD_REFUSED');
    expectError(await upload({ body: 'x', headers: { 'content-type': 'image/png' } }), 415, 'UPLOAD_REFUSED');
    expectError(
      await upload({ body: 'x'.repeat(200_000), headers: { 'content-type': 'image/jpeg' } }),
      415,
      'UPLOAD_REFUSED',
    );
  });
});

describe('tokens, conversations and watermarks', () => {
  /** A token that this server would have signed at another time, or with another key. */
  const signed = (secret: string, at = Date.now()): string =>
    directLineTokens(Buffer.from(hkdfSync('sha256', secret, '', 'direct line tokens', 32)), () => at).issue({
      conversationId: grant.conversationId,
      personId: 'dl_x',
    });
  const own = (): string => settings['SECRET_KEY'] ?? '';

  it('takes a token of its own, or else the refusals below prove nothing', async () => {
    expect((await directLine(url).read({ ...grant, token: signed(own()) })).status).toBe(200);
  });
  it.each<[string, () => string]>([
    ['none', () => ''],
    ['garbage', () => 'abc'],
    ['an expired one', () => signed(own(), Date.now() - 3 * 60 * 60_000)],
    ['one signed with another key', () => signed('another key that is long enough too')],
    [
      'one that claims to need no signature',
      () =>
        `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify({ conv: grant.conversationId, user: 'x', exp: 9e9 })).toString('base64url')}.`,
    ],
  ])('%s: 403 and never 401', async (_what, make) => {
    const token = make();
    expectError(await directLine(url).read({ ...grant, token }), 403, 'TOKEN_INVALID');
    expectError(await directLine(url).post({ ...grant, token }, message('t', 'halo')), 403, 'TOKEN_INVALID');
    expectError(
      await request(`${url}/v3/directline/tokens/refresh`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      }),
      403,
      'TOKEN_INVALID',
    );
  });
  it('somebody else’s conversation: 403, and nothing is written into it', async () => {
    const other = await beginConversation(url);
    await ask('halo', other);
    const before = await readLog(url, other);
    const intruder = { ...other, token: grant.token };
    expectError(await directLine(url).read(intruder), 403, 'TOKEN_INVALID');
    expectError(await directLine(url).post(intruder, message('i', 'halo')), 403, 'TOKEN_INVALID');
    expect(await readLog(url, other)).toEqual(before);
  });
  it('a conversation that was never begun: 404', async () => {
    const { body } = await directLine(url).token();
    expectError(await directLine(url).read(body as Grant), 404, 'CONVERSATION_UNKNOWN');
    expectError(await directLine(url).post(body as Grant, message('n', 'halo')), 404, 'CONVERSATION_UNKNOWN');
  });
  it.each(['999999', '-1', 'abc', '1.5', '1%20or%201=1', '9'.repeat(40)])(
    'the watermark %s, which was never given out: 400',
    async (watermark) => {
      expectError(await directLine(url).read(grant, watermark), 400, 'WATERMARK_INVALID');
    },
  );
  it.each(['/nothing', '/v3/directline/nothing', '/%00', '/../../etc/passwd', '/.env', '/data/secret.key'])(
    'the path %s: 404',
    async (path) => {
      expectError(await request(`${url}${path}`), 404, 'NOT_FOUND');
    },
  );
});

describe('too many requests', () => {
  it('429 in kind words, and other people are served', { timeout: 90_000 }, async () => {
    const limited = await startProduct(await testSettings(await freePort(), { RATE_LIMIT_MESSAGES: '3' }));
    try {
      const one = await beginConversation(limited.url);
      const client = directLine(limited.url);
      const answers: Answer[] = [];
      for (let n = 0; n < 4; n++) answers.push(await client.post(one, message(`m${n}`, 'halo')));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
      expectError(answers[3]!, 429, 'RATE_LIMITED');
      expect((answers[3]?.body as { error: { advice: string } }).error.advice).toMatch(/wait/i);
      const other = await beginConversation(limited.url);
      expect((await client.post(other, message('m', 'halo'))).status).toBe(200);
      const kept = await until('what was taken is answered', ANSWER_MS, async () => {
        const log = await readLog(limited.url, one);
        return log.at(-1)?.replyToId === (answers[2]?.body as { id: string }).id && log;
      });
      expect(kept.filter(({ from }) => from?.role === 'user')).toHaveLength(3);
    } finally {
      await limited.kill();
    }
  });
});

describe('after all that', () => {
  it('the server still answers, and every message that it took has its answer', async () => {
    const { answer } = await ask('biaya paspor baru');
    expect(answer.text).toContain('950.000');
    await until('every message is in a turn', ANSWER_MS, async () => {
      const log = await readLog(url, grant);
      const answered = Math.max(...log.map(({ replyToId }) => log.findIndex(({ id }) => id === replyToId)));
      return log.findLastIndex(({ from }) => from?.role === 'user') === answered;
    });
    expect((await request(`${url}/readyz`)).status).toBe(200);
    expect(product.output()).not.toMatch(/"level":(50|60)|unhandled|uncaught/i);
  });
});
