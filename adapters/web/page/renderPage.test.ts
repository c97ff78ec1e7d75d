import { describe, expect, it } from 'vitest';
import { html } from './html.js';
import { renderPage, type PageView } from './renderPage.js';

const raw = (more: Partial<PageView> = {}): string =>
  renderPage({ language: 'id', transcript: [], formToken: 'tok', officeName: 'Kantor Imigrasi Bengkulu', ...more });
/** Without the spaces that mean nothing: they come from how the source is laid out. */
const page = (more: Partial<PageView> = {}): string =>
  raw(more).replace(/\s+/g, ' ').replace(/ \/?>/g, '>').replace(/> </g, '><');
const attack = `"><script>alert(1)</script>'&`;

describe('html', () => {
  it('escapes what is put in, and only once', () => {
    expect(html`<p title="${attack}">${html`<b>${'<'}</b>`}</p>`.toString()).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;"><b>&lt;</b></p>',
    );
  });
  it('joins lists and leaves out what is not there', () => {
    expect(html`${['a', html`<b>c</b>`]}${false}${undefined}${0}`.toString()).toBe('a<b>c</b>0');
  });
});

describe('the page', () => {
  it('lets nothing that anybody wrote become markup', () => {
    const citations = [{ title: attack, url: `https://a.go.id/${attack}`, legalBasis: attack, checked: attack }];
    const transcript = (['user', 'bot', 'officer'] as const).map((author) => ({
      author,
      text: `${attack} https://a.go.id/${attack}`,
      citations,
      suggestions: [attack],
    }));
    const directLine = { conversationId: attack, token: attack };
    const out = page({
      transcript,
      notice: attack,
      draft: `</textarea>${attack}`,
      formToken: attack,
      officeName: attack,
      directLine,
    });
    expect(out).not.toContain('<script>');
    expect(out.match(/<script /g)).toHaveLength(1);
    expect(out.match(/<\/textarea>/g)).toHaveLength(1);
  });

  it('links no address but http and https', () => {
    const out = page({
      transcript: [
        {
          author: 'bot',
          text: 'x',
          citations: [{ title: 'T', url: 'javascript:alert(1)', legalBasis: '', checked: '' }],
        },
      ],
    });
    expect(out).not.toContain('javascript:');
    expect(out).toContain('Sumber: T');
  });

  it('asks without JavaScript: a form that posts the question, the language and the token', () => {
    const out = page({ language: 'en', draft: 'how much' });
    expect(out).toContain('<form class="question" method="post" action="/#latest">');
    expect(out).toContain(
      '<input type="hidden" name="language" value="en"><input type="hidden" name="token" value="tok">',
    );
    expect(out).toMatch(/<textarea[^>]* name="text"[^>]*> how much<\/textarea>/);
  });

  it('keeps a draft that begins with an empty line', () => {
    // The parser drops the first line break of a text area.
    expect(raw({ draft: '\nx' })).toContain('>\n\nx</textarea>');
  });

  it('offers only the suggestions of the last message, in a form without the field', () => {
    const transcript = [
      { author: 'bot', text: 'a', suggestions: ['lama'] },
      { author: 'user', text: 'b' },
      { author: 'bot', text: 'c', suggestions: ['Apa syaratnya?'] },
    ] as const;
    const out = page({ transcript });
    expect(out).not.toContain('value="lama"');
    const form = /<form class="suggestions"[\s\S]*?<\/form>/.exec(out)?.[0];
    expect(form).toContain('<button type="submit" name="text" value="Apa syaratnya?">');
    expect(form).not.toContain('<textarea');
    expect(form).toContain('name="token" value="tok"');
  });

  it('asks whether the last answer helped, with named buttons, and about no earlier one', () => {
    const transcript = [
      { author: 'bot', text: 'a', rateable: 'c|1' },
      { author: 'bot', text: 'c', rateable: 'c|2' },
    ] as const;
    const form = /<form class="helpful"[\s\S]*?<\/form>/.exec(page({ transcript }))?.[0];
    expect(form).toContain('action="/feedback"');
    expect(form).toContain('name="reply" value="c|2"');
    expect(form).toMatch(/name="helpful" value="yes" aria-pressed="false">\s*Ya/);
    expect(form).not.toContain('role="status"');
    expect(page({ transcript })).not.toContain('c|1');
    expect(page({ transcript, rated: 'no' })).toMatch(
      /value="no" aria-pressed="true">[\s\S]*role="status">Terima kasih/,
    );
    expect(page({ transcript: [...transcript, { author: 'user', text: 'd' }] })).not.toContain('class="helpful"');
  });

  it('is in the language it says', () => {
    expect(page()).toContain('<html lang="id">');
    const en = page({ language: 'en' });
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('data-language="en"');
    expect(en).toContain('<a href="/?lang=id" lang="id" hreflang="id">');
    expect(page({ language: 'en', transcript: [{ author: 'bot', text: 'Halo', language: 'id' }] })).toContain(
      '<div class="bubble" lang="id">',
    );
  });

  it('hands its conversation to the widget, so that nothing is lost when the script arrives late', () => {
    expect(page({ directLine: { conversationId: 'c1', token: 't1' } })).toContain(
      'data-conversation="c1" data-token="t1"',
    );
    expect(page()).not.toContain('data-conversation');
  });

  it('marks the newest message, so that the answer is what is seen after sending', () => {
    const out = page({
      transcript: [
        { author: 'user', text: 'a' },
        { author: 'bot', text: 'b' },
      ],
    });
    expect(out.match(/id="latest"/g)).toHaveLength(1);
    expect(out).toContain('<li class="message bot" id="latest">');
  });

  it('holds nothing that a strict content policy forbids', () => {
    const out = page({ transcript: [{ author: 'bot', text: '1. a\n2. b' }] });
    expect(out).not.toMatch(/ style=|<style| on[a-z]+=/);
    expect(out).not.toMatch(/<script[^>]*>[^<]/);
  });
});
