import { describe, expect, it } from 'vitest';
import type { Incoming, IncomingMessage } from './readActivity.js';
import {
  entriesOf,
  initialState,
  isAnswerExpected,
  lastSeenOf,
  quickRepliesOf,
  rateableOf,
  reduce,
  type ChatEvent,
  type ChatState,
} from './store.js';

const message = (id: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  kind: 'message',
  id,
  author: 'bot',
  name: undefined,
  text: `text ${id}`,
  locale: 'id',
  citations: [],
  quickReplies: [],
  rateable: false,
  clientActivityId: undefined,
  ...more,
});
const own = (id: string, key: string, text = `text ${id}`): IncomingMessage =>
  message(id, { author: 'user', clientActivityId: key, text });
const received = (...activities: Incoming[]): ChatEvent => ({ type: 'received', activities });
const written = (key: string): ChatEvent => ({ type: 'written', key, text: key });
const after = (...events: ChatEvent[]): ChatState => events.reduce(reduce, initialState('id'));
const texts = (state: ChatState): string[] =>
  entriesOf(state).map((entry) => (entry.kind === 'message' ? `${entry.text}/${entry.state}` : entry.notice));
const spoken = (state: ChatState): string[] => state.announcements.map(({ text }) => text);

describe('a message that was written', () => {
  it('is being sent, then sent, then in its place', () => {
    expect(texts(after(written('a')))).toEqual(['a/sending']);
    expect(texts(after(written('a'), { type: 'accepted', key: 'a', activityId: '1' }))).toEqual(['a/sent']);
    expect(
      texts(
        after(
          written('a'),
          { type: 'accepted', key: 'a', activityId: '1' },
          received(own('1', 'a', 'a'), message('2')),
        ),
      ),
    ).toEqual(['a/sent', 'text 2/sent']);
  });

  it('does not show twice when the stream brings it before the request is answered', () => {
    const state = after(written('a'), received(own('1', 'a', 'a')), { type: 'accepted', key: 'a', activityId: '1' });
    expect(texts(state)).toEqual(['a/sent']);
  });

  it('does not show twice when it comes back without its own id', () => {
    const echo = message('1', { author: 'user', text: 'a' });
    expect(texts(after(written('a'), received(echo), { type: 'accepted', key: 'a', activityId: '1' }))).toEqual([
      'a/sent',
    ]);
    expect(texts(after(written('a'), { type: 'accepted', key: 'a', activityId: '1' }, received(echo)))).toEqual([
      'a/sent',
    ]);
  });

  it('keeps its key, so that the same element stays on the screen', () => {
    expect(entriesOf(after(written('a'), received(own('1', 'a'))))[0]?.key).toBe('a');
  });

  it('takes the text of the server, which masks identity numbers', () => {
    expect(texts(after(written('1771012345678901'), received(own('1', '1771012345678901', '[NIK]'))))).toEqual([
      '[NIK]/sent',
    ]);
  });

  it('fails in words that say why, and can be tried again', () => {
    const failed = after(written('a'), { type: 'failed', key: 'a', failure: 'tooMany' });
    expect(failed.pending[0]).toMatchObject({ state: 'failed', failure: 'tooMany' });
    expect(texts(reduce(failed, { type: 'sending', key: 'a' }))).toEqual(['a/sending']);
  });

  it('is sent after all when a failed request had arrived', () => {
    expect(
      texts(after(written('a'), { type: 'failed', key: 'a', failure: 'network' }, received(own('1', 'a', 'a')))),
    ).toEqual(['a/sent']);
    // And the other way round: the failure is reported late.
    expect(
      texts(after(written('a'), received(own('1', 'a', 'a')), { type: 'failed', key: 'a', failure: 'network' })),
    ).toEqual(['a/sent']);
  });
});

describe('the order', () => {
  it('is the server’s, and what it does not know yet stands below', () => {
    const state = after(
      written('a'),
      written('b'),
      { type: 'failed', key: 'a', failure: 'network' },
      received(own('1', 'b', 'b'), message('2')),
    );
    expect(texts(state)).toEqual(['b/sent', 'text 2/sent', 'a/failed']);
  });

  it('survives a replay: nothing shows twice', () => {
    const state = after(received(message('1'), message('2')), received(message('1'), message('2'), message('3')));
    expect(texts(state)).toEqual(['text 1/sent', 'text 2/sent', 'text 3/sent']);
    expect(spoken(state)).toEqual(['text 1', 'text 2', 'text 3']);
  });
});

