import { citationLine } from '../widget/citationLine.js';
import { parseMarkup, type Line } from '../widget/markup.js';
import { languageNames } from '../widget/phrases.js';
import { isWebAddress } from '../widget/readActivity.js';
import { LANGUAGES, type Author, type Citation, type Language } from '../widget/types.js';
import { html, type Html } from './html.js';
import { pagePhrases } from './phrases.js';

/** One message of the conversation. */
export interface PageTurn {
  readonly author: Author;
  readonly text: string;
  readonly citations?: readonly Citation[];
  readonly suggestions?: readonly string[];
  /** Given for an answer of which a person may say whether it helped: its id. */
  readonly rateable?: string;
  /** Where the same can be printed. */
  readonly printPath?: string;
  /** The language of `text`, where it is known; without it, that of the page. */
  readonly language?: Language;
}

/** What the page shows. */
export interface PageView {
  readonly language: Language;
  /** Oldest first. */
  readonly transcript: readonly PageTurn[];
  /** A word about the last try, above the form. */
  readonly notice?: string;
  /** What the person has just said of the last answer. */
  readonly rated?: 'yes' | 'no';
  /** What stays in the field, so that nothing has to be typed twice. */
  readonly draft?: string;
  readonly formToken: string;
  readonly officeName: string;
  /**
   * The Direct Line side of the conversation in `transcript`, so that the widget goes on with it once the script has arrived. Without it
   * a page that shows a conversation keeps its form.
   */
  readonly directLine?: { readonly conversationId: string; readonly token: string };
}

const MAX_TEXT = 4000;

/**
 * The chat's page. It asks and answers by itself, with a form that posts `text`, `language` and `token` to `/`; the widget takes the form's
 * place where there is JavaScript. It holds a person's conversation and tokens: send it with `cache-control: no-store`.
 */
