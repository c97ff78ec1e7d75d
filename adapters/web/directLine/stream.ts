import type { WebSocket } from '@fastify/websocket';
import type { Conversations } from '../../../src/channel/conversations.js';
import { toDirectLine } from './convert.js';

/** Activities in one frame. */
const BATCH = 200;
/** Streams of one conversation at a time. */
const MOST_STREAMS = 10;
/** How often an idle socket is pinged, in milliseconds: mobile networks cut what is silent for a minute. */
const PING_MS = 25_000;

interface Follower {
  readonly socket: WebSocket;
  /** The last sequence number that was sent. */
  seq: number;
  sending: boolean;
  again: boolean;
  alive: boolean;
}

/** The open streams: each is sent what its conversation's log grows by, in order and once, beginning after its watermark. */
export class Streams {
  readonly #followers = new Map<string, Set<Follower>>();
  readonly #stop: () => void;
  readonly #pinger: NodeJS.Timeout;

  constructor(
    private readonly conversations: Conversations,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#stop = conversations.subscribe((conversationId) => {
      for (const follower of this.#followers.get(conversationId) ?? []) void this.#send(conversationId, follower);
    });
    this.#pinger = setInterval(() => this.#ping(), PING_MS);
    this.#pinger.unref();
  }

  get size(): number {
    let size = 0;
    for (const followers of this.#followers.values()) size += followers.size;
    return size;
  }

  /** Sends everything after `seq`, then whatever comes. */
  follow(conversationId: string, seq: number, socket: WebSocket): void {
    const follower: Follower = { socket, seq, sending: false, again: false, alive: true };
    const followers = this.#followers.get(conversationId) ?? new Set();
    // A person has a few windows open, not hundreds: the oldest makes room.
    const [oldest] = followers;
    if (oldest && followers.size >= MOST_STREAMS) oldest.socket.close(1008, 'too many streams');
    followers.add(follower);
    this.#followers.set(conversationId, followers);
    socket.on('pong', () => (follower.alive = true));
    // The official client sends empty frames to keep the line open; whatever it says, the stream only speaks.
    socket.on('message', () => (follower.alive = true));
    socket.on('error', this.onError);
    socket.on('close', () => {
      followers.delete(follower);
      if (followers.size === 0 && this.#followers.get(conversationId) === followers)
        this.#followers.delete(conversationId);
    });
    void this.#send(conversationId, follower);
  }

  /** Shows that an answer is being worked on; not part of the log. */
  showTyping(conversationId: string): void {
    const frame = JSON.stringify({
      activities: [{ type: 'typing', from: { id: 'bot', role: 'bot' }, conversation: { id: conversationId } }],
    });
    for (const { socket } of this.#followers.get(conversationId) ?? [])
      if (socket.readyState === socket.OPEN) socket.send(frame);
  }

  close(): void {
    this.#stop();
    clearInterval(this.#pinger);
    for (const followers of this.#followers.values())
      for (const { socket } of followers) socket.close(1001, 'restarting');
  }

  async #send(conversationId: string, follower: Follower): Promise<void> {
    if (follower.sending) {
      follower.again = true;
      return;
    }
    follower.sending = true;
    try {
      let more = true;
      while (more && follower.socket.readyState === follower.socket.OPEN) {
        follower.again = false;
        const entries = await this.conversations.read(conversationId, follower.seq, BATCH);
        const last = entries.at(-1);
        if (last) {
          follower.seq = last.seq;
          const activities = toDirectLine(entries, conversationId);
          if (activities.length > 0) follower.socket.send(JSON.stringify({ activities, watermark: String(last.seq) }));
        }
        more = entries.length === BATCH || follower.again;
      }
    } catch (error) {
      // The client comes back with its watermark and misses nothing.
      this.onError(error);
      follower.socket.close(1011, 'try again');
    } finally {
      follower.sending = false;
    }
  }

  #ping(): void {
    for (const followers of this.#followers.values()) {
      for (const follower of followers) {
        if (!follower.alive) follower.socket.terminate();
        follower.alive = false;
        if (follower.socket.readyState === follower.socket.OPEN) follower.socket.ping();
      }
    }
  }
}
