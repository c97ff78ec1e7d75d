import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { cuttableProxy, type CuttableProxy } from '../../../tests/support/cuttableProxy.js';
import { startProduct, type TestProduct } from '../../../tests/support/product.js';

// Microsoft's own client, unchanged. It is CommonJS and expects a browser's globals.
const require = createRequire(import.meta.url);
Object.assign(globalThis, {
  WebSocket: NodeWebSocket,
  XMLHttpRequest: require('xhr2') as unknown,
});
const { DirectLine } = require('botframework-directlinejs') as typeof import('botframework-directlinejs');
type Client = InstanceType<typeof DirectLine>;

let product: TestProduct;
let proxy: CuttableProxy;
const clients: Client[] = [];
beforeAll(async () => {
  product = await startProduct();
  proxy = await cuttableProxy(product.url);
});
afterEach(() => clients.splice(0).forEach((client) => client.end()));
afterAll(async () => {
  await proxy.close();
  await product.stop();
});

interface Chat {
  readonly client: Client;
  readonly texts: string[];
  post(text: string): Promise<string>;
  until(matching: RegExp, count?: number): Promise<void>;
}

async function openChat(options: { webSocket: boolean }): Promise<Chat> {
  const domain = `${proxy.url}/v3/directline`;
  const response = await fetch(`${domain}/tokens/generate`, {
    method: 'POST',
    headers: { authorization: 'Bearer secret-of-an-old-bot' },
  });
  const { token } = (await response.json()) as { token: string };
  const client = new DirectLine({ token, domain, webSocket: options.webSocket, pollingInterval: 200 });
  clients.push(client);
  const texts: string[] = [];
  // Ending a client raises an error in its streams; there it is the normal end.
  client.activity$.subscribe(
    (activity) => activity.type === 'message' && texts.push(`${activity.from.role ?? ''}: ${activity.text ?? ''}`),
    () => undefined,
  );
  return {
    client,
    texts,
    post: (text) =>
      new Promise((resolve, reject) => {
        client.postActivity({ type: 'message', from: { id: 'somebody-else' }, text }).subscribe(resolve, reject);
      }),
    async until(matching, count = 1) {
      while (texts.filter((text) => matching.test(text)).length < count)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

describe.each([
  ['by WebSocket', true],
  ['by polling', false],
])('botframework-directlinejs %s', (_, webSocket) => {
  it('asks, sees its own message come back, and gets the answer', async () => {
    const chat = await openChat({ webSocket });
    expect(await chat.post('denda paspor hilang')).toMatch(/\|\d+$/);
    await chat.until(/^bot: .*Rp1\.000\.000/s);
    expect(chat.texts).toContain('user: denda paspor hilang');
    expect(chat.texts.filter((text) => text.startsWith('user:'))).toHaveLength(1);
  });

  it('keeps the order of several messages', async () => {
    const chat = await openChat({ webSocket });
    for (const text of ['denda paspor hilang', 'denda overstay berapa']) await chat.post(text);
    await chat.until(/per hari/);
    const order = chat.texts.filter((text) => text.startsWith('user:'));
    expect(order).toEqual(['user: denda paspor hilang', 'user: denda overstay berapa']);
  });
});

describe('botframework-directlinejs after a lost connection', () => {
  it('comes back with its watermark and gets what it missed, once', async () => {
    const chat = await openChat({ webSocket: true });
    await chat.post('denda paspor hilang');
    await chat.until(/Rp1\.000\.000/);
    proxy.cut();
    // The person writes from another tab meanwhile; the stream that is down does not see it live.
    const { conversationId, token } = chat.client as unknown as { conversationId: string; token: string };
    await fetch(`${product.url}/v3/directline/conversations/${conversationId}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text: 'denda overstay berapa' }),
    });
    await chat.until(/per hari/);
    expect(chat.texts.filter((text) => text.includes('per hari'))).toHaveLength(1);
    expect(chat.texts.filter((text) => text.includes('Rp1.000.000, ditambah'))).toHaveLength(1);
  });
});