export function renderPage(view: PageView): string {
  const { language, officeName, transcript, directLine } = view;
  const phrases = pagePhrases[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>Tanya Imigrasi – ${officeName}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${phrases.description(officeName)}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="/page.css" />
        <script
          src="/widget.js"
          data-target="#chat"
          data-language="${language}"
          data-language-switch="off"
          ${directLine && html` data-conversation="${directLine.conversationId}" data-token="${directLine.token}"`}
          defer
        ></script>
      </head>
      <body>
        <header>
          <svg viewBox="0 0 24 24" width="40" height="40" aria-hidden="true" focusable="false">
            <path
              fill="currentColor"
              d="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 4v2h10V7H7Zm0 4v2h7v-2H7Z"
            />
          </svg>
          <h1>Tanya Imigrasi</h1>
          <p>${phrases.what(officeName)}</p>
          <nav aria-label="${phrases.languages}">
            <ul>
              ${LANGUAGES.map((other) => languageLink(other, language))}
            </ul>
          </nav>
        </header>
        <main id="chat">
          <h2>${phrases.conversation}</h2>
          ${transcript.length > 0 ? renderTranscript(transcript, language) : html`<p class="welcome">${phrases.welcome}</p>`}
          ${renderHelpful(view)} ${renderSuggestions(view)} ${renderForm(view)}
        </main>
        <footer>
          <p>${phrases.privacy}</p>
          <p>${phrases.payment}</p>
        </footer>
      </body>
    </html> `.toString();
}

function languageLink(other: Language, current: Language): Html {
  const here = other === current && html` aria-current="true"`;
  return html`<li>
    <a href="/?lang=${other}" lang="${other}" hreflang="${other}" ${here}>${languageNames[other]}</a>
  </li>`;
}

function renderTranscript(transcript: readonly PageTurn[], language: Language): Html {
  return html`<ol class="messages" role="list" data-transcript>
    ${transcript.map((turn, index) => renderTurn(turn, language, index === transcript.length - 1))}
  </ol>`;
}

/** The last message carries the anchor that the form leads to, so that the answer is what is seen after sending. */
function renderTurn(turn: PageTurn, language: Language, last: boolean): Html {
  const phrases = pagePhrases[language];
  return html`<li class="message ${turn.author}" ${last && html` id="latest"`}>
    <p class="author">${phrases.authors[turn.author]}</p>
    <div class="bubble" ${turn.language && html` lang="${turn.language}"`}>
      ${renderText(turn.text)}${turn.printPath !== undefined && html`<p><a href="${turn.printPath}">${phrases.print}</a></p>`}${renderSources(turn.citations ?? [], language)}
    </div>
  </li> `;
}

function renderText(text: string): Html[] {
  return parseMarkup(text).map((block) => {
    if (block.kind === 'paragraph') return html`<p>${renderLines(block.lines)}</p>`;
    const items = block.items.map((lines) => html`<li>${renderLines(lines)}</li>`);
    return block.kind === 'bullets'
      ? html`<ul>
          ${items}
        </ul>`
      : html`<ol start="${block.start}">
          ${items}
        </ol>`;
  });
}

function renderLines(lines: readonly Line[]): Html[] {
  return lines.map((line, index) => {
    const pieces = line.map(({ text, url }) => (url ? renderLink(url, text) : html`${text}`));
    return index > 0 ? html`<br />${pieces}` : html`${pieces}`;
  });
}

function renderSources(citations: readonly Citation[], language: Language): Html | undefined {
  if (citations.length === 0) return undefined;
  const phrases = pagePhrases[language];
  const lines = citations.map((citation) => {
    const { name, url, rest } = citationLine(citation, language);
    return html`${isWebAddress(url) ? renderLink(url, name) : name}${rest}`;
  });
  if (lines.length === 1) return html`<p class="sources">${phrases.source}: ${lines}</p>`;
  return html`<div class="sources">
    <p>${phrases.sources}:</p>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}

/** Stays in this tab: without a script there is a way back, and a new tab would need announcing. */
function renderLink(url: string, text: string): Html {
  return html`<a href="${url}" rel="noopener noreferrer">${text}</a>`;
}

/** Asks whether the last answer helped. The buttons stay after a vote, for changing it. */
function renderHelpful(view: PageView): Html | undefined {
  const { rated, language } = view;
  const rateable = view.transcript.at(-1)?.rateable;
  if (rateable === undefined) return undefined;
  const phrases = pagePhrases[language];
  const vote = (value: 'yes' | 'no'): Html =>
    html`<button type="submit" name="helpful" value="${value}" aria-pressed="${String(rated === value)}">
      ${phrases[value]}
    </button>`;
  return html`<form class="helpful" method="post" action="/feedback" aria-labelledby="helpful">
    ${hiddenFields(view)}<input type="hidden" name="reply" value="${rateable}" />
    <p id="helpful">${phrases.helpful}</p>
    ${vote('yes')} ${vote('no')} ${rated && html`<p role="status">${phrases.rated}</p>`}
  </form>`;
}

/** The buttons of the last message, in a form of their own: in the other one an empty field would be sent along. */
function renderSuggestions(view: PageView): Html | undefined {
  const suggestions = view.transcript.at(-1)?.suggestions ?? [];
  if (suggestions.length === 0) return undefined;
  return html`<form
    class="suggestions"
    method="post"
    action="/#latest"
    aria-label="${pagePhrases[view.language].suggestions}"
  >
    ${hiddenFields(view)}
    ${suggestions.map((text) => html`<button type="submit" name="text" value="${text}">${text}</button> `)}
  </form>`;
}

function renderForm(view: PageView): Html {
  const phrases = pagePhrases[view.language];
  return html`${view.notice !== undefined && html`<p class="notice" role="status">${view.notice}</p>`}
    <form class="question" method="post" action="/#latest">
      ${hiddenFields(view)}
      <label for="question">${phrases.label}</label>
      <p id="hint">${phrases.hint}</p>
      <textarea
        id="question"
        name="text"
        rows="3"
        maxlength="${MAX_TEXT}"
        required
        autocomplete="off"
        aria-describedby="hint"
      >
${view.draft}</textarea>
      <button type="submit" class="primary">${phrases.send}</button>
    </form>`;
}

function hiddenFields({ language, formToken }: PageView): Html {
  return html`<input type="hidden" name="language" value="${language}" /><input
      type="hidden"
      name="token"
      value="${formToken}"
    />`;
}
