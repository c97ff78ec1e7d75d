import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyChecklist } from '../../src/knowledge/testing/tinyChecklist.js';
import { writeKnowledgeBase } from '../../src/knowledge/testing/tinyKnowledgeBase.js';
import { startProduct, type TestProduct } from '../../tests/support/product.js';

let product: TestProduct;
let folder: string;
beforeAll(async () => {
  folder = await writeKnowledgeBase(tinyChecklist());
  product = await startProduct({ KNOWLEDGE_BASE_DIR: folder });
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = async (path: string): Promise<string> => (await fetch(product.url + path)).text();

describe('the page of a checklist', () => {
  it('shows the papers, the fee, the office, the day and the sources, without a script', async () => {
    const response = await fetch(`${product.url}/checklist/passport?what=lost&who=adult&names=same&lang=id`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    for (const text of ['Surat kehilangan', 'Rp1.000.000', 'Kantor Imigrasi Contoh', 'PP 1/2000', 'https://a.go.id/x'])
      expect(html).toContain(text);
    expect(html).toMatch(/Dibuat \d{1,2} \p{L}+ \d{4}/u);
    expect(html).not.toMatch(/<script|\sstyle=|<style|\son\w+=/);
  });

  it('speaks English when asked to, and keeps the case in the link to the other language', async () => {
    const html = await open('/checklist/passport?what=lost&who=adult&names=same&lang=en');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('IDR 1,000,000');
    expect(html).toContain('href="/checklist/passport?what=lost&amp;who=adult&amp;names=same&amp;lang=id"');
  });

  it('asks by links for what is not answered yet, until nothing is left', async () => {
    let path: string | undefined = '/checklist/passport?lang=id';
    let html = '';
    for (let asked = 0; path && asked < 9; asked++) {
      html = await open(path);
      path = /class="choices">\s*<li>\s*<a href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(html).toContain('Biaya Rp950.000.');
  });

  it.each([
    '/checklist/passport?what=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=id',
    '/checklist/passport?%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=new&lang=id',
    '/checklist/passport?what=lost&who=adult&names=same&lang=%22%3E%3Cscript%3E',
    '/checklist/passport?what=lost&what=%3Cscript%3E',
    '/checklist/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '/checklist/__proto__',
    '/checklist/passport?__proto__=lost',
  ])('puts nothing of an address into the page: %s', async (path) => {
    expect(await open(path)).not.toMatch(/<script|<img|onerror|alert\(1\)/);
  });

  it('that is not there is not found', async () => {
    expect((await fetch(`${product.url}/checklist/nothing`)).status).toBe(404);
  });

  it('is linked from the reply on the page without JavaScript', async () => {
    let cookie = '';
    let html = await open('/?lang=id');
    for (const text of ['checklist paspor', 'hilang', 'dewasa', 'sama']) {
      const field = (name: string): string => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(html)?.[1] ?? '';
      const body = new URLSearchParams({ language: 'id', token: field('token'), text });
      const options = { method: 'POST', body, headers: { cookie }, redirect: 'manual' } as const;
      cookie = (await fetch(`${product.url}/`, options)).headers.get('set-cookie')?.split(';')[0] ?? cookie;
      html = await (await fetch(`${product.url}/?lang=id`, { headers: { cookie } })).text();
    }
    expect(html).toContain('href="/checklist/passport?what=lost&amp;who=adult&amp;names=same&amp;lang=id"');
  });
});
