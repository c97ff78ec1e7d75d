import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderPage, type PageView } from '../page/renderPage.js';
import { buildWidget } from './testing/buildWidget.js';
import { FakeDirectLine } from './testing/fakeDirectLine.js';

const CHROMIUM = '/usr/bin/chromium';
const available = existsSync(CHROMIUM) || process.env.CI === 'true';
if (!available) console.warn(`The widget is not tested in a browser: there is no ${CHROMIUM}.`);

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** As strict as the widget promises to live with: no inline styles, no inline scripts, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";
const HELLO = 'Halo, saya asisten otomatis.';
const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const css = readFileSync(new URL('../page/page.css', import.meta.url), 'utf8');

const button = (title: string): { type: string; title: string; value: string } => ({
  type: 'imBack',
  title,
  value: title,
});
const citations = [
  { title: 'Tarif PNBP', url: 'https://peraturan.bpk.go.id/pp45', legalBasis: 'PP 45/2024', checked: '2026-11-24' },
];
const ANSWER =
  'Biaya e-paspor adalah Rp650.000.\n\nCaranya:\n1. Daftar di https://www.imigrasi.go.id\n2. Bayar dengan kode billing';

describe.skipIf(!available)('the widget in a browser', () => {
  let browser: Browser;
  let widget: string;
  let widgetServed: string;
  let fake: FakeDirectLine;
  let contexts: BrowserContext[];
  /** What the browser complained about; a test that expects complaints takes them out. */
  let complaints: string[];
  let view: Partial<PageView>;
  /** Bodies of what the page's form posted. */
  let forms: string[];

  beforeAll(async () => {
    widget = await buildWidget();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    fake = await FakeDirectLine.start();
    contexts = [];
    complaints = [];
    view = {};
    forms = [];
    widgetServed = widget;
    fake.greeting = {
      type: 'message',
      text: HELLO,
      locale: 'id',
      suggestedActions: { actions: [button('Berapa biaya paspor?'), button('Apa syaratnya?')] },
    };
    fake.answer = () => [
      {
        type: 'message',
        text: `${ANSWER}\n\nSumber: PP 45/2024`,
        locale: 'id',
        channelData: { body: ANSWER, citations, outcome: 'answered' },
        suggestedActions: { actions: [button('Berapa lama?')] },
      },
    ];
    fake.serve = (path, request) => {
      if (request.method === 'POST') request.on('data', (chunk) => forms.push(String(chunk)));
      const headers = { 'content-security-policy': POLICY };
      const page = (body: string): { type: string; body: string; headers: typeof headers } => ({
        type: 'text/html; charset=utf-8',
        body,
        headers,
      });
      if (path === '/widget.js') return { type: 'text/javascript; charset=utf-8', body: widgetServed };
      if (path === '/page.css') return { type: 'text/css; charset=utf-8', body: css };
      if (path === '/favicon.ico') return { type: 'image/x-icon', body: '' };
      if (path === '/embedded') return page(embedding('data-target="#chat"'));
      if (path === '/floating') return page(embedding(''));
      const language = path.includes('lang=en') ? 'en' : 'id';
      return page(
        renderPage({ language, transcript: [], formToken: 'token', officeName: 'Kantor Imigrasi Bengkulu', ...view }),
      );
    };
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    await fake.stop();
    expect(complaints).toEqual([]);
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    const page = await context.newPage();
    listen(page);
    await page.goto(fake.url + path);
    return page;
  }

  function listen(page: Page): void {
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
  }

  const ask = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('textbox').press('Enter');
  };
  const messages = (page: Page): Promise<string[]> => page.locator('.message .bubble').allInnerTexts();
  const waitForAnswer = (page: Page): Promise<void> => page.getByText('Biaya e-paspor adalah').first().waitFor();

  it('takes the place of the form, asks and shows the answer with its source', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    expect(await page.locator('#chat > form').count()).toBe(0);
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    const answer = page.locator('.message.bot').last();
    expect(await answer.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('Daftar di') as string,
      'Bayar dengan kode billing',
    ]);
    expect(await answer.locator('.sources').textContent()).toBe(
      'Sumber: Tarif PNBP (buka di tab baru) (PP 45/2024), dicek 24 November 2026',
    );
    const link = answer.getByRole('link', { name: /Tarif PNBP/ });
    expect(await link.getAttribute('href')).toBe('https://peraturan.bpk.go.id/pp45');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(
      await page.getByRole('textbox').evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field),
    ).toBe(true);
  });

  it('asks whether the last answer helped, says thanks politely, and lets the person change their mind', async () => {
    const page = await open('/');
    const group = page.getByRole('group', { name: 'Apakah jawaban ini membantu?' });
    await page.getByText(HELLO).first().waitFor();
    expect(await group.count()).toBe(0);
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    const [yes, no] = [group.getByRole('button', { name: 'Ya' }), group.getByRole('button', { name: 'Tidak' })];
    const spoken = page.getByRole('status').filter({ hasText: 'Terima kasih atas penilaian Anda.' });
    const shown = await messages(page);
    await no.click();
    await spoken.waitFor({ state: 'attached' });
    expect(await no.getAttribute('aria-pressed')).toBe('true');
    expect(await no.evaluate((element) => element.matches(':focus'))).toBe(true);
    fake.failPosts(500);
    await yes.click();
    await page.getByRole('status').filter({ hasText: 'Penilaian belum tersimpan' }).waitFor({ state: 'attached' });
    await yes.press('Enter');
    await spoken.waitFor({ state: 'attached' });
    expect([await yes.getAttribute('aria-pressed'), await no.getAttribute('aria-pressed')]).toEqual(['true', 'false']);
    const votes = fake.posted.filter(({ type }) => type === 'messageReaction');
    const answer = fake.log.at(-1)?.id;
    expect(votes).toMatchObject([
      { replyToId: answer, reactionsAdded: [{ type: 'dislike' }] },
      { replyToId: answer, reactionsAdded: [{ type: 'like' }] },
    ]);
    expect(await messages(page)).toEqual(shown);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/helpful.png` });
    await ask(page, 'satu lagi');
    await expect.poll(() => yes.getAttribute('aria-pressed')).toBe('false');
    expect(await group.count()).toBe(1);
    expect(complaints.splice(0)).toEqual([expect.stringContaining('500') as string]);
  });

  it('sends a quick reply and puts the buttons away', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Berapa biaya paspor?' }).click();
    await waitForAnswer(page);
    expect(fake.posted).toMatchObject([{ text: 'Berapa biaya paspor?' }]);
    expect(await page.locator('.choice').allInnerTexts()).toEqual(['Berapa lama?']);
    // The focus is not lost with the button.
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe('transcript');
  });

  it('says in words that a message failed, and sends it again as the same message', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    fake.failPosts('lose', 429);
    await ask(page, 'halo');
    // A browser may itself try once more when a connection is cut.
    await page.locator('.failure').waitFor();
    const retry = page.getByRole('button', { name: /Kirim lagi/ });
    for (let i = 0; i < 3 && (await retry.isVisible()); i++) {
      await retry.click();
      await page.locator('.failure, .message.bot:nth-child(3)').first().waitFor();
    }
    await waitForAnswer(page);
    expect(fake.log.filter(({ text }) => text === 'halo')).toHaveLength(1);
    expect(new Set(fake.posted.map(({ channelData }) => channelData?.clientActivityID)).size).toBe(1);
    expect(complaints.splice(0).every((text) => text.startsWith('Failed to load resource'))).toBe(true);
  });

  it('remembers the conversation over a reload, and reads none of it out again', async () => {
    const page = await open('/');
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    const before = await messages(page);
    await page.reload();
    await waitForAnswer(page);
    expect(await messages(page)).toEqual(before);
    expect(await page.getByRole('log').innerText()).toBe('');
    expect(fake.conversationCount).toBe(1);
  });

  it('speaks a new reply to a screen reader once', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    await page.getByRole('log').evaluate((log) => {
      const spoken: string[] = [];
      Object.assign(window, { spoken });
      new MutationObserver((changes) => {
        for (const change of changes) for (const node of change.addedNodes) spoken.push(node.textContent ?? '');
      }).observe(log, { childList: true, subtree: true, characterData: true });
    });
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    fake.dropStreams();
    fake.say({ type: 'message', text: 'Ada lagi?' });
    await page.locator('.bubble', { hasText: 'Ada lagi?' }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)).toEqual([
      ANSWER,
      'Ada lagi?',
    ]);
  });

  it('switches its language, tells the server, and remembers it', async () => {
    const page = await open('/embedded');
    await page.getByText(HELLO).first().waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await ask(page, 'how much');
    await waitForAnswer(page);
    expect(fake.posted).toMatchObject([
      { type: 'event', name: 'language', value: 'en' },
      { type: 'message', locale: 'en' },
    ]);
    expect(await page.locator('.chat').getAttribute('lang')).toBe('en');
    // What is Indonesian stays marked as such.
    expect(await page.locator('.message.bot .bubble').last().getAttribute('lang')).toBe('id');
    await page.reload();
    await page.getByRole('button', { name: 'Indonesia' }).waitFor();
  });

  it('on the page, the page’s language link decides, and the conversation goes with it', async () => {
    const page = await open('/?lang=id');
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await waitForAnswer(page);
    await expect.poll(() => fake.posted.at(-1)).toMatchObject({ type: 'event', name: 'language', value: 'en' });
  });

  it('offline, it says so, and sends what was written once the network is back', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('Tidak ada koneksi internet').waitFor();
    await ask(page, 'halo');
    await page.locator('.failure').waitFor();
    await page.context().setOffline(false);
    await waitForAnswer(page);
    expect(await page.getByText('Tidak ada koneksi internet').count()).toBe(0);
    complaints.length = 0;
  });

  it('a message that is too long is not cut, and kindly not sent', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    await ask(page, 'a'.repeat(4001));
    expect(await page.getByText(/4\.001 huruf/).innerText()).toContain('paling banyak 4.000');
    expect((await page.getByRole('textbox').inputValue()).length).toBe(4001);
    await ask(page, 'a'.repeat(4000));
    await waitForAnswer(page);
    expect(fake.posted.map(({ text }) => text?.length)).toEqual([4000]);
  });

  it('Shift+Enter begins a new line, and Enter that ends a composition sends nothing', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    const field = page.getByRole('textbox');
    await field.fill('satu');
    await field.press('Shift+Enter');
    await field.pressSequentially('dua');
    await field.evaluate((area) =>
      area.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      ),
    );
    await field.evaluate((area) => {
      area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
    expect(await field.inputValue()).toBe('satu\ndua');
    expect(fake.posted).toEqual([]);
    await field.press('Enter');
    await waitForAnswer(page);
    expect(fake.posted).toMatchObject([{ text: 'satu\ndua' }]);
  });

  it('what was typed before the script came goes with it, and so does the focus', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    listen(page);
    await page.route('**/widget.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(fake.url, { waitUntil: 'commit' });
    await page.locator('form.question textarea').fill('paspor hil');
    release();
    await page.locator('.composer').waitFor();
    await page.keyboard.type('ang');
    expect(await page.getByRole('textbox').inputValue()).toBe('paspor hilang');
  });

  it('without JavaScript, the page asks through its form and its suggestions', async () => {
    view = { transcript: [{ author: 'bot', text: HELLO, suggestions: ['Berapa biaya?'] }] };
    const page = await open('/?lang=en', { javaScriptEnabled: false });
    await page.getByRole('textbox', { name: 'Your question' }).fill('how much\nis it');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('button', { name: 'Berapa biaya?' }).click();
    // As it arrives after the first form, which led back to the Indonesian page.
    expect(forms).toEqual([
      'language=en&token=token&text=how+much%0D%0Ais+it',
      'language=id&token=token&text=Berapa+biaya%3F',
    ]);
  });

  it('goes on with what was asked through the form', async () => {
    fake.beginConversation(
      { type: 'message', text: 'biaya?', from: { id: 'dl_1', role: 'user' } },
      { type: 'message', text: 'Rp650.000' },
    );
    view = {
      transcript: [
        { author: 'user', text: 'biaya?' },
        { author: 'bot', text: 'Rp650.000' },
      ],
      directLine: fake.credentials(),
    };
    const page = await open('/');
    await page.locator('.composer').waitFor();
    await page.locator('.message.bot', { hasText: 'Rp650.000' }).waitFor();
    expect(await messages(page)).toEqual(['biaya?', 'Rp650.000']);
  });

  it('leaves a conversation held through the form where it is when it cannot go on with it', async () => {
    view = {
      transcript: [
        { author: 'user', text: 'biaya?' },
        { author: 'bot', text: 'Rp650.000' },
      ],
    };
    const page = await open('/');
    expect(await page.locator('form.question').isVisible()).toBe(true);
    expect(await page.evaluate(() => typeof window.TanyaImigrasi?.mount)).toBe('function');
    expect(await page.locator('.composer').count()).toBe(0);
  });

  it('starting over asks first, then leaves nothing of the old conversation on the device', async () => {
    const page = await open('/');
    await ask(page, 'berapa biaya?');
    await waitForAnswer(page);
    const restart = page.getByRole('button', { name: 'Mulai baru' });
    page.once('dialog', (dialog) => void dialog.dismiss());
    await restart.click();
    expect((await messages(page)).length).toBeGreaterThan(1);
    page.once('dialog', (dialog) => void dialog.accept());
    await restart.click();
    await expect.poll(() => messages(page)).toEqual([HELLO]);
    expect(fake.conversationCount).toBe(2);
  });

  it('shows an officer as an officer, and markup in a message as text', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    fake.say({
      type: 'message',
      text: '<img src=x onerror=alert(1)>',
      from: { id: 'officer', role: 'bot', name: 'Rina' },
    });
    await page.getByText('Petugas: Rina').waitFor();
    expect(await page.locator('.message.officer .bubble').innerText()).toBe('<img src=x onerror=alert(1)>');
    expect(await page.locator('.bubble img').count()).toBe(0);
  });

  it('shows that the other side is typing', async () => {
    const page = await open('/');
    await page.getByText(HELLO).first().waitFor();
    await expect.poll(() => fake.openStreams).toBe(1);
    fake.show({ type: 'typing' });
    await page.getByText('Sedang menulis jawaban').waitFor();
    fake.say({ type: 'message', text: 'Ini.' });
    await page.getByText('Sedang menulis jawaban').waitFor({ state: 'detached' });
  });

  describe('floating', () => {
    it('asks nothing of the server before it is opened', async () => {
      const page = await open('/floating');
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).waitFor();
      expect(fake.requests).toEqual([]);
    });

    it('works by keyboard alone: open, ask, choose, retry, close', async () => {
      const page = await open('/floating');
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).waitFor();
      const focused = (): Promise<string> =>
        page.evaluate(() => {
          const element = document.activeElement?.shadowRoot?.activeElement;
          return element ? `${element.tagName.toLowerCase()} ${element.textContent.trim() || element.className}` : '';
        });
      const tabTo = async (what: RegExp, key = 'Tab'): Promise<void> => {
        for (let i = 0; i < 20; i++) {
          if (what.test(await focused())) return;
          await page.keyboard.press(key);
        }
        throw new Error(`${String(what)} cannot be reached with ${key}; the focus is at "${await focused()}".`);
      };
      await tabTo(/^button Tanya/);
      await page.keyboard.press('Enter');
      await page.getByText(HELLO).first().waitFor();
      await tabTo(/^textarea/);
      await page.keyboard.type('biaya');
      await page.keyboard.press('Enter');
      await waitForAnswer(page);
      expect(await focused()).toMatch(/^textarea/);
      fake.failPosts(500);
      await tabTo(/^button Berapa lama/, 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.locator('.failure').waitFor();
      await tabTo(/^button Kirim lagi/);
      await page.keyboard.press('Space');
      await expect.poll(() => fake.posted.length).toBe(2);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await focused()).toMatch(/^button Tanya/);
      expect(complaints.splice(0)).toEqual([expect.stringContaining('500') as string]);
    });

    it('opened again, the conversation is still there', async () => {
      const page = await open('/floating');
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).click();
      await ask(page, 'biaya');
      await waitForAnswer(page);
      await page.getByRole('button', { name: 'Tutup' }).click();
      fake.say({ type: 'message', text: 'Ada lagi?' });
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).click();
      await page.locator('.bubble', { hasText: 'Ada lagi?' }).waitFor();
      expect(fake.conversationCount).toBe(1);
    });

    it('included twice, it shows once', async () => {
      fake.serve = ((before) => (path, request) => {
        const served = before(path, request);
        return path === '/floating' && served
          ? { ...served, body: served.body + '<script src="/widget.js" defer></script>' }
          : served;
      })(fake.serve);
      const page = await open('/floating');
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).waitFor();
      expect(await page.locator('.tanya-imigrasi').count()).toBe(1);
    });
  });

  it('can be mounted and taken away by the page’s own script', async () => {
    const page = await open('/floating');
    await page.getByRole('button', { name: 'Tanya Imigrasi' }).waitFor();
    await page.evaluate(() => {
      const mounted = window.TanyaImigrasi?.mount(document.querySelector('#chat')!, { language: 'en' });
      Object.assign(window, { mounted });
    });
    await page.locator('#chat').getByText(HELLO).first().waitFor();
    await page.evaluate(() => (window as unknown as { mounted: { unmount(): void } }).mounted.unmount());
    expect(await page.locator('#chat .tanya-imigrasi').count()).toBe(0);
    await expect.poll(() => fake.openStreams).toBe(0);
  });

  describe.each([
    { name: '320 px wide', viewport: { width: 320, height: 568 } },
    // What is left of a small laptop's window when it is enlarged to 400 %.
    { name: '320 by 256 px', viewport: { width: 320, height: 256 } },
  ])('$name', ({ viewport }) => {
    it.each(['/', '/embedded', '/floating', '/?nojs'])(
      '%s needs no sideways scrolling, and every target is big enough',
      async (path) => {
        const long = 'Kantor-imigrasi-dengan-nama-yang-sangat-panjang-sekali.go.id/' + 'x'.repeat(80);
        const text = `${ANSWER}\n\nhttps://${long}`;
        fake.answer = () => [
          {
            type: 'message',
            text,
            channelData: { body: text, citations, outcome: 'answered' },
            suggestedActions: { actions: [button(long)] },
          },
        ];
        const plain = path === '/?nojs';
        if (plain)
          view = {
            transcript: [
              { author: 'user', text: long },
              { author: 'bot', text, citations, suggestions: [long], rateable: 'c|1' },
            ],
            notice: long,
          };
        const page = await open(path, { viewport, javaScriptEnabled: !plain, hasTouch: true });
        if (path === '/floating') await page.getByRole('button', { name: 'Tanya Imigrasi' }).click();
        if (!plain) {
          await ask(page, long);
          await waitForAnswer(page);
          const inner = await page.locator('.transcript').evaluate((box) => box.scrollWidth - box.clientWidth);
          expect(inner).toBeLessThanOrEqual(0);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        for (const target of await page.locator('button:visible, textarea:visible, nav a:visible').all()) {
          const box = await target.boundingBox();
          expect(Math.min(box?.width ?? 0, box?.height ?? 0), await target.innerText()).toBeGreaterThanOrEqual(44);
        }
      },
    );
  });

  describe.each(['light', 'dark'] as const)('accessible by WCAG 2.2 AA, %s', (colorScheme) => {
    it.each(['id', 'en'] as const)('inline, in %s', async (language) => {
      const page = await open(`/?lang=${language}`, { colorScheme });
      await page.getByText(HELLO).first().waitFor();
      await ask(page, 'biaya');
      await waitForAnswer(page);
      const vote = page.getByRole('group').getByRole('button').last();
      await vote.click();
      expect(await vote.getAttribute('aria-pressed')).toBe('true');
      expect(await violations(page)).toEqual([]);
      await fillWithEverything(page);
      expect(await violations(page)).toEqual([]);
    });

    it.each(['id', 'en'] as const)('floating, in %s', async (language) => {
      const page = await open('/floating', { colorScheme });
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Tanya Imigrasi' }).click();
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      await fillWithEverything(page);
      expect(await violations(page)).toEqual([]);
    });

    it.each(['id', 'en'] as const)('the page without JavaScript, in %s', async (language) => {
      view = {
        transcript: [
          { author: 'user', text: 'biaya?' },
          { author: 'officer', text: 'Halo.' },
          { author: 'bot', text: ANSWER, citations, suggestions: ['Berapa lama?'], rateable: 'c|1' },
        ],
        rated: 'no',
        notice: 'Jawabannya belum siap.',
      };
      // Axe needs scripts to be allowed; the page has none but the widget's.
      widgetServed = '';
      const page = await open(`/?lang=${language}`, { colorScheme });
      expect(await page.locator('form.question').isVisible()).toBe(true);
      expect(await violations(page)).toEqual([]);
    });
  });

  /** Every state that has a look of its own, on one screen. */
  async function fillWithEverything(page: Page): Promise<void> {
    await page.getByText(HELLO).first().waitFor();
    await ask(page, 'biaya https://www.imigrasi.go.id');
    await waitForAnswer(page);
    fake.say({ type: 'message', text: 'Halo, saya petugas.', from: { id: 'officer', role: 'bot', name: 'Rina' } });
    await page.getByText('Rina').waitFor();
    fake.failPosts(500);
    await ask(page, 'gagal');
    await page.locator('.failure').waitFor();
    fake.say({ type: 'message', text: 'Pilih:', suggestedActions: { actions: [button('A')] } });
    await page.getByRole('textbox').fill('a'.repeat(4001));
    await page.locator('.limit:not(:empty)').waitFor();
    complaints.length = 0;
  }

  /** What axe finds, in short. It runs beside the page's policy and scripts, which it must not depend on. */
  async function violations(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
    });
    await session.send('Runtime.evaluate', { expression: AXE, contextId });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId,
      awaitPromise: true,
      returnByValue: true,
      expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(({ violations, passes }) => ({ passes: passes.length, found: violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' ' + n.failureSummary)) }))`,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const { passes, found } = result.value as { passes: number; found: string[] };
    // A run that looked at nothing would find nothing.
    expect(passes).toBeGreaterThan(10);
    return found;
  }
});

/** A page of somebody else's that embeds the widget. */
function embedding(attributes: string): string {
  return `<!doctype html><html lang="id"><head><title>Kantor</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Kantor Imigrasi</h1><div id="chat"></div></main><script src="/widget.js" ${attributes} defer></script></body></html>`;
}
