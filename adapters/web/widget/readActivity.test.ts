import { describe, expect, it } from 'vitest';
import { readActivity, type IncomingMessage } from './readActivity.js';

const read = (activity: Record<string, unknown>): IncomingMessage | undefined => {
  const incoming = readActivity({ type: 'message', id: '1', text: 'x', from: { id: 'bot', role: 'bot' }, ...activity });
  return incoming?.kind === 'message' ? incoming : undefined;
};

describe('an activity from the server', () => {
  it.each([
    undefined,
    null,
    'x',
    7,
    {},
    { type: 'message' },
    { type: 'message', id: '1' },
    { type: 'trace', id: '1', text: 'x' },
    { type: 'event', id: '1', name: 'language' },
  ])('is left out when there is nothing to show in it: %j', (raw) => {
    expect(readActivity(raw)).toBeUndefined();
  });

  it('says who is speaking', () => {
    expect(read({ from: { id: 'dl_1', role: 'user' } })?.author).toBe('user');
    expect(read({ from: { id: 'dl_1' } })?.author).toBe('user');
    expect(read({ from: { id: 'bot', role: 'bot' } })?.author).toBe('bot');
    expect(read({ from: { id: 'officer', role: 'bot', name: 'Rina' } })).toMatchObject({
      author: 'officer',
      name: 'Rina',
    });
    expect(read({ from: { id: 'x', role: 'bot' }, channelData: { author: 'officer' } })?.author).toBe('officer');
  });

  it('shows the source once: the text without its source line where the sources come as data', () => {
    const citations = [{ title: 'PP', url: 'https://a.go.id', legalBasis: 'PP 45/2024', checked: '2026-11-24' }];
    expect(read({ text: 'Biaya.\n\nSumber: PP', channelData: { body: 'Biaya.', citations } })).toMatchObject({
      text: 'Biaya.',
      citations,
    });
    expect(read({ text: 'Biaya.\n\nSumber: PP', channelData: { body: 'Biaya.', citations: [] } })?.text).toBe(
      'Biaya.\n\nSumber: PP',
    );
  });

  it('makes no link of a citation whose address is not a web address', () => {
    expect(read({ channelData: { citations: [{ title: 'PP', url: 'javascript:alert(1)' }] } })?.citations).toEqual([
      { title: 'PP', url: '', legalBasis: '', checked: '' },
    ]);
  });

  it('reads the three kinds of buttons and leaves out the others', () => {
    const actions = [
      { type: 'imBack', title: 'A', value: 'a' },
      { type: 'messageBack', title: 'B', text: 'b', displayText: 'Bee', value: { n: 1 } },
      { type: 'postBack', title: 'C', value: { n: 2 } },
      { type: 'openUrl', title: 'D', value: 'javascript:alert(1)' },
      { type: 'imBack' },
      null,
    ];
    expect(read({ suggestedActions: { actions } })?.quickReplies).toEqual([
      { type: 'imBack', title: 'A', text: 'a' },
      { type: 'messageBack', title: 'Bee', text: 'b', value: { n: 1 } },
      { type: 'postBack', title: 'C', text: 'C', value: { n: 2 } },
    ]);
  });

  it('gives the sender the words of the button that was pressed', () => {
    const own = read({
      from: { id: 'dl_1', role: 'user' },
      text: 'a',
      channelData: { clientActivityID: 'k', displayText: 'A' },
    });
    expect(own).toMatchObject({ text: 'A', clientActivityId: 'k' });
  });
});
