import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type TestProduct } from '../../tests/support/product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** A browser without JavaScript: it keeps its cookie and posts the form that it was shown. */
class PlainBrowser {
  cookie = '';
  html = '';

  async open(path = '/'): Promise<Response> {
    return this.#take(await fetch(product.url + path, { headers: this.#headers(), redirect: 'manual' }));
  }

  async submit(text: string, change: Record<string, string> = {}): Promise<Response> {
    const field = (name: string): string => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(this.html)?.[1] ?? '';
    const body = new URLSearchParams({ language: field('language'), token: field('token'), text, ...change });
    const response = await this.#take(
      await fetch(`${product.url}/`, { method: 'POST', body, headers: this.#headers(), redirect: 'manual' }),
    );
    if (response.status === 303) await this.open(response.headers.get('location')!.replace(/#.*/, ''));
    return response;
  }

  async #take(response: Response): Promise<Response> {
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    const text = await response.clone().text();
    if (response.headers.get('content-type')?.includes('html')) this.html = text;
    return response;
  }

  #headers(): Record<string, string> {
    return { 'accept-language': 'id', ...(this.cookie && { cookie: this.cookie }) };
  }
}

async function opened(path?: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser();
  await browser.open(path);
  return browser;
}

describe('the page without JavaScript', () => {
  it('asks and answers', async () => {
    const browser = await opened();
    expect((await browser.submit('denda paspor hilang')).status).toBe(303);
    expect(browser.html).toContain('Rp1.000.000');
    expect(browser.html).toContain('denda paspor hilang');
  });

  it('goes on with the conversation', async () => {
    const browser = await opened();
    await browser.submit('paspor saya hilang di pasar');
    await browser.submit('biayanya berapa');
    expect(browser.html).toMatch(/hilang di pasar[\s\S]*biayanya berapa[\s\S]*Rp1\.000\.000/);
  });

  it('asks once when the same form is sent twice', async () => {
    const browser = await opened();
    const form = browser.html;
    await browser.submit('denda paspor hilang');
    browser.html = form;
    await browser.submit('denda paspor hilang');
    expect(browser.html.match(/Rp1\.000\.000, ditambah/g)).toHaveLength(1);
  });

  it('shows what a person wrote as text, never as markup', async () => {
    const browser = await opened();
    await browser.submit('<script>alert(1)</script><img src=x onerror=alert(1)>');
    expect(browser.html).not.toMatch(/<script>alert|<img/);
    expect(browser.html).toContain('&lt;script&gt;');
  });

  it('shows nobody the conversation of another', async () => {
    const mine = await opened();
    await mine.submit('denda paspor hilang');
    expect((await opened()).html).not.toContain('denda paspor hilang');
  });

  it('lets no form of another conversation in beside one’s own cookie', async () => {
    const [mine, yours] = [await opened(), await opened()];
    await mine.submit('denda paspor hilang');
    const mineForm = /name="token"\s+value="([^"]*)"/.exec(mine.html)![1]!;
    await yours.submit('denda overstay');
    expect((await yours.submit('halo', { token: mineForm })).status).toBe(403);
  });

  it.each([
    ['nothing', '', 400],
    ['too much', 'a'.repeat(4_001), 413],
  ])('says what to do about %s, and keeps what was typed', async (_, text, status) => {
    const browser = await opened();
    expect((await browser.submit(text)).status).toBe(status);
    expect(browser.html).toMatch(/role="(?:alert|status)"|notice/);
  });

  it('refuses a forged form and keeps the question in the field', async () => {
    const browser = await opened();
    expect((await browser.submit('denda paspor hilang', { token: 'forged.token' })).status).toBe(403);
    expect(browser.html).toContain('denda paspor hilang</textarea>');
  });

  it('speaks English when asked to', async () => {
    const browser = await opened('/?lang=en');
    expect(browser.html).toContain('<html lang="en">');
    await browser.submit('overstay fine');
    expect(browser.html).toContain('IDR 1,000,000 a day');
  });
});

describe('what people say of an answer, without JavaScript', () => {
  const vote = (browser: PlainBrowser, helpful: string, change: Record<string, string> = {}): Promise<Response> => {
    const field = (name: string): string =>
      new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(browser.html)?.[1] ?? '';
    const body = new URLSearchParams({
      helpful,
      reply: field('reply'),
      token: field('token'),
      language: 'id',
      ...change,
    });
    return fetch(`${product.url}/feedback`, {
      method: 'POST',
      body,
      headers: { cookie: browser.cookie },
      redirect: 'manual',
    });
  };

  it('is asked under an answer, taken, and thanked for', async () => {
    const browser = await opened();
    expect(browser.html).not.toContain('class="helpful"');
    await browser.submit('denda paspor hilang');
    const response = await vote(browser, 'no');
    expect(response.status).toBe(303);
    const turns = browser.html.match(/class="message /g)?.length;
    await browser.open(response.headers.get('location')!.replace(/#.*/, ''));
    expect(browser.html).toMatch(/value="no"\s+aria-pressed="true"/);
    expect(browser.html).toContain('Terima kasih atas penilaian Anda.');
    expect(browser.html.match(/class="message /g)).toHaveLength(turns!);
  });

  it('is taken of one’s own answers only, with a form of our own', async () => {
    const [mine, yours] = [await opened(), await opened()];
    await mine.submit('denda paspor hilang');
    await yours.submit('denda paspor hilang');
    const reply = /name="reply"\s+value="([^"]*)"/.exec(yours.html)![1]!;
    expect((await vote(mine, 'no', { reply })).status).toBe(400);
    expect((await vote(mine, 'no', { token: 'forged.token' })).status).toBe(403);
    expect((await vote(mine, 'no', { reply: 'a\0b' })).status).toBe(400);
    expect((await vote(mine, 'maybe')).status).toBe(400);
  });
});

describe('every page', () => {
  it('carries a strict content security policy and no inline script or style', async () => {
    const response = await new PlainBrowser().open();
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
  });
});

describe('the form as a door', () => {
  it('is closed to pages of other sites', async () => {
    const browser = await opened();
    const token = /name="token"\s+value="([^"]*)"/.exec(browser.html)![1]!;
    const body = new URLSearchParams({ text: 'halo', language: 'id', token });
    const response = await fetch(`${product.url}/`, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('gives out no token that speaks for a person over Direct Line', async () => {
    const browser = await opened();
    const token = /name="token"\s+value="[^".]*\.([^"]*)"/.exec(browser.html)![1]!;
    const response = await fetch(`${product.url}/v3/directline/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(403);
  });

  it('takes a corrected text sent from the same form as another question', async () => {
    const browser = await opened();
    const form = browser.html;
    await browser.submit('denda paspor hilang');
    browser.html = form;
    await browser.submit('denda overstay berapa');
    expect(browser.html).toMatch(/Rp1\.000\.000, ditambah[\s\S]*per hari/);
  });

  it('answers two texts at once with what to send', async () => {
    const response = await fetch(`${product.url}/`, {
      method: 'POST',
      body: 'text=a&text=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(400);
  });
});
