import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activityById, appendActivities, lastSequence, readActivities } from './activities.js';
import { beginTurn, failTurn, finishTurn, releaseClaim, type TurnEnd } from './claims.js';
import { databaseNow } from './clock.js';
import { eraseConversation, pseudonymOf } from './erase.js';
import { allocateSequence, createConversation, findConversation, findConversationByNativeId } from './conversations.js';
import { recordVote, turnOfReply, voteOn } from './feedback.js';
import {
  CLARIFY_LEFT_MS,
  closeGaps,
  eraseGaps,
  forgetClarify,
  gapId,
  insertDownvotedGap,
  insertGap,
  type NewGap,
  openGaps,
  withdrawDownvote,
} from './gaps.js';
import {
  completeMessages,
  conversationsWithWaiting,
  countWaiting,
  findInbound,
  insertInbound,
  waitingMessages,
} from './inbox.js';
import { deleteExpiredOriginals, findOriginal, insertOriginal } from './originals.js';
import { claimNextDeliveries, enqueue, recoverSending, settleDelivery } from './outbox.js';
import { returnToBot, takeOver } from './ownership.js';
import { deleteOlderThan } from './retention.js';
import type { Store } from './store.js';
import { AT, addConversation, addMessage, addReply, pause } from './testing/fixtures.js';
import { insertTurn, recentTurns } from './turns.js';

/** Two ways into one empty database. Where only one connection can be used in a process, both are the same store. */
export interface OpenedForContract {
  readonly store: Store;
  readonly other: Store;
  close(): Promise<void>;
}

