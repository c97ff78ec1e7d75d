import WebSocket from 'ws';
import type { LoadClient } from './client.js';
import { HttpConnection } from './httpConnection.js';

const ROOT = '/v3/directline/conversations';
/** Milliseconds between two polls of a conversation whose reply is not there yet. */
const POLL_MS = 2;

interface Begun {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

/** A person in the web chat, over Direct Line 3.0: posts a message, and has its reply by the stream or by polling. */
export class DirectLineClient implements LoadClient {
  #asked = 0;
  /** What the stream has brought since the last question; the reply may come before the post's own answer. */
  #frames: Buffer[] = [];
  #wake: (() => void) | undefined;
  #watermark = '0';

  private constructor(
    private readonly connection: HttpConnection,
    private readonly path: string,
    private readonly authorization: string,
    private readonly stream: WebSocket | undefined,
  ) {
    stream?.on('message', (data: Buffer) => {
      this.#frames.push(data);
      this.#wake?.();
    });
  }

  static async open(port: number, transport: 'websocket' | 'polling'): Promise<DirectLineClient> {
    const connection = await HttpConnection.open(port);
    const { status, body } = await connection.request('POST', ROOT, '', '{}');
    if (status !== 201) throw new Error(`no conversation: ${status} ${body}`);
    const { conversationId, token, streamUrl } = JSON.parse(body) as Begun;
    const stream = transport === 'websocket' ? new WebSocket(streamUrl, { perMessageDeflate: false }) : undefined;
    if (stream) await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
    return new DirectLineClient(
      connection,
      `${ROOT}/${conversationId}/activities`,
      `authorization: Bearer ${token}\r\n`,
      stream,
    );
  }

  async ask(text: string): Promise<void> {
    this.#frames = [];
    const activity = {
      type: 'message',
      text,
      from: { id: 'me' },
      locale: 'id-ID',
      channelData: { clientActivityID: `m${++this.#asked}` },
    };
    const { status, body } = await this.connection.request(
      'POST',
      this.path,
      this.authorization,
      JSON.stringify(activity),
    );
    if (status !== 200) throw new Error(`a message was not taken: ${status} ${body}`);
    const { id } = JSON.parse(body) as { id: string };
    const sign = `"replyToId":"${id}"`;
    if (this.stream) await this.#seen(sign);
    else await this.#polled(sign);
  }

  close(): void {
    this.stream?.terminate();
    this.connection.close();
  }

  async #seen(sign: string): Promise<void> {
    while (!this.#frames.some((frame) => frame.includes(sign))) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#wake = undefined;
  }

  async #polled(sign: string): Promise<void> {
    for (;;) {
      const { body } = await this.connection.request(
        'GET',
        `${this.path}?watermark=${this.#watermark}`,
        this.authorization,
      );
      this.#watermark = /"watermark":"(\d+)"\}$/.exec(body)?.[1] ?? this.#watermark;
      if (body.includes(sign)) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
