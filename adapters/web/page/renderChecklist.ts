import type { ChecklistPage } from '../../../src/channel/checklistPage.js';
import { citationLine } from '../widget/citationLine.js';
import { languageNames } from '../widget/phrases.js';
import { isWebAddress } from '../widget/readActivity.js';
import { LANGUAGES, type Language } from '../widget/types.js';
import { html, type Html } from './html.js';
import { pagePhrases } from './phrases.js';

const words: Readonly<Record<Language, Record<'case' | 'made' | 'print' | 'again' | 'chat', string>>> = {
  id: {
    case: 'Kasus',
    made: 'Dibuat',
    print: 'Untuk mencetak, pakai menu cetak di peramban.',
    again: 'Mulai dari awal',
    chat: 'Kembali ke tanya jawab',
  },
  en: {
    case: 'Case',
    made: 'Made on',
    print: 'To print, use the print menu of your browser.',
    again: 'Start over',
    chat: 'Back to the chat',
  },
};

export interface ChecklistView {
  /** The checklist's id. */
  readonly id: string;
  readonly page: ChecklistPage;
  readonly language: Language;
  readonly officeName: string;
}

/** A checklist to read, fill in and print: no script, and on paper a box to tick before each paper and step. */
export function renderChecklist({ id, page, language, officeName }: ChecklistView): string {
  const phrases = words[language];
  const path = `/checklist/${id}`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${page.title} – ${officeName}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="/checklist.css" />
      </head>
      <body>
        <header>
          <p class="office">${officeName}</p>
          <h1>${page.title}</h1>
          ${page.caseLabels.length > 0 && html`<p class="case"><strong>${phrases.case}:</strong> ${page.caseLabels.join(' · ')}</p>`}
          <p class="made">${phrases.made} ${page.day}. ${pagePhrases[language].what(officeName)}.</p>
        </header>
        <main>${page.question ? renderQuestion(path, page.question, language) : renderParts(page, language)}</main>
        <footer>
          <p>${pagePhrases[language].payment}</p>
          <nav>
            ${!page.question && html`<p>${phrases.print}</p>`}
            <ul>
              <li><a href="${path}?lang=${language}">${phrases.again}</a></li>
              <li><a href="/?lang=${language}">${phrases.chat}</a></li>
              ${LANGUAGES.filter((other) => other !== language).map(
                (other) =>
                  html`<li>
                    <a href="${withLanguage(path, page.query, other)}" lang="${other}" hreflang="${other}"
                      >${languageNames[other]}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
        </footer>
      </body>
    </html> `.toString();
}

function renderQuestion(path: string, question: NonNullable<ChecklistPage['question']>, language: Language): Html {
  return html`<h2>${question.ask}</h2>
    <ul class="choices">
      ${question.choices.map(
        ({ label, query }) => html`<li><a href="${withLanguage(path, query, language)}">${label}</a></li>`,
      )}
    </ul>`;
}

function renderParts(page: ChecklistPage, language: Language): Html {
  return html`${page.parts.map(renderPart)}
  ${page.confirm !== undefined && html`<p class="confirm">${page.confirm}</p>`} ${renderSources(page, language)}`;
}

function renderPart({ part, heading, lines }: ChecklistPage['parts'][number]): Html {
  const items = lines.map((line) => html`<li>${line}</li>`);
  if (part === 'steps')
    return html`<section>
      <h2>${heading}</h2>
      <ol class="ticks">
        ${items}
      </ol>
    </section>`;
  return html`<section>
    <h2>${heading}</h2>
    <ul class="${part === 'papers' ? 'ticks' : 'plain'}">
      ${items}
    </ul>
  </section>`;
}

function renderSources({ citations }: ChecklistPage, language: Language): Html | undefined {
  if (citations.length === 0) return undefined;
  return html`<section class="sources">
    <h2>${pagePhrases[language].sources}</h2>
    <ul class="plain">
      ${citations.map((citation) => {
        const { name, url, rest } = citationLine(citation, language);
        // The address in words too: on paper a link cannot be followed.
        return html`<li>
          ${name}${rest} ${isWebAddress(url) && html`<a href="${url}" rel="noopener noreferrer">${url}</a>`}
        </li>`;
      })}
    </ul>
  </section>`;
}

function withLanguage(path: string, query: string, language: Language): string {
  return `${path}?${query === '' ? '' : `${query}&`}lang=${language}`;
}
