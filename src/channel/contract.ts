import { describe, expect, it } from 'vitest';

/** A channel opened for its contract: a person on the far side, the whole product behind. */
export interface ChannelHarness {
  /** Opens a chat of a new person and returns how to use it. */
  openChat(): Promise<ChatHarness>;
  close(): Promise<void>;
}

export interface ChatHarness {
  /** Sends a text as the person; the same `nativeId` is the same message sent again. Resolves when it is acknowledged. */
  send(text: string, nativeId?: string): Promise<void>;
  /** The texts that have reached the person from our side, in order. */
  received(): Promise<readonly string[]>;
}

/**
 * What every channel has to do, whatever it speaks. The product behind it answers from a small knowledge base in which a lost passport
 * costs Rp1.000.000 and an overstay is known.
 */
export function describeChannel(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`the channel ${name}`, () => {
    const withChat = async (work: (chat: ChatHarness, harness: ChannelHarness) => Promise<void>): Promise<void> => {
      const harness = await open();
      try {
        await work(await harness.openChat(), harness);
      } finally {
        await harness.close();
      }
    };
    const answers = async (chat: ChatHarness, matching: RegExp, count = 1): Promise<readonly string[]> => {
      for (;;) {
        const found = (await chat.received()).filter((text) => matching.test(text));
        if (found.length >= count) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };

    it('brings a question in and its answer back', () =>
      withChat(async (chat) => {
        await chat.send('denda paspor hilang');
        await answers(chat, /Rp1\.000\.000/);
      }));

    it('says at first contact what it is, once', () =>
      withChat(async (chat) => {
        await chat.send('denda paspor hilang');
        await answers(chat, /Rp1\.000\.000/);
        await chat.send('denda overstay berapa');
        await answers(chat, /per hari/);
        const introductions = (await chat.received()).filter((text) =>
          /asisten otomatis|automated assistant/.test(text),
        );
        expect(introductions).toHaveLength(1);
      }));

    it('answers a message that is delivered twice once', () =>
      withChat(async (chat) => {
        await Promise.all([chat.send('denda paspor hilang', 'same'), chat.send('denda paspor hilang', 'same')]);
        await chat.send('denda paspor hilang', 'same');
        await chat.send('denda overstay berapa');
        await answers(chat, /per hari/);
        expect((await chat.received()).filter((text) => /Rp1\.000\.000, ditambah/.test(text))).toHaveLength(1);
      }));

    it('keeps the order of a person who writes quickly', () =>
      withChat(async (chat) => {
        for (const text of ['denda paspor hilang', 'denda overstay berapa', 'English', 'overstay fine'])
          await chat.send(text);
        await answers(chat, /a day/);
        const all = (await chat.received()).join('\n');
        expect(all.lastIndexOf('a day')).toBeGreaterThan(all.lastIndexOf('Rp1.000.000'));
      }));

    it('does not mix the chats of two persons', () =>
      withChat(async (first, harness) => {
        const second = await harness.openChat();
        await Promise.all([first.send('denda paspor hilang'), second.send('denda overstay berapa')]);
        await answers(first, /Rp1\.000\.000, ditambah/);
        await answers(second, /per hari/);
        expect((await first.received()).join()).not.toMatch(/per hari/);
        expect((await second.received()).join()).not.toMatch(/ditambah/);
      }));

    it.each([
      ['only emoji', '😀😀'],
      ['HTML and scripts', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
      ['invisible and bidirectional controls', '\u200b\u202edneda\u2066'],
      ['lone surrogates', 'a\ud800b'],
      ['a very long word', 'a'.repeat(3_900)],
    ])('survives %s and serves the next message', (_, text) =>
      withChat(async (chat) => {
        await chat.send(text);
        await chat.send('denda paspor hilang');
        await answers(chat, /Rp1\.000\.000/);
      }),
    );
  });
}
