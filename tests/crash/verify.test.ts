import { describe, expect, it } from 'vitest';
import type { StoreRows } from './storeRows.js';
import { type Heard, verify } from './verify.js';

/** A sound run: a conversation was begun and greeted, and two messages were answered by one turn each. */
function sound(): { heard: Heard[]; rows: StoreRows } {
  const said = (seq: number, clientActivityID: string): Heard['log'][number] => ({
    id: `c|000000${seq}`,
    type: 'message',
    from: { id: 'dl_1', name: '', role: 'user' },
    channelData: { clientActivityID } as unknown,
  });
  const replied = (seq: number): Heard['log'][number] => ({
    id: `c|000000${seq}`,
    type: 'message',
    from: { id: 'bot', name: '', role: 'bot' },
  });
  const spoken = (clientActivityID: string, place: number, seq: number): Heard['talk']['spoken'][number] => ({
    clientActivityID,
    place,
    posts: 1,
    acknowledgedAs: new Set([`c|000000${seq}`]),
  });
  const inbox = (seq: number, nativeId: string, turnId: string): StoreRows['inbox'][number] => ({
    conversationId: 'c',
    nativeId: `c/${nativeId}`,
    seq,
    status: 'done',
    turnId,
  });
  const reply = (seq: number, turnId: string, to: number): StoreRows['replies'][number] => ({
    conversationId: 'c',
    seq,
    id: `c|000000${seq}`,
    turnId,
    replyToId: `c|000000${to}`,
  });
  return {
    heard: [
      {
        talk: { grant: { conversationId: 'c', token: '' }, spoken: [spoken('a', 1, 3), spoken('b', 2, 5)] },
        log: [replied(2), said(3, 'a'), replied(4), said(5, 'b'), replied(6)],
      },
    ],
    rows: {
      inbox: [inbox(1, 'join', 't1'), inbox(3, 'a', 't2'), inbox(5, 'b', 't3')],
      turns: ['t1', 't2', 't3'].map((id) => ({ id, conversationId: 'c', outcome: 'answered', messages: 1 })),
      replies: [reply(2, 't1', 1), reply(4, 't2', 3), reply(6, 't3', 5)],
      claimed: 0,
    },
  };
}

/** What is found in a sound run after `damage`. */
function found(
  damage: (run: {
    heard: { talk: { spoken: { acknowledgedAs: Set<string> }[] }; log: Heard['log'][number][] }[];
    rows: {
      inbox: { status: string; turnId: string | null; seq: number }[];
      turns: { messages: number }[];
      replies: { seq: number }[];
    };
  }) => void,
): { lost: boolean; ungreeted: boolean; doubled: boolean; misordered: boolean } {
  const run = sound();
  damage(run as unknown as Parameters<typeof damage>[0]);
  const { lost, ungreeted, doubled, misordered } = verify(run.heard, run.rows);
  return {
    lost: lost.length > 0,
    ungreeted: ungreeted.length > 0,
    doubled: doubled.length > 0,
    misordered: misordered.length > 0,
  };
}

describe('the check of a crash run', () => {
  it('finds nothing in a sound run', () => {
    const { heard, rows } = sound();
    expect(verify(heard, rows)).toEqual({ lost: [], ungreeted: [], doubled: [], misordered: [], failedTurns: 0 });
  });
  it('finds an acknowledged message that is gone', () => {
    expect(found(({ heard }) => heard[0]!.log.splice(1, 1)).lost).toBe(true);
  });
  it('finds a message that stands twice in the log', () => {
    expect(found(({ heard }) => heard[0]!.log.push({ ...heard[0]!.log[1]!, id: 'c|0000007' })).doubled).toBe(true);
  });
  it('finds a message that was acknowledged under two ids', () => {
    expect(found(({ heard }) => heard[0]!.talk.spoken[0]!.acknowledgedAs.add('c|0000009')).doubled).toBe(true);
  });
  it('finds messages in another order than they were sent', () => {
    expect(
      found(
        ({ heard: [one] }) =>
          ([one!.log[1], one!.log[3]] = [
            { ...one!.log[3]!, id: one!.log[1]!.id! },
            { ...one!.log[1]!, id: one!.log[3]!.id! },
          ]),
      ).misordered,
    ).toBe(true);
  });
  it('finds a message that still waits', () => {
    expect(found(({ rows }) => (rows.inbox[1]!.status = 'waiting')).lost).toBe(true);
  });
  it('finds a message in a turn that does not exist', () => {
    expect(found(({ rows }) => (rows.inbox[1]!.turnId = 'gone')).lost).toBe(true);
  });
  it('finds a message that two turns took', () => {
    expect(found(({ rows }) => rows.inbox.push({ ...rows.inbox[1]!, turnId: 't3' })).doubled).toBe(true);
  });
  it('finds a turn that counts other messages than say so', () => {
    expect(found(({ rows }) => (rows.turns[1]!.messages = 2)).lost).toBe(true);
  });
  it('finds a turn without a reply', () => {
    expect(found(({ rows }) => rows.replies.splice(1, 1)).lost).toBe(true);
  });
  it('finds a turn with two replies', () => {
    expect(found(({ rows }) => rows.replies.push({ ...rows.replies[1]!, seq: 7 })).doubled).toBe(true);
  });
  it('finds a reply before what it answers', () => {
    expect(found(({ rows }) => (rows.replies[1]!.seq = 2)).misordered).toBe(true);
  });
  it('finds a conversation whose person was never greeted', () => {
    expect(found(({ rows }) => rows.inbox.splice(0, 1)).ungreeted).toBe(true);
  });
});
