import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startProduct, type TestProduct } from '../../../tests/support/product.js';
import { directLineTokens, TOKEN_SECONDS } from './tokens.js';

let product: TestProduct;
let base: string;
beforeAll(async () => {
  product = await startProduct();
  base = `${product.url}/v3/directline`;
});
afterAll(() => product.stop());

interface Granted {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
  readonly expires_in: number;
}

const call = (path: string, token?: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${base}${path}`, {
    ...init,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
    },
  });
const start = async (token?: string): Promise<Granted> =>
  (await (await call('/conversations', token, { method: 'POST' })).json()) as Granted;
const post = (granted: Pick<Granted, 'conversationId' | 'token'>, activity: object): Promise<Response> =>
  call(`/conversations/${granted.conversationId}/activities`, granted.token, {
    method: 'POST',
    body: JSON.stringify(activity),
  });

describe('tokens of the web chat', () => {
  it('are bound to one conversation: another one is 403', async () => {
    const [mine, yours] = [await start(), await start()];
    const response = await post(
      { conversationId: yours.conversationId, token: mine.token },
      { type: 'message', text: 'x' },
    );
    expect(response.status).toBe(403);
    expect((await call(`/conversations/${yours.conversationId}/activities`, mine.token)).status).toBe(403);
  });

  it('are bound to one person, whoever the activity claims to be from', async () => {
    const granted = await start();
    await post(granted, { type: 'message', text: 'halo', from: { id: 'officer', role: 'bot' } });
    const { activities } = (await (
      await call(`/conversations/${granted.conversationId}/activities`, granted.token)
    ).json()) as { activities: { text: string; from: { id: string; role: string } }[] };
    expect(activities.find(({ text }) => text === 'halo')?.from).toMatchObject({
      role: 'user',
      id: expect.stringMatching(/^dl_/) as string,
    });
  });

  it('are refused when wrong, missing or of another key: 403, never 401', async () => {
    const { conversationId, token } = await start();
    const foreign = directLineTokens(Buffer.alloc(32, 1), () => Date.now()).issue({ conversationId, personId: 'dl_x' });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
    for (const bad of [undefined, 'nonsense', `${token}x`, foreign, unsigned]) {
      expect((await call(`/conversations/${conversationId}/activities`, bad)).status).toBe(403);
      expect((await call('/tokens/refresh', bad, { method: 'POST' })).status).toBe(403);
    }
  });

  it('expire, and are refreshed while they hold', () => {
    let now = 1_000_000_000_000;
    const tokens = directLineTokens(Buffer.alloc(32, 7), () => now);
    const holder = { conversationId: 'c', personId: 'p' };
    const token = tokens.issue(holder);
    now += TOKEN_SECONDS * 1000 - 1;
    expect(tokens.verify(token)).toEqual(holder);
    now += 1;
    expect(() => tokens.verify(token)).toThrow(/expired/);
  });

  it('are exchanged for a fresh one of the same conversation', async () => {
    const { conversationId, token, expires_in } = await start();
    const refreshed = (await (await call('/tokens/refresh', token, { method: 'POST' })).json()) as Granted;
    expect(refreshed).toMatchObject({ conversationId, expires_in });
    expect((await post(refreshed, { type: 'message', text: 'halo' })).status).toBe(200);
  });
});

describe('what a person says of an answer', () => {
  interface Shown {
    readonly activities: { readonly id: string; readonly from: { readonly role: string }; readonly text: string }[];
  }
  const log = async (granted: Granted): Promise<Shown['activities']> =>
    ((await (await call(`/conversations/${granted.conversationId}/activities`, granted.token)).json()) as Shown)
      .activities;
  const answered = async (granted: Granted): Promise<string> => {
    await post(granted, { type: 'message', text: 'denda paspor hilang' });
    for (;;) {
      const answer = (await log(granted)).find(({ text }) => text.includes('Rp1.000.000'));
      if (answer) return answer.id;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const react = (granted: Granted, replyToId: string, type: string): Promise<Response> =>
    post(granted, { type: 'messageReaction', replyToId, reactionsAdded: [{ type }] });
  const votes = async (): Promise<number> => {
    const text = await (await fetch(`${product.url}/metrics`)).text();
    return [...text.matchAll(/^tanya_feedback_total\{.*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  };

  it('is a messageReaction: counted once, changeable, and no message', async () => {
    const granted = await start();
    const reply = await answered(granted);
    const before = { votes: await votes(), log: await log(granted) };
    for (const type of ['dislike', 'dislike', 'like']) expect((await react(granted, reply, type)).status).toBe(200);
    expect(await votes()).toBe(before.votes + 2);
    expect(await log(granted)).toEqual(before.log);
  });

  it('is refused for the answer of another conversation, with a status that does not end one’s own', async () => {
    const [mine, yours] = [await start(), await start()];
    const reply = await answered(yours);
    expect((await react(mine, reply, 'dislike')).status).toBe(400);
    expect((await react({ ...yours, token: mine.token }, reply, 'dislike')).status).toBe(403);
  });

  it.each([
    ['another reaction', { replyToId: 'x', reactionsAdded: [{ type: 'heart' }] }],
    ['none', { replyToId: 'x' }],
    ['an id that no database takes', { replyToId: 'a\0\ud800', reactionsAdded: [{ type: 'like' }] }],
  ])('is acknowledged and means nothing as %s', async (_, activity) => {
    const granted = await start();
    expect((await post(granted, { type: 'messageReaction', ...activity })).status).toBe(200);
  });
});

describe('a conversation of the web chat', () => {
  it('that nobody began is 404 even with a token for it', async () => {
    const { conversationId, token } = (await (
      await call('/tokens/generate', undefined, { method: 'POST' })
    ).json()) as Granted;
    expect((await post({ conversationId, token }, { type: 'message', text: 'x' })).status).toBe(404);
  });

  it('begun twice with one token is the same', async () => {
    const { token } = (await (await call('/tokens/generate', undefined, { method: 'POST' })).json()) as Granted;
    const [one, two] = [await start(token), await start(token)];
    expect(two.conversationId).toBe(one.conversationId);
  });

  it.each(['-1', 'abc', '1.5', '99999', '1e3'])(
    'refuses the watermark %s, which it never gave out',
    async (watermark) => {
      const { conversationId, token } = await start();
      expect((await call(`/conversations/${conversationId}/activities?watermark=${watermark}`, token)).status).toBe(
        400,
      );
    },
  );

  it('gives each activity once when read page by page', async () => {
    const granted = await start();
    for (const text of ['a', 'b', 'c']) await post(granted, { type: 'message', text });
    const texts: string[] = [];
    let watermark = '';
    while (texts.length < 3) {
      const page = (await (
        await call(`/conversations/${granted.conversationId}/activities?watermark=${watermark}`, granted.token)
      ).json()) as { activities: { text: string; from: { role: string } }[]; watermark: string };
      texts.push(...page.activities.filter(({ from }) => from.role === 'user').map(({ text }) => text));
      watermark = page.watermark;
    }
    expect(texts).toEqual(['a', 'b', 'c']);
  });

  it('takes no files', async () => {
    const { conversationId, token } = await start();
    expect((await call(`/conversations/${conversationId}/upload`, token, { method: 'POST', body: '{}' })).status).toBe(
      415,
    );
  });

  it('acknowledges typing and unknown events and keeps none of them', async () => {
    const granted = await start();
    expect((await post(granted, { type: 'typing' })).status).toBe(200);
    expect((await post(granted, { type: 'event', name: 'webchat/join' })).status).toBe(200);
    const { activities } = (await (
      await call(`/conversations/${granted.conversationId}/activities`, granted.token)
    ).json()) as { activities: { from: { role: string } }[] };
    expect(activities.filter(({ from }) => from.role === 'user')).toEqual([]);
  });
});

describe('the stream', () => {
  const connect = (url: string): Promise<number | 'open'> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url);
      socket.on('open', () => {
        socket.close();
        resolve('open');
      });
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });

  it('opens with its token and is refused with another’s', async () => {
    const [mine, yours] = [await start(), await start()];
    expect(await connect(mine.streamUrl)).toBe('open');
    expect(await connect(mine.streamUrl.replace(encodeURIComponent(mine.token), encodeURIComponent(yours.token)))).toBe(
      403,
    );
    expect(await connect(`${mine.streamUrl}&watermark=12345`)).toBe(400);
  });
});