describe('whether an answer helped', () => {
  const rated = (activityId: string, helpful: boolean, state: 'sending' | 'sent' | 'failed'): ChatEvent => ({
    type: 'rated',
    rating: { activityId, helpful, state },
  });
  const answer = message('1', { rateable: true });

  it('is asked of the last answer, until anything follows it', () => {
    expect(rateableOf(after(received(answer)))).toBe('1');
    expect(rateableOf(after(received(answer), written('A')))).toBeUndefined();
    expect(rateableOf(after(received(answer, message('2'))))).toBeUndefined();
  });

  it('shows the vote that was given last, whatever becomes of an earlier one', () => {
    const state = after(
      received(answer),
      rated('1', false, 'sending'),
      rated('1', true, 'sending'),
      rated('1', false, 'failed'),
      rated('1', true, 'sent'),
    );
    expect(state.rating).toEqual({ activityId: '1', helpful: true, state: 'sent' });
    expect(after(received(answer), rated('1', true, 'sending'), rated('1', false, 'sent')).rating?.state).toBe(
      'sending',
    );
  });
});

describe('quick replies', () => {
  const withButtons = message('1', { quickReplies: [{ type: 'imBack', title: 'A', text: 'A' }] });
  it('show below the last message', () => {
    expect(quickRepliesOf(after(received(withButtons)))).toHaveLength(1);
  });
  it('go once used, and once another message comes', () => {
    expect(quickRepliesOf(after(received(withButtons), written('A')))).toEqual([]);
    expect(quickRepliesOf(after(received(withButtons, message('2'))))).toEqual([]);
  });
});

describe('waiting for an answer', () => {
  const typing: Incoming = { kind: 'typing', author: 'bot' };
  it('shows from sending until the answer', () => {
    expect(isAnswerExpected(after(written('a')))).toBe(true);
    expect(isAnswerExpected(after(written('a'), received(own('1', 'a'))))).toBe(true);
    expect(isAnswerExpected(after(written('a'), received(own('1', 'a')), received(message('2'))))).toBe(false);
  });
  it('shows for a typing activity until a message comes or it has been long', () => {
    expect(isAnswerExpected(after(received(typing)))).toBe(true);
    expect(isAnswerExpected(after(received(typing, message('1'))))).toBe(false);
    expect(isAnswerExpected(after(received(typing), { type: 'typingEnded' }))).toBe(false);
  });
  it('ends when the message did not get through, or when nobody answers', () => {
    expect(isAnswerExpected(after(written('a'), { type: 'failed', key: 'a', failure: 'network' }))).toBe(false);
    expect(isAnswerExpected(after(written('a'), { type: 'waitedEnough' }))).toBe(false);
  });
  it('promises nothing in an officer’s name', () => {
    const officer = message('1', { author: 'officer' });
    expect(isAnswerExpected(after(received(officer), written('a')))).toBe(false);
    expect(
      isAnswerExpected(after(received(officer), written('a'), received({ kind: 'typing', author: 'officer' }))),
    ).toBe(true);
  });
});

describe('what a screen reader hears', () => {
  it('is each new reply once, and not one’s own messages', () => {
    const state = after(written('a'), received(own('1', 'a'), message('2')), received(message('2')));
    expect(spoken(state)).toEqual(['text 2']);
    expect(spoken(reduce(state, { type: 'announced', keys: ['2'] }))).toEqual([]);
  });
  it('is not the history of an earlier visit', () => {
    const state = after({ type: 'resumed', lastSeen: '2' }, received(message('1'), message('2'), message('3')));
    expect(spoken(state)).toEqual(['text 3']);
  });
  it('is not the history either when it comes in several batches', () => {
    expect(
      spoken(
        after(
          { type: 'resumed', lastSeen: '2' },
          received(message('1')),
          received(message('2')),
          received(message('3')),
        ),
      ),
    ).toEqual(['text 3']);
  });
  it('is nothing of the first batch when it is not known what was seen', () => {
    expect(
      spoken(
        after({ type: 'resumed', lastSeen: undefined }, received(message('1'), message('2')), received(message('3'))),
      ),
    ).toEqual(['text 3']);
  });
  it('is the answer to what was just asked, even if the history never held what was last seen', () => {
    const state = after(
      { type: 'resumed', lastSeen: 'gone' },
      received(message('1')),
      written('a'),
      received(own('2', 'a'), message('3')),
    );
    expect(spoken(state)).toEqual(['text 3']);
  });
});

describe('a conversation that is gone', () => {
  it('leaves what was said on the screen and says that a new one begins', () => {
    expect(texts(after(received(message('1')), { type: 'replaced', key: 'n' }, received(message('2'))))).toEqual([
      'text 1/sent',
      'conversationReplaced',
      'text 2/sent',
    ]);
  });
  it('is not worth a word when nothing had been said', () => {
    expect(texts(after({ type: 'replaced', key: 'n' }, received(message('2'))))).toEqual(['text 2/sent']);
  });
});

it('remembers the last message that was shown', () => {
  expect(lastSeenOf(after(received(message('1'), message('2')), written('a')))).toBe('2');
});

it('starting over leaves nothing but the language', () => {
  const state = after({ type: 'language', language: 'en' }, received(message('1')), written('a'), {
    type: 'restarted',
  });
  expect(entriesOf(state)).toEqual([]);
  expect(state).toMatchObject({ language: 'en', awaiting: false, announcements: [] });
});