/** What every store does, on either dialect. `open` gives an empty database to each test. */
export function describeStore(name: string, open: () => Promise<OpenedForContract>): void {
  describe(name, () => {
    let opened: OpenedForContract;
    let store: Store;
    let other: Store;
    beforeEach(async () => {
      opened = await open();
      ({ store, other } = opened);
    });
    afterEach(async () => {
      vi.useRealTimers();
      await opened.close();
    });

    const outboxStatus = async (id: string): Promise<string> => {
      const row = await store.db.selectFrom('outbox').select('status').where('id', '=', id).executeTakeFirstOrThrow();
      return row.status;
    };
    const askForDeliveries = (from: Store = store, at = AT): ReturnType<typeof claimNextDeliveries> =>
      claimNextDeliveries(from, { channel: 'test', account: 'office', limit: 10, at });

    describe('transactions', () => {
      it('undo everything when the work throws, and throw it on', async () => {
        const failure = new Error('thought better of it');
        const work = store.transaction(async (tx) => {
          await createConversation(tx, conversationNamed('a'));
          throw failure;
        });
        await expect(work).rejects.toBe(failure);
        expect(await findConversationByNativeId(store.db, 'test', 'office', 'a')).toBeUndefined();
      });

      it('leave the store usable after a statement failed in them', async () => {
        const { id } = await addConversation(store);
        const row = {
          conversationId: id,
          seq: 1,
          id: 'x',
          author: 'bot' as const,
          activity: {},
          turnId: null,
          createdAt: AT,
        };
        await expect(store.transaction((tx) => appendActivities(tx, [row, row]))).rejects.toThrow();
        expect(await addMessage(store, id)).toBe(1);
      });

      it('that are asked for at once fail each for itself', async () => {
        const addresses = ['a', 'b', 'c'];
        const results = await Promise.allSettled(
          addresses.map((nativeId) =>
            store.transaction(async (tx) => {
              const at = { channel: 'test', account: 'office', nativeId, personId: 'p', language: null, at: AT };
              await createConversation(tx, { id: nativeId, ...at });
              if (nativeId === 'b') throw new Error('no');
            }),
          ),
        );
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        const found = await Promise.all(addresses.map((id) => findConversation(other.db, id)));
        expect(found.map((conversation) => conversation?.id)).toEqual(['a', undefined, 'c']);
      });

      it('hide from others what is not committed', async () => {
        const work = store.transaction((tx) => createConversation(tx, conversationNamed('a')));
        const seen = findConversationByNativeId(other.db, 'test', 'office', 'a');
        await work;
        await seen;
        expect(await findConversationByNativeId(other.db, 'test', 'office', 'a')).toBeDefined();
      });

      it('with less durability are transactions all the same', async () => {
        const failed = store.transaction(async (tx) => {
          await createConversation(tx, conversationNamed('a'));
          throw new Error('no');
        }, 'process');
        await expect(failed).rejects.toThrow('no');
        await store.transaction((tx) => createConversation(tx, conversationNamed('b')), 'process');
        expect(await findConversationByNativeId(other.db, 'test', 'office', 'a')).toBeUndefined();
        expect(await findConversationByNativeId(other.db, 'test', 'office', 'b')).toBeDefined();
      });

      it('say that the database can be written to', async () => {
        expect(await store.healthy()).toBe(true);
        expect(await store.healthy()).toBe(true);
      });
    });

    describe('announcements', () => {
      it('come after the commit, not before', async () => {
        const heard: string[] = [];
        store.listen('waiting', (id) => heard.push(id));
        await store.transaction(async (tx, announce) => {
          announce('waiting', 'c1');
          await createConversation(tx, conversationNamed('a'));
          expect(heard).toEqual([]);
        });
        expect(heard).toEqual(['c1']);
      });

      it('never come after a rollback', async () => {
        const heard: string[] = [];
        store.listen('waiting', (id) => heard.push(id));
        const work = store.transaction(async (_tx, announce) => {
          announce('waiting', 'c1');
          await Promise.reject(new Error('no'));
        });
        await expect(work).rejects.toThrow('no');
        await pause(50);
        expect(heard).toEqual([]);
      });

      it('come once per topic and conversation, and to those who listen to that topic only', async () => {
        const heard: string[] = [];
        store.listen('waiting', (id) => heard.push(`waiting ${id}`));
        store.listen('outbox', (id) => heard.push(`outbox ${id}`));
        await store.transaction(async (_tx, announce) => {
          for (const id of ['c1', 'c2', 'c1']) announce('waiting', id);
          announce('outbox', 'c1');
          announce('activity', 'c1');
        });
        await pause(50);
        expect(heard).toEqual(['waiting c1', 'waiting c2', 'outbox c1']);
      });

      it('stop for whoever stopped listening, and only for them', async () => {
        const heard: string[] = [];
        const listener = (id: string): void => void heard.push(id);
        const stop = store.listen('waiting', listener);
        store.listen('waiting', listener);
        stop();
        await store.transaction(async (_tx, announce) => announce('waiting', 'c1'));
        expect(heard).toEqual(['c1']);
      });
    });

    describe('conversations', () => {
      it('are one for the same address at the same instant', async () => {
        const stores = [store, other, store, other];
        const made = await Promise.all(stores.map((one) => addConversation(one, 'same address')));
        expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      });

      it('begin with the bot, the first epoch and an empty state', async () => {
        const conversation = await addConversation(store, 'a');
        expect(conversation).toMatchObject({ owner: 'bot', epoch: 1, state: {}, nextSeq: 1, claimToken: null });
        expect(conversation).toMatchObject({ language: null, createdAt: AT, updatedAt: AT, nativeId: 'a' });
        expect(await findConversation(store.db, conversation.id)).toEqual(conversation);
      });

      it('never give one sequence number twice', async () => {
        const { id } = await addConversation(store);
        const asked = Array.from({ length: 40 }, (_, index) =>
          (index % 2 ? store : other).transaction((tx) => allocateSequence(tx, id, 2, AT)),
        );
        const firsts = (await Promise.all(asked)).sort((a, b) => a - b);
        expect(firsts).toEqual(Array.from({ length: 40 }, (_, index) => 1 + 2 * index));
      });

      it('that do not exist are unknown', async () => {
        await expect(allocateSequence(store.db, 'nobody', 1, AT)).rejects.toMatchObject({
          code: 'CONVERSATION_UNKNOWN',
        });
        await expect(takeOver(store, { conversationId: 'nobody', officerId: 'o', at: AT })).rejects.toMatchObject({
          code: 'CONVERSATION_UNKNOWN',
        });
        expect(await findConversation(store.db, 'nobody')).toBeUndefined();
      });
    });

    describe('what was said', () => {
      it('is read in order, after a point, so much at most', async () => {
        const { id } = await addConversation(store);
        for (const text of ['a', 'b', 'c', 'd']) await addMessage(store, id, { text });
        const read = await readActivities(store.db, id, 1, 2);
        expect(read.map(({ seq, activity, author }) => [seq, activity.text, author])).toEqual([
          [2, 'b', 'user'],
          [3, 'c', 'user'],
        ]);
        expect(await activityById(store.db, read[0]?.id ?? '')).toEqual(read[0]);
        expect(await lastSequence(store.db, id)).toBe(4);
        expect(await lastSequence(store.db, 'nobody')).toBe(0);
      });

      it('never holds NUL or lone surrogates, wherever in the activity they were', async () => {
        const { id } = await addConversation(store);
        const activity = {
          type: 'message',
          text: 'a\0b\ud800c 😀 \\u0000',
          channelData: { name: '\udfff', list: ['\0'] },
        };
        await appendActivities(store.db, [
          { conversationId: id, seq: 1, id: 'a1', author: 'user', activity, turnId: null, createdAt: AT },
        ]);
        const read = await activityById(store.db, 'a1');
        expect(read?.activity.text).toBe('ab\ufffdc 😀 \\u0000');
        expect(read?.activity.channelData).toEqual({ name: '\ufffd', list: [''] });
      });

      it('is refused alike on both dialects when an id holds NUL or a lone surrogate', async () => {
        for (const nativeId of ['a\0', 'a\ud800']) {
          await expect(addConversation(store, nativeId)).rejects.toMatchObject({ code: 'INTERNAL' });
        }
        expect(await store.healthy()).toBe(true);
      });
    });

    describe('the inbox', () => {
      it('takes a native id once, also twice at the same instant in two connections', async () => {
        const { id } = await addConversation(store);
        for (let round = 0; round < 20; round++) {
          const nativeId = `m${round}`;
          const taken = await Promise.all([store, other].map((one) => addMessage(one, id, { nativeId })));
          expect(taken.filter((seq) => seq !== undefined)).toHaveLength(1);
        }
        expect(await countWaiting(store.db)).toBe(20);
        expect(await waitingMessages(store.db, id)).toHaveLength(20);
      });

      it('lets the transaction go on after a native id that was there already', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id, { nativeId: 'm' });
        await store.transaction(async (tx) => {
          const inbound = { conversationId: id, channel: 'test', account: 'office', seq: 9, receivedAt: AT };
          expect(await insertInbound(tx, { ...inbound, id: 'i2', nativeId: 'm' })).toBe(false);
          expect(await insertInbound(tx, { ...inbound, id: 'i3', nativeId: 'n' })).toBe(true);
        });
        expect(await findInbound(store.db, 'test', 'office', 'n')).toMatchObject({
          id: 'i3',
          status: 'waiting',
          seq: 9,
        });
      });

      it('tells one native id on two accounts apart', async () => {
        const { id } = await addConversation(store);
        const inbound = { conversationId: id, channel: 'test', nativeId: 'm', seq: 1, receivedAt: AT };
        expect(await insertInbound(store.db, { ...inbound, id: 'i1', account: 'one' })).toBe(true);
        expect(await insertInbound(store.db, { ...inbound, id: 'i2', account: 'two' })).toBe(true);
        expect(await findInbound(store.db, 'test', 'two', 'm')).toMatchObject({ id: 'i2', receivedAt: AT });
        expect(await findInbound(store.db, 'test', 'three', 'm')).toBeUndefined();
      });

      it('gives what waits in order, with what was said', async () => {
        const { id } = await addConversation(store);
        const { id: another } = await addConversation(store);
        await addMessage(store, id, { text: 'first', at: AT + 5 });
        await addMessage(store, another, { text: 'elsewhere' });
        await addMessage(store, id, { text: 'second', at: AT });
        const waiting = await waitingMessages(store.db, id);
        expect(waiting.map(({ seq, activity, attempts }) => [seq, activity.text, attempts])).toEqual([
          [1, 'first', 0],
          [2, 'second', 0],
        ]);
      });

      it('loses nothing of 2,000 that come at once', async () => {
        const conversations = await Promise.all(Array.from({ length: 20 }, () => addConversation(store)));
        const received = Array.from({ length: 2000 }, (_, index) => {
          const conversation = conversations[index % conversations.length];
          return addMessage(index % 2 ? store : other, conversation?.id ?? '', { text: `question ${index}` });
        });
        expect((await Promise.all(received)).every((seq) => seq !== undefined)).toBe(true);
        const texts = new Set<string | undefined>();
        for (const { id } of conversations) {
          const waiting = await waitingMessages(store.db, id);
          expect(waiting.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
          for (const { activity } of waiting) texts.add(activity.text);
        }
        expect(texts.size).toBe(2000);
        expect(await countWaiting(store.db)).toBe(2000);
      }, 120_000); // 2,000 commits that each wait for a disk, which may be busy

      it('counts only the messages that were still waiting when a turn takes them', async () => {
        const { id } = await addConversation(store);
        for (const text of ['a', 'b', 'c']) await addMessage(store, id, { text });
        const [a, b, c] = (await waitingMessages(store.db, id)).map((message) => message.id);
        expect(await completeMessages(store.db, [a ?? '', b ?? ''], 't1')).toBe(2);
        expect(await completeMessages(store.db, [b ?? '', c ?? ''], 't2')).toBe(1);
        expect(await completeMessages(store.db, [], 't3')).toBe(0);
        expect(await waitingMessages(store.db, id)).toEqual([]);
        const turns = await store.db.selectFrom('inbox').select(['turn_id', 'status']).orderBy('seq').execute();
        expect(turns).toEqual(['t1', 't1', 't2'].map((turn_id) => ({ turn_id, status: 'done' })));
      });

      it('finds where messages wait and nobody is thinking, the longest wait first', async () => {
        const [late, early, claimed, expired] = await Promise.all(
          ['l', 'e', 'c', 'x'].map((n) => addConversation(store, n)),
        );
        const quiet = await addConversation(store, 'q');
        await addMessage(store, late?.id ?? '', { at: AT + 30 });
        await addMessage(store, early?.id ?? '', { at: AT + 10 });
        await addMessage(store, early?.id ?? '', { at: AT + 90 });
        await addMessage(store, claimed?.id ?? '', { at: AT });
        await addMessage(store, expired?.id ?? '', { at: AT + 20 });
        await beginTurn(store, { conversationId: claimed?.id ?? '', token: 't', ttlMs: 60_000 });
        await beginTurn(store, { conversationId: expired?.id ?? '', token: 'u', ttlMs: 1 });
        await pause(30);
        const found = await conversationsWithWaiting(store.db, 10);
        expect(found).toEqual([early?.id, expired?.id, late?.id]);
        expect(found).not.toContain(quiet.id);
        expect(await conversationsWithWaiting(store.db, 1)).toEqual([early?.id]);
      });
    });

    describe('a turn', () => {
      const begin = (
        conversationId: string,
        token: string,
        from = store,
        ttlMs = 60_000,
      ): ReturnType<typeof beginTurn> => beginTurn(from, { conversationId, token, ttlMs });
      const finish = (conversationId: string, token: string, epoch = 1): Promise<TurnEnd> =>
        store.transaction((tx) =>
          finishTurn(tx, {
            conversationId,
            token,
            epoch,
            state: { by: token },
            language: 'en',
            replies: 2,
            at: AT + 1,
          }),
        );

      it('is begun by one of two that claim at once', async () => {
        for (let round = 0; round < 20; round++) {
          const { id } = await addConversation(store);
          await addMessage(store, id);
          const begun = await Promise.all([begin(id, 'a', store), begin(id, 'b', other)]);
          expect(begun.filter(Boolean)).toHaveLength(1);
        }
      });

      it('takes all waiting messages, and those that come later wait for the next', async () => {
        const { id } = await addConversation(store);
        for (const text of ['a', 'b']) await addMessage(store, id, { text });
        const begun = await begin(id, 'token');
        await addMessage(store, id, { text: 'c' });
        expect(begun?.messages.map(({ activity }) => activity.text)).toEqual(['a', 'b']);
        expect(begun?.messages.map(({ attempts }) => attempts)).toEqual([1, 1]);
        await store.transaction(async (tx) => {
          await completeMessages(tx, begun?.messages.map((message) => message.id) ?? [], 'turn');
        });
        expect(
          (await waitingMessages(store.db, id)).map(({ activity, attempts }) => [activity.text, attempts]),
        ).toEqual([['c', 0]]);
      });

      it('is not begun where nothing waits, and the claim is not kept', async () => {
        const { id } = await addConversation(store);
        expect(await begin(id, 'a')).toBeUndefined();
        expect((await findConversation(store.db, id))?.claimToken).toBeNull();
        expect(await begin('nobody', 'a')).toBeUndefined();
      });

      it('writes its state and frees the conversation', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        const begun = await begin(id, 'a');
        expect(begun?.conversation).toMatchObject({ id, claimToken: 'a', epoch: 1 });
        expect(await finish(id, 'a')).toEqual({ kind: 'committed', firstSeq: 2 });
        expect(await store.transaction((tx) => allocateSequence(tx, id, 1, AT + 1))).toBe(4);
        expect(await findConversation(store.db, id)).toMatchObject({
          state: { by: 'a' },
          language: 'en',
          claimToken: null,
          claimExpiresAt: null,
          updatedAt: AT + 1,
        });
      });

      it('keeps others out until its claim expires by the database’s clock, whatever ours says', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        vi.useFakeTimers({ toFake: ['Date'], now: 0 });
        await begin(id, 'slow', store, 1500);
        vi.setSystemTime(AT * 10);
        expect(await begin(id, 'quick', other)).toBeUndefined();
        vi.setSystemTime(0);
        await pause(1700);
        expect((await begin(id, 'quick', other))?.messages[0]?.attempts).toBe(2);
      });

      it('that lost its token changes nothing', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        await begin(id, 'slow', store, 1);
        await pause(30);
        await begin(id, 'quick', other);
        expect(await finish(id, 'slow')).toEqual({ kind: 'lost' });
        expect(await findConversation(store.db, id)).toMatchObject({ state: {}, claimToken: 'quick', language: null });
        expect(await finish(id, 'quick')).toMatchObject({ kind: 'committed' });
        expect(await finish(id, 'quick')).toEqual({ kind: 'lost' });
      });

      it('commits after its claim expired if nobody took it', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        await begin(id, 'slow', store, 1);
        await pause(30);
        expect(await finish(id, 'slow')).toMatchObject({ kind: 'committed' });
      });

      it('is superseded when the epoch changed in the middle: state untouched, claim freed', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        const begun = await begin(id, 'a');
        await takeOver(other, { conversationId: id, officerId: 'officer', at: AT });
        await returnToBot(other, { conversationId: id, at: AT });
        expect(await finish(id, 'a', begun?.conversation.epoch)).toEqual({ kind: 'superseded' });
        expect(await findConversation(store.db, id)).toMatchObject({
          state: {},
          language: null,
          claimToken: null,
          epoch: 3,
        });
      });

      it('counts its attempt even if it is rolled back', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        for (const token of ['a', 'b', 'c']) {
          await begin(id, token);
          const commit = store.transaction(async (tx) => {
            const message = {
              conversationId: id,
              token,
              epoch: 1,
              state: { poisoned: true },
              language: null,
              replies: 0,
              at: AT,
            };
            await finishTurn(tx, message);
            throw new Error('poison');
          });
          await expect(commit).rejects.toThrow('poison');
          expect(await releaseClaim(store.db, id, token)).toBe(true);
        }
        expect((await waitingMessages(other.db, id))[0]).toMatchObject({ attempts: 3, failures: 0 });
        expect((await findConversation(store.db, id))?.state).toEqual({});
      });

      it('that ended in an error is counted as such with its own messages, if the claim was still its own', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        const messageIds = (await begin(id, 'a'))?.messages.map((message) => message.id) ?? [];
        await addMessage(store, id);
        expect(await failTurn(store, { conversationId: id, token: 'b', messageIds })).toBe(false);
        expect(await failTurn(store, { conversationId: id, token: 'a', messageIds })).toBe(true);
        expect((await waitingMessages(other.db, id)).map(({ failures }) => failures)).toEqual([1, 0]);
        expect(await begin(id, 'b', other)).toBeDefined();
      });

      it('gives back only its own claim', async () => {
        const { id } = await addConversation(store);
        await addMessage(store, id);
        await begin(id, 'a');
        expect(await releaseClaim(store.db, id, 'b')).toBe(false);
        expect(await begin(id, 'b')).toBeUndefined();
        expect(await releaseClaim(store.db, id, 'a')).toBe(true);
        expect(await begin(id, 'b')).toBeDefined();
      });

      it('is remembered with its outcome, the newest first', async () => {
        const turn = {
          conversationId: 'c',
          outcome: 'answered',
          language: 'id' as const,
          article: 'passport-new',
          sections: ['fee', 'where'],
          confidence: 0.123456789,
          steps: { retrieve: 1.5, compose: 2 },
          messages: 2,
          error: null,
          startedAt: AT,
        };
        for (const [id, committedAt] of [
          ['t1', AT + 10],
          ['t3', AT + 30],
          ['t2', AT + 20],
        ] as const) {
          await insertTurn(store.db, { ...turn, id, committedAt });
        }
        const bare = { ...turn, id: 't4', article: null, confidence: null, error: 'a\0b', committedAt: AT + 40 };
        await insertTurn(store.db, bare);
        const recent = await recentTurns(store.db, 'c', 3);
        expect(recent.map(({ id }) => id)).toEqual(['t4', 't3', 't2']);
        expect(recent[0]).toEqual({ ...bare, error: 'ab' });
        expect(recent[1]).toEqual({ ...turn, id: 't3', committedAt: AT + 30 });
      });
    });

    describe('the outbox', () => {
      it('gives one delivery per conversation, in the order of what was said', async () => {
        const a = await addConversation(store, 'address a');
        const b = await addConversation(store, 'address b');
        const [a1, b1, a2] = [await addReply(store, a), await addReply(store, b), await addReply(store, a)];
        const first = await askForDeliveries();
        expect(first.map(({ id }) => id).sort()).toEqual([a1, b1].sort());
        expect(first.find(({ id }) => id === a1)).toMatchObject({
          conversationId: a.id,
          conversationNativeId: 'address a',
          seq: 1,
          epoch: 1,
          attempts: 1,
          activity: { type: 'message', text: 'biayanya' },
        });
        expect(await askForDeliveries()).toEqual([]);
        expect(await settleDelivery(store.db, a1, { status: 'sent', nativeMessageId: 'n1' })).toBe(true);
        expect((await askForDeliveries()).map(({ id }) => id)).toEqual([a2]);
        const row = await store.db.selectFrom('outbox').selectAll().where('id', '=', a1).executeTakeFirstOrThrow();
        expect(row).toMatchObject({ status: 'sent', native_id: 'n1' });
      });

      it('never gives one delivery to two that ask at once', async () => {
        const conversations = await Promise.all(Array.from({ length: 5 }, () => addConversation(store)));
        for (let round = 0; round < 15; round++) {
          for (const conversation of conversations) await addReply(store, conversation);
          const asked = [store, other, store, other].map((one) => askForDeliveries(one));
          const given = (await Promise.all(asked)).flat();
          expect(given.map(({ conversationId }) => conversationId).sort()).toEqual(
            conversations.map(({ id }) => id).sort(),
          );
          for (const { id, attempts } of given) {
            expect(attempts).toBe(1);
            await settleDelivery(store.db, id, { status: 'sent' });
          }
        }
      });

      it('holds later replies back while an earlier one waits for its next attempt', async () => {
        const conversation = await addConversation(store);
        const [first, second] = [await addReply(store, conversation), await addReply(store, conversation)];
        await askForDeliveries();
        await settleDelivery(store.db, first, { status: 'queued', error: 'wait', nextAttemptAt: AT + 1000 });
        expect(await askForDeliveries(store, AT + 999)).toEqual([]);
        expect((await askForDeliveries(store, AT + 1000)).map(({ id, attempts }) => [id, attempts])).toEqual([
          [first, 2],
        ]);
        expect(await askForDeliveries(store, AT + 1000)).toEqual([]);
        await settleDelivery(store.db, first, { status: 'sent' });
        expect((await askForDeliveries(store, AT + 1000)).map(({ id }) => id)).toEqual([second]);
      });

      it('is not held up by what failed, is in doubt or was cancelled', async () => {
        const conversation = await addConversation(store);
        for (const status of ['failed', 'inDoubt', 'cancelled'] as const) {
          const id = await addReply(store, conversation);
          await askForDeliveries();
          await settleDelivery(store.db, id, { status, error: 'no' });
        }
        const last = await addReply(store, conversation);
        expect((await askForDeliveries()).map(({ id }) => id)).toEqual([last]);
      });

      it('settles a delivery once', async () => {
        const id = await addReply(store, await addConversation(store));
        expect(await settleDelivery(store.db, id, { status: 'sent' })).toBe(false);
        await askForDeliveries();
        expect(await settleDelivery(store.db, id, { status: 'inDoubt', error: 'a\0b' })).toBe(true);
        expect(await settleDelivery(store.db, id, { status: 'sent' })).toBe(false);
        expect(await outboxStatus(id)).toBe('inDoubt');
      });

      it('cancels replies of an older epoch instead of giving them', async () => {
        const conversation = await addConversation(store);
        await takeOver(store, { conversationId: conversation.id, officerId: 'officer', at: AT });
        const stale = await addReply(store, conversation); // by a turn that did not notice
        expect(await askForDeliveries()).toEqual([]);
        expect(await outboxStatus(stale)).toBe('cancelled');
      });

      it('leaves other channels and accounts alone', async () => {
        const conversation = await addConversation(store);
        const id = await addReply(store, conversation);
        const { id: conversationId, epoch } = await addConversation(store);
        await addMessage(store, conversationId);
        const delivery = { conversationId, seq: 1, turnId: null, channel: 'test', epoch, createdAt: AT };
        await enqueue(store.db, [{ ...delivery, id: 'elsewhere', account: 'another' }]);
        expect((await askForDeliveries()).map((one) => one.id)).toEqual([id]);
        expect(await recoverSending(store.db, 'test', 'another')).toBe(0);
        expect(await outboxStatus('elsewhere')).toBe('queued');
      });

      it('has what a crash left on its way in doubt, and goes on with the next', async () => {
        const conversation = await addConversation(store);
        const [first, second] = [await addReply(store, conversation), await addReply(store, conversation)];
        await askForDeliveries();
        expect(await recoverSending(store.db, 'test', 'office')).toBe(1);
        expect(await outboxStatus(first)).toBe('inDoubt');
        expect((await askForDeliveries()).map(({ id }) => id)).toEqual([second]);
      });
    });

    describe('an officer', () => {
      it('who takes over silences the bot: what it queued is cancelled, what is on its way stays', async () => {
        const conversation = await addConversation(store);
        const [sending, queued] = [await addReply(store, conversation), await addReply(store, conversation)];
        await askForDeliveries();
        const taken = await takeOver(store, { conversationId: conversation.id, officerId: 'officer', at: AT + 5 });
        expect(taken).toMatchObject({ owner: 'officer', epoch: 2, updatedAt: AT + 5 });
        expect(await findConversation(other.db, conversation.id)).toEqual(taken);
        expect([await outboxStatus(sending), await outboxStatus(queued)]).toEqual(['sending', 'cancelled']);
      });

      it('whose last words are still queued when the bot gets the chat back is heard', async () => {
        const { id } = await addConversation(store);
        const taken = await takeOver(store, { conversationId: id, officerId: 'officer', at: AT });
        const words = await addReply(store, taken, { author: 'officer', text: 'selamat jalan' });
        const returned = await returnToBot(store, { conversationId: id, at: AT });
        expect(returned).toMatchObject({ owner: 'bot', epoch: 3 });
        expect((await askForDeliveries()).map((delivery) => delivery.id)).toEqual([words]);
      });

      it('never hears the bot’s reply to what was asked before, also while both act at once', async () => {
        for (let round = 0; round < 10; round++) {
          const conversation = await addConversation(store);
          const id = await addReply(store, conversation);
          const [deliveries, taken] = await Promise.all([
            askForDeliveries(store),
            takeOver(other, { conversationId: conversation.id, officerId: 'officer', at: AT }),
          ]);
          // Either it was on its way before, and the sender sees the epoch, or it is cancelled.
          expect(await outboxStatus(id)).toBe(deliveries.length === 1 ? 'sending' : 'cancelled');
          expect(taken.epoch).toBe(2);
          if (deliveries.length === 1) await settleDelivery(store.db, id, { status: 'cancelled' });
        }
      });
    });

    describe('sealed originals', () => {
      it('are found until they expire by the database’s clock', async () => {
        const { now } = await store.db.selectNoFrom(databaseNow(store.db).as('now')).executeTakeFirstOrThrow();
        expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
        await insertOriginal(store.db, { conversationId: 'c', seq: 1, sealed: 'old', expiresAt: now - 1 });
        await insertOriginal(store.db, { conversationId: 'c', seq: 2, sealed: 'new', expiresAt: now + 60_000 });
        expect(await findOriginal(store.db, 'c', 1)).toBeUndefined();
        expect(await findOriginal(store.db, 'c', 2)).toBe('new');
        expect(await deleteExpiredOriginals(store.db, now)).toBe(1);
        expect(await store.db.selectFrom('originals').select('seq').execute()).toEqual([{ seq: 2 }]);
      });
    });

    describe('gaps', () => {
      const gap = (turnId: string, more: Partial<NewGap> = {}): NewGap => ({
        turnId,
        conversationId: 'c1',
        text: 'apakah [NIK] saya terdaftar',
        language: 'id',
        outcome: 'abstained',
        certainty: 0.25,
        article: 'passport-new',
        knowledge: 'hash',
        at: AT,
        ...more,
      });
      const open = (more: Partial<Parameters<typeof openGaps>[1]> = {}): ReturnType<typeof openGaps> =>
        openGaps(other.db, { now: AT + 2 * CLARIFY_LEFT_MS, ...more });

      it('are kept once a turn, and name neither conversation nor turn', async () => {
        await insertGap(store.db, { ...gap('t1'), reason: 'unanswered' });
        await insertGap(store.db, { ...gap('t1', { text: 'again' }), reason: 'unsure' });
        const { turnId, conversationId, ...kept } = gap('t1');
        const found = await open();
        expect(found).toEqual([
          {
            ...kept,
            id: gapId(turnId),
            conversation: found[0]?.conversation,
            reason: 'unanswered',
            downvoted: false,
            status: 'open',
          },
        ]);
        expect(JSON.stringify(found)).not.toMatch(new RegExp(`"${turnId}"|"${conversationId}"`));
      });

      it('are listed by day and language, the oldest first', async () => {
        await insertGap(store.db, { ...gap('t2', { at: AT + 5, language: 'en' }), reason: 'unanswered' });
        await insertGap(store.db, { ...gap('t1'), reason: 'failed' });
        expect((await open()).map(({ id }) => id)).toEqual([gapId('t1'), gapId('t2')]);
        expect((await open({ since: AT + 5 })).map(({ id }) => id)).toEqual([gapId('t2')]);
        expect((await open({ language: 'id' })).map(({ id }) => id)).toEqual([gapId('t1')]);
      });

      it('of what was asked back are none while the person may be choosing, nor once an answer has come', async () => {
        await insertGap(store.db, { ...gap('t1', { outcome: 'clarify' }), reason: 'clarify' });
        await insertGap(store.db, { ...gap('t2', { conversationId: 'c2' }), reason: 'clarify' });
        expect(await open({ now: AT + CLARIFY_LEFT_MS - 1 })).toEqual([]);
        await forgetClarify(store.db, 'c1', AT + 1000);
        expect((await open()).map(({ id }) => id)).toEqual([gapId('t2')]);
        await forgetClarify(store.db, 'c2', AT + CLARIFY_LEFT_MS);
        expect(await open()).toHaveLength(1);
      });

      it('that an editor has decided about are not listed again', async () => {
        for (const id of ['t1', 't2', 't3']) await insertGap(store.db, { ...gap(id), reason: 'unanswered' });
        expect(await closeGaps(store.db, [gapId('t1')], 'accepted')).toBe(1);
        expect(await closeGaps(store.db, [gapId('t1'), gapId('t2')], 'dismissed')).toBe(1);
        expect(await closeGaps(store.db, [], 'dismissed')).toBe(0);
        expect((await open()).map(({ id }) => id)).toEqual([gapId('t3')]);
        await insertDownvotedGap(store.db, gap('t1'));
        expect(await open()).toHaveLength(1);
      });

      it('come and go with a downvote, unless the turn had found them itself', async () => {
        await insertGap(store.db, { ...gap('t1'), reason: 'unsure' });
        for (const id of ['t1', 't2']) await insertDownvotedGap(store.db, gap(id));
        expect((await open()).map(({ reason, downvoted }) => [reason, downvoted]).sort()).toEqual([
          [null, true],
          ['unsure', true],
        ]);
        for (const id of ['t1', 't2', 't3']) await withdrawDownvote(store.db, id);
        expect((await open()).map(({ id, downvoted }) => [id, downvoted])).toEqual([[gapId('t1'), false]]);
      });

      it('go with everything else of their conversation when it is erased, and only of that', async () => {
        for (const [turn, conversationId] of [
          ['t1', 'c1'],
          ['t2', 'c1'],
          ['t3', 'c2'],
        ] as const) {
          await insertGap(store.db, { ...gap(turn, { conversationId }), reason: 'unanswered' });
          await recordVote(store.db, { turnId: turn, conversationId, vote: 'down', at: AT });
        }
        await closeGaps(store.db, [gapId('t2')], 'accepted');
        expect(await store.transaction((tx) => eraseGaps(tx, 'c1'))).toEqual({ gaps: 2, feedback: 2 });
        const left = await store.db.selectFrom('gaps').select('id').execute();
        expect(left).toEqual([{ id: gapId('t3') }]);
        expect(await voteOn(store.db, 't1')).toBeUndefined();
        expect(await voteOn(store.db, 't3')).toBe('down');
      });

      it('and votes are kept for a limited time, whatever became of them', async () => {
        for (const [turn, at] of [
          ['old', AT - 1],
          ['new', AT],
        ] as const) {
          await insertGap(store.db, { ...gap(turn, { at }), reason: 'unanswered' });
          await recordVote(store.db, { turnId: turn, conversationId: 'c1', vote: 'up', at });
        }
        await closeGaps(store.db, [gapId('old')], 'accepted');
        expect(await deleteOlderThan(store, { before: AT })).toMatchObject({ gaps: 1, feedback: 1 });
        expect((await open()).map(({ id }) => id)).toEqual([gapId('new')]);
        expect([await voteOn(store.db, 'old'), await voteOn(store.db, 'new')]).toEqual([undefined, 'up']);
      });
    });

    describe('a vote', () => {
      const cast = (vote: 'up' | 'down', from: Store = store): Promise<boolean> =>
        from.transaction((tx) => recordVote(tx, { turnId: 't1', conversationId: 'c1', vote, at: AT }));

      it('is one a turn, changes, and is nothing new the second time', async () => {
        expect([await cast('down'), await cast('down'), await cast('up')]).toEqual([true, false, true]);
        expect(await voteOn(store.db, 't1')).toBe('up');
        expect(await store.db.selectFrom('feedback').selectAll().execute()).toHaveLength(1);
      });

      it('is one a turn also when it is cast in several connections at once', async () => {
        const changed = await Promise.all([cast('up'), cast('up', other), cast('up'), cast('up', other)]);
        expect(changed.filter(Boolean)).toHaveLength(1);
      });

      it('finds its turn by activity or by the channel’s own id, and only from a reply of the bot in that conversation', async () => {
        const conversation = await addConversation(store);
        const stranger = await addConversation(store);
        const delivery = await addReply(store, conversation);
        await store.db.updateTable('activities').set({ turn_id: 't1' }).where('author', '=', 'bot').execute();
        await addReply(store, conversation, { author: 'officer' });
        await addMessage(store, conversation.id);
        await askForDeliveries();
        await settleDelivery(store.db, delivery, { status: 'sent', nativeMessageId: '77' });
        const [bot, officer, user] = await readActivities(store.db, conversation.id, 0, 10);
        const find = (id: string, reply: Parameters<typeof turnOfReply>[2]): Promise<string | undefined> =>
          turnOfReply(store.db, id, reply);
        expect(await find(conversation.id, { activityId: bot!.id })).toBe('t1');
        expect(await find(conversation.id, { nativeMessageId: '77' })).toBe('t1');
        expect(await find(stranger.id, { activityId: bot!.id })).toBeUndefined();
        expect(await find(stranger.id, { nativeMessageId: '77' })).toBeUndefined();
        expect(await find(conversation.id, { activityId: officer!.id })).toBeUndefined();
        expect(await find(conversation.id, { activityId: user!.id })).toBeUndefined();
        expect(await find(conversation.id, { nativeMessageId: '78' })).toBeUndefined();
      });
    });

    describe('retention', () => {
      const OLD = AT - 1000;
      const complete = async (conversationId: string): Promise<void> => {
        const waiting = await waitingMessages(store.db, conversationId);
        await completeMessages(store.db, waiting.map(({ id }) => id), 'turn'); // prettier-ignore
      };

      it('deletes what is older and conversations of which nothing is left, and nothing else', async () => {
        const gone = await addConversation(store, 'gone', OLD);
        await addMessage(store, gone.id, { at: OLD });
        await complete(gone.id);
        await insertOriginal(store.db, { conversationId: gone.id, seq: 1, sealed: 's', expiresAt: AT * 2 });
        const sent = await addReply(store, gone, { at: OLD });
        await askForDeliveries();
        await settleDelivery(store.db, sent, { status: 'sent' });
        const kept = await addConversation(store, 'kept', OLD);
        await addMessage(store, kept.id, { at: OLD });
        await addMessage(store, kept.id, { at: AT });
        await complete(kept.id);
        const fresh = await addConversation(store, 'fresh', AT);

        const deleted = await deleteOlderThan(store, { before: AT });
        expect(deleted).toEqual({
          activities: 3,
          turns: 0,
          inbox: 2,
          outbox: 1,
          conversations: 1,
          gaps: 0,
          feedback: 0,
        });
        expect(await findConversation(store.db, gone.id)).toBeUndefined();
        expect(await store.db.selectFrom('originals').selectAll().execute()).toEqual([]);
        expect((await readActivities(store.db, kept.id, 0, 10)).map(({ seq }) => seq)).toEqual([2]);
        expect(await findConversation(store.db, fresh.id)).toBeDefined();
        expect(await deleteOlderThan(store, { before: AT })).toMatchObject({ activities: 0, conversations: 0 });
      });

      it('keeps what still waits for a turn or its delivery, however old', async () => {
        const waiting = await addConversation(store, 'waiting', OLD);
        await addMessage(store, waiting.id, { text: 'never answered', at: OLD });
        const queued = await addConversation(store, 'queued', OLD);
        await addReply(store, queued, { text: 'never sent', at: OLD });
        await deleteOlderThan(store, { before: AT });
        expect((await waitingMessages(store.db, waiting.id)).map(({ activity }) => activity.text)).toEqual([
          'never answered',
        ]);
        expect((await askForDeliveries()).map(({ activity }) => activity.text)).toEqual(['never sent']);
      });

      it('goes on past one batch', async () => {
        const { id } = await addConversation(store, 'long', OLD);
        const said = Array.from({ length: 1200 }, (_, index) => {
          const author = 'bot' as const;
          return {
            conversationId: id,
            seq: index + 1,
            id: randomUUID(),
            author,
            activity: {},
            turnId: null,
            createdAt: OLD,
          };
        });
        for (let from = 0; from < said.length; from += 300) {
          await appendActivities(store.db, said.slice(from, from + 300));
        }
        const deleted = await deleteOlderThan(store, { before: AT });
        expect(deleted).toEqual({
          activities: 1200,
          turns: 0,
          inbox: 0,
          outbox: 0,
          conversations: 1,
          gaps: 0,
          feedback: 0,
        });
      });

      it('lets others in between its batches', async () => {
        const { id } = await addConversation(store, 'long', OLD);
        for (let at = 0; at < 1100; at += 100) {
          await appendActivities(
            store.db,
            Array.from({ length: 100 }, (_, index) => ({
              conversationId: id,
              seq: at + index + 1,
              id: randomUUID(),
              author: 'bot' as const,
              activity: {},
              turnId: null,
              createdAt: OLD,
            })),
          );
        }
        let left = -1;
        setImmediate(() => {
          const counted = store.db.selectFrom('activities').select((eb) => eb.fn.countAll<number>().as('n'));
          void counted.executeTakeFirstOrThrow().then(({ n }) => (left = n));
        });
        await deleteOlderThan(store, { before: AT });
        expect(left).toBeGreaterThan(0);
      });
    });

    describe('erasing a conversation', () => {
      const rowsOf = async (conversationId: string): Promise<Record<string, number>> => {
        const counts: Record<string, number> = {};
        for (const table of ['activities', 'originals', 'inbox', 'outbox', 'turns'] as const) {
          const { n } = await store.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .where('conversation_id', '=', conversationId)
            .executeTakeFirstOrThrow();
          counts[table] = n;
        }
        return counts;
      };
      const talkIn = async (nativeId: string): Promise<{ id: string; seq: number; inbox: string }> => {
        const conversation = await addConversation(store, nativeId);
        const seq = (await addMessage(store, conversation.id, { nativeId: `${nativeId}/1` })) ?? 0;
        await insertOriginal(store.db, { conversationId: conversation.id, seq, sealed: 'v1.x', expiresAt: AT * 2 });
        const [message] = await waitingMessages(store.db, conversation.id);
        await completeMessages(store.db, [message?.id ?? ''], 'earlier');
        await insertTurn(store.db, { ...turnOf(conversation.id), id: `turn of ${nativeId}`, reason: 'danger' });
        await addReply(store, conversation);
        return { id: conversation.id, seq, inbox: message?.id ?? '' };
      };
      const erase = async (conversationId: string, turnId = 'asking'): Promise<void> => {
        await store.transaction(async (tx) => {
          const before = await allocateSequence(tx, conversationId, 1, AT);
          await eraseConversation(tx, { conversationId, turnId, before, id: randomUUID(), at: AT });
        });
      };

      it('keeps the reason of a turn until then', async () => {
        const { id } = await talkIn('a');
        expect((await recentTurns(store.db, id, 1))[0]?.reason).toBe('danger');
      });

      it('leaves nothing that was said in it, and all that was said in another', async () => {
        const { id } = await talkIn('mine');
        const theirs = await talkIn('theirs');
        const before = await rowsOf(theirs.id);
        await erase(id);
        expect(await rowsOf(id)).toEqual({ activities: 0, originals: 0, inbox: 0, outbox: 0, turns: 0 });
        expect(await rowsOf(theirs.id)).toEqual(before);
        expect(Object.values(before).every((n) => n > 0)).toBe(true);
      });

      it('keeps the address, so that the reply about it arrives', async () => {
        const { id } = await talkIn('mine');
        await erase(id);
        expect((await findConversationByNativeId(store.db, 'test', 'office', 'mine'))?.id).toBe(id);
        await addReply(store, { id, epoch: 1 }, { text: 'erased' });
        expect((await askForDeliveries()).map(({ activity }) => activity.text)).toEqual(['erased']);
      });

      it('keeps a message that came in meanwhile for its turn', async () => {
        const { id } = await talkIn('mine');
        await addMessage(store, id, { text: 'one more question' });
        await erase(id);
        expect((await waitingMessages(store.db, id)).map(({ activity }) => activity.text)).toEqual([
          'one more question',
        ]);
      });

      it('does not take the order for a new one when it is delivered again', async () => {
        const { id } = await addConversation(store, 'mine');
        await addMessage(store, id, { nativeId: 'order', text: 'yes, delete' });
        const [order] = await waitingMessages(store.db, id);
        await completeMessages(store.db, [order?.id ?? ''], 'asking');
        await erase(id);
        expect((await rowsOf(id))['activities']).toBe(0);
        expect(await addMessage(store, id, { nativeId: 'order', text: 'yes, delete' })).toBeUndefined();
      });

      it('leaves a line for the audit that names nobody', async () => {
        const { id } = await talkIn('mine');
        await erase(id);
        const lines = await store.db.selectFrom('erasures').selectAll().execute();
        expect(lines).toMatchObject([
          { pseudonym: pseudonymOf(id), channel: 'test', activities: 2, originals: 1, turns: 1, erased_at: AT },
        ]);
        expect(JSON.stringify(lines)).not.toContain(id);
        expect(JSON.stringify(lines)).not.toMatch(/person|mine/);
      });

      it('is undone whole when the turn is', async () => {
        const { id } = await talkIn('mine');
        const before = await rowsOf(id);
        const work = store.transaction(async (tx) => {
          await eraseConversation(tx, { conversationId: id, turnId: 't', before: 99, id: 'x', at: AT });
          throw new Error('lost the claim');
        });
        await expect(work).rejects.toThrow('lost the claim');
        expect(await rowsOf(id)).toEqual(before);
        expect(await store.db.selectFrom('erasures').selectAll().execute()).toEqual([]);
      });
    });
  });
}

function conversationNamed(nativeId: string): Parameters<typeof createConversation>[1] {
  return { id: randomUUID(), channel: 'test', account: 'office', nativeId, personId: 'p', language: null, at: AT };
}

function turnOf(conversationId: string): Parameters<typeof insertTurn>[1] {
  return {
    id: randomUUID(),
    conversationId,
    outcome: 'handoff',
    language: 'id',
    article: null,
    sections: [],
    confidence: null,
    steps: {},
    messages: 1,
    error: null,
    startedAt: AT,
    committedAt: AT,
  };
}
