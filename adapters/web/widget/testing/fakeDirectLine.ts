import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** An activity in the fake's log. */
export interface FakeActivity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly locale?: string;
  readonly from?: { readonly id: string; readonly role?: string; readonly name?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly suggestedActions?: {
    readonly actions: readonly { readonly type: string; readonly title: string; readonly value?: unknown }[];
  };
}

interface Conversation {
  readonly id: string;
  readonly log: FakeActivity[];
  readonly sockets: Set<WebSocket>;
  readonly taken: Map<string, string>;
}

/** What a path other than Direct Line's is answered with. */
export interface Served {
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A small Direct Line server over real HTTP and WebSocket, with the faults of a bad line on demand. It keeps the promises that the product's
 * own server makes to the widget: 403 for tokens, 404 for conversations, one activity per `clientActivityID`, replay from a watermark.
 */
export class FakeDirectLine {
  /** `METHOD /path` of each request, conversation ids left out. */
  readonly requests: string[] = [];
  /** Everything posted, before any doubling is taken out. */
  readonly posted: FakeActivity[] = [];
  /** How often a stream was opened. */
  streams = 0;
  /** The bodies with which conversations were begun. */
  readonly begun: unknown[] = [];
  tokenSeconds = 1800;
  /** Refuse WebSockets, like some proxies. */
  refuseStreams = false;
  /** The conversation's greeting; undefined for none. */
  greeting: FakeActivity | undefined = { type: 'message', text: 'Halo, saya asisten otomatis.', locale: 'id' };
  /** What is said to a message. */
  answer: (activity: FakeActivity) => readonly FakeActivity[] = (activity) => [
    { type: 'message', text: `Jawaban untuk: ${activity.text ?? ''}` },
  ];
  /** Whether a token that has expired may still be exchanged for a new one. */
  refreshExpired = true;
  /** Other paths. */
  serve: (path: string, request: IncomingMessage) => Served | undefined = () => undefined;

  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #conversations = new Map<string, Conversation>();
  readonly #tokens = new Map<string, { conversationId: string; valid: boolean }>();
  #faults: ('lose' | 'swallow' | number)[] = [];
  #generateFaults: number[] = [];
  #next = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#handle(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    const upgrades = new WebSocketServer({ noServer: true });
    this.#server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const conversation = this.#conversations.get(url.pathname.split('/')[4] ?? '');
      const token = this.#tokens.get(url.searchParams.get('t') ?? '');
      if (this.refuseStreams || !conversation || token?.conversationId !== conversation.id || !token.valid) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      upgrades.handleUpgrade(request, socket, head, (stream) => {
        this.streams++;
        conversation.sockets.add(stream);
        stream.on('close', () => conversation.sockets.delete(stream));
        const from = Number(url.searchParams.get('watermark') ?? 0);
        if (conversation.log.length > from) stream.send(set(conversation, from));
      });
    });
  }

  static async start(): Promise<FakeDirectLine> {
    const fake = new FakeDirectLine();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** The log of the newest conversation. */
  get log(): readonly FakeActivity[] {
    return this.#newest().log;
  }

  get conversationCount(): number {
    return this.#conversations.size;
  }

  /** How many streams are open now. */
  get openStreams(): number {
    return [...this.#conversations.values()].reduce((sum, { sockets }) => sum + sockets.size, 0);
  }

  /** The token of the newest conversation and its id, as a page would be given them. */
  credentials(): { conversationId: string; token: string } {
    return { conversationId: this.#newest().id, token: this.#newToken(this.#newest().id) };
  }

  /** Begins a conversation without a client, as the page's form does. */
  beginConversation(...activities: readonly FakeActivity[]): void {
    const conversation = this.#newConversation(`c${++this.#next}`);
    for (const activity of activities) this.#push(conversation, activity);
  }

  /** Somebody on our side says something in the newest conversation. */
  say(activity: FakeActivity): void {
    this.#push(this.#newest(), activity);
  }

  /** Shows something that does not enter the log, such as typing. */
  show(activity: FakeActivity): void {
    const frame = JSON.stringify({ activities: [{ from: { id: 'bot', role: 'bot' }, ...activity }] });
    for (const socket of this.#newest().sockets) socket.send(frame);
  }

  /** Cuts every stream without a farewell. */
  dropStreams(): void {
    for (const { sockets } of this.#conversations.values()) for (const socket of sockets) socket.terminate();
  }

  /** What happens to the next posts: `lose` before they are read, `swallow` after they are stored but before the answer, or a status. */
  failPosts(...faults: readonly ('lose' | 'swallow' | number)[]): void {
    this.#faults.push(...faults);
  }

  failGenerate(...statuses: readonly number[]): void {
    this.#generateFaults.push(...statuses);
  }

  /** All tokens given out so far are refused from now on. */
  expireTokens(): void {
    for (const token of this.#tokens.values()) token.valid = false;
  }

  forgetConversations(): void {
    this.dropStreams();
    this.#conversations.clear();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const parts = url.pathname.split('/').slice(1);
    if (parts[0] !== 'v3') {
      const served = this.serve(url.pathname + url.search, request);
      response.writeHead(served ? 200 : 404, { 'content-type': served?.type ?? 'text/plain', ...served?.headers });
      response.end(served?.body);
      return;
    }
    const body = await readBody(request);
    const method = request.method ?? 'GET';
    const [, , kind = '', id = '', what = ''] = parts;
    this.requests.push(`${method} ${[kind, kind === 'tokens' ? id : id && ':id', what].filter(Boolean).join('/')}`);
    const origin = request.headers.origin;
    if (origin) response.setHeader('access-control-allow-origin', origin);
    if (method === 'OPTIONS') {
      response
        .writeHead(204, {
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-allow-methods': 'GET, POST',
        })
        .end();
      return;
    }
    const send = (status: number, answer: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '1' }) });
      response.end(JSON.stringify(answer));
    };

    if (kind === 'tokens' && id === 'generate') {
      const fault = this.#generateFaults.shift();
      if (fault !== undefined) send(fault, {});
      else send(200, this.#grant(`c${++this.#next}`));
      return;
    }
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const token = this.#tokens.get(bearer);
    if (!token || (!token.valid && !(kind === 'tokens' && this.refreshExpired))) {
      send(403, {});
      return;
    }
    if (kind === 'tokens') {
      send(200, this.#grant(token.conversationId));
      return;
    }
    if (!id) {
      this.begun.push(JSON.parse(body || '{}'));
      const conversation = this.#newConversation(token.conversationId);
      if (this.greeting) this.#push(conversation, this.greeting);
      send(201, { ...this.#grant(conversation.id), streamUrl: this.#streamUrl(conversation.id) });
      return;
    }
    const conversation = this.#conversations.get(id);
    if (token.conversationId !== id) send(403, {});
    else if (!conversation) send(404, {});
    else if (!what)
      send(200, {
        ...this.#grant(id),
        streamUrl: `${this.#streamUrl(id)}&watermark=${url.searchParams.get('watermark') ?? '0'}`,
      });
    else if (method === 'GET') send(200, JSON.parse(set(conversation, Number(url.searchParams.get('watermark') ?? 0))));
    else {
      const fault = this.#faults.shift();
      if (fault === 'lose') request.socket.destroy();
      else if (typeof fault === 'number') send(fault, {});
      else {
        const activityId = this.#take(conversation, JSON.parse(body) as FakeActivity);
        if (fault === 'swallow') request.socket.destroy();
        else send(200, { id: activityId });
      }
    }
  }

  #take(conversation: Conversation, activity: FakeActivity): string {
    this.posted.push(activity);
    const own = String(activity.channelData?.clientActivityID);
    const known = conversation.taken.get(own);
    if (known) return known;
    if (activity.type !== 'message') return `e${++this.#next}`;
    const id = this.#push(conversation, { ...activity, from: { id: 'dl_1', role: 'user' } });
    conversation.taken.set(own, id);
    setImmediate(() => {
      for (const reply of this.answer(activity)) this.#push(conversation, reply);
    });
    return id;
  }

  #push(conversation: Conversation, activity: FakeActivity): string {
    const id = `${conversation.id}|${String(conversation.log.length).padStart(7, '0')}`;
    conversation.log.push({ from: { id: 'bot', role: 'bot' }, ...activity, id });
    for (const socket of conversation.sockets) socket.send(set(conversation, conversation.log.length - 1));
    return id;
  }

  #newConversation(id: string): Conversation {
    const conversation: Conversation = { id, log: [], sockets: new Set(), taken: new Map() };
    this.#conversations.set(id, conversation);
    return conversation;
  }

  #newest(): Conversation {
    const newest = [...this.#conversations.values()].at(-1);
    if (!newest) throw new Error('No conversation has begun yet.');
    return newest;
  }

  #newToken(conversationId: string): string {
    const token = `t${++this.#next}`;
    this.#tokens.set(token, { conversationId, valid: true });
    return token;
  }

  #grant(conversationId: string): { conversationId: string; token: string; expires_in: number } {
    return { conversationId, token: this.#newToken(conversationId), expires_in: this.tokenSeconds };
  }

  #streamUrl(id: string): string {
    return `${this.url.replace('http', 'ws')}/v3/directline/conversations/${id}/stream?t=${this.#newToken(id)}`;
  }
}

function set(conversation: Conversation, from: number): string {
  return JSON.stringify({ activities: conversation.log.slice(from), watermark: String(conversation.log.length) });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
