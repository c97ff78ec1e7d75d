import type { Activity } from 'botframework-schema';
import { activityId } from '../../src/inbox/receive.js';
import { clientIdOf } from '../testing/directLine.js';
import type { StoreRows } from './storeRows.js';
import type { Talk } from './talker.js';

/** What was promised and not kept, each in words. */
export interface Verdict {
  /** Acknowledged and gone, in no turn, or without an answer. */
  readonly lost: string[];
  /** A conversation whose beginning was acknowledged, and whose person was never greeted. */
  readonly ungreeted: string[];
  /** Stored twice, in two turns, or answered twice. */
  readonly doubled: string[];
  readonly misordered: string[];
  /** Turns that ended with an apology after too many attempts. */
  readonly failedTurns: number;
}

/** One conversation as its person knows it, with its log as the product gives it out. */
export interface Heard {
  readonly talk: Talk;
  readonly log: readonly Partial<Activity>[];
}

/** Outcomes that have no reply of the bot. */
const SILENT = new Set(['superseded', 'withOfficer']);

/** Compares what the clients sent and were told with the logs they are shown and with what the store holds. Looks at nothing else. */
export function verify(heard: readonly Heard[], rows: StoreRows): Verdict {
  const verdict = {
    lost: [] as string[],
    ungreeted: [] as string[],
    doubled: [] as string[],
    misordered: [] as string[],
  };
  for (const one of heard) verifyLog(one, rows, verdict);
  verifyTurns(rows, verdict);
  return { ...verdict, failedTurns: rows.turns.filter(({ outcome }) => outcome === 'failed').length };
}

type Findings = Omit<Verdict, 'failedTurns'>;

/** Each acknowledged message stands once in the log, under the id that was told, in the order of its sender. */
function verifyLog({ talk, log }: Heard, rows: StoreRows, { lost, ungreeted, doubled, misordered }: Findings): void {
  const { conversationId } = talk.grant;
  const said = log.filter(({ from }) => from?.role === 'user');
  for (const { clientActivityID, acknowledgedAs } of talk.spoken) {
    const found = said.filter((activity) => clientIdOf(activity) === clientActivityID);
    if (acknowledgedAs.size > 1) doubled.push(`${clientActivityID} was acknowledged under ${acknowledgedAs.size} ids`);
    if (found.length > 1) doubled.push(`${clientActivityID} stands ${found.length} times in the log`);
    for (const id of acknowledgedAs)
      if (!found.some((activity) => activity.id === id))
        lost.push(`${clientActivityID} was acknowledged as ${id} and is not in the log`);
  }
  const places = said.map(
    (activity) => talk.spoken.find(({ clientActivityID }) => clientActivityID === clientIdOf(activity))?.place ?? NaN,
  );
  places.forEach((place, index) => {
    if (Number.isNaN(place)) doubled.push(`${said[index]?.id ?? '?'} was never sent`);
    const before = places[index - 1];
    if (before !== undefined && before > place)
      misordered.push(`${said[index]?.id ?? '?'} stands after a message that was sent later`);
  });
  const ids = log.map(({ id }) => id ?? '');
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? '')))
    misordered.push(`the log of ${conversationId} is not in the order of its ids`);

  const own = rows.inbox.filter((row) => row.conversationId === conversationId);
  for (const activity of said) {
    const stored = own.filter(({ seq }) => activityId(conversationId, seq) === activity.id);
    if (stored.length !== 1)
      (stored.length === 0 ? lost : doubled).push(`${activity.id ?? '?'} is in the inbox ${stored.length} times`);
  }
  const joins = own.filter(({ nativeId }) => nativeId === `${conversationId}/join`);
  if (joins.length !== 1)
    (joins.length === 0 ? ungreeted : doubled).push(
      `${conversationId} was begun, and its person was greeted ${joins.length} times`,
    );
  const shown = new Set(ids);
  for (const reply of rows.replies) {
    if (reply.conversationId === conversationId && !shown.has(reply.id))
      lost.push(`the reply ${reply.id} is stored and not shown`);
  }
}

/** Each message is in exactly one committed turn, and each turn has one reply, to its last message and after it. */
function verifyTurns({ inbox, turns, replies }: StoreRows, { lost, doubled, misordered }: Findings): void {
  const byTurn = groupBy(inbox, ({ turnId }) => turnId ?? '');
  const repliesByTurn = groupBy(replies, ({ turnId }) => turnId ?? '');
  const known = new Set(turns.map(({ id }) => id));
  for (const { conversationId, seq, status, turnId } of inbox) {
    const id = activityId(conversationId, seq);
    if (status !== 'done' || turnId === null) lost.push(`${id} is ${status}: no turn took it`);
    else if (!known.has(turnId)) lost.push(`${id} belongs to a turn that does not exist`);
  }
  for (const [id, count] of counted(inbox.map(({ conversationId, seq }) => activityId(conversationId, seq))))
    if (count > 1) doubled.push(`${id} is ${count} times in the inbox`);
  for (const { turnId, id } of replies)
    if (turnId === null || !known.has(turnId)) doubled.push(`the reply ${id} is of no turn`);
  for (const [id, count] of counted(replies.map(({ replyToId }) => replyToId ?? '?')))
    if (count > 1) doubled.push(`${id} was answered ${count} times`);

  for (const { id, conversationId, outcome, messages } of turns) {
    const taken = byTurn.get(id) ?? [];
    const sent = repliesByTurn.get(id) ?? [];
    if (taken.length !== messages) lost.push(`the turn ${id} took ${messages} messages, and ${taken.length} say so`);
    if (taken.some((row) => row.conversationId !== conversationId))
      doubled.push(`the turn ${id} took a message of another conversation`);
    if (SILENT.has(outcome)) continue;
    if (sent.length === 0) lost.push(`the turn ${id} (${outcome}) has no reply`);
    if (sent.length > 1) doubled.push(`the turn ${id} has ${sent.length} replies`);
    const last = Math.max(...taken.map(({ seq }) => seq));
    for (const reply of sent) {
      if (reply.seq <= last) misordered.push(`the reply ${reply.id} comes before what it answers`);
      if (reply.replyToId !== activityId(conversationId, last))
        misordered.push(`the reply ${reply.id} says that it answers ${reply.replyToId ?? 'nothing'}`);
    }
  }
  // Within a conversation the answers stand in the order of the questions.
  for (const [conversationId, own] of groupBy(replies, (reply) => reply.conversationId)) {
    const answered = [...own].sort((a, b) => a.seq - b.seq).map(({ replyToId }) => replyToId ?? '');
    if (answered.some((id, index) => index > 0 && id < (answered[index - 1] ?? '')))
      misordered.push(`the answers in ${conversationId} are not in the order of the questions`);
  }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function counted(items: readonly string[]): Map<string, number> {
  return new Map([...groupBy(items, (item) => item)].map(([item, group]) => [item, group.length]));
}
