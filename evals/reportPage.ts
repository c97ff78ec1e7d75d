import { faultWords } from './faultWords.js';
import type { Failure, Report } from './report.js';
import { showShare, tablesOf, type ReportTable } from './tables.js';
import { KINDS, type EvalReply } from './types.js';

/** A report as one page that needs nothing beside itself, no script either: the tables of all sets, and what failed in the open ones, to read. */
export function reportPage(report: Report): string {
  const tables = tablesOf(report);
  const asked = report.sets.map(({ at }) => at.slice(0, 16).replace('T', ' ')).sort();
  const links = [
    ...tables.map(({ title }) => `<li><a href="#${anchor(title)}">${escape(title)}</a></li>`),
    '<li><a href="#failures">Failures of the open sets</a></li>',
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evaluations of Tanya Imigrasi</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Evaluations of Tanya Imigrasi</h1>
<p>${report.sets.reduce((sum, { kinds }) => sum + (kinds[0]?.summary.questions ?? 0), 0)} questions in ${report.sets.length} sets, asked ${escape(asked.at(0) ?? '')} to ${escape(asked.at(-1) ?? '')} (UTC). Closed sets show totals only.</p>
<nav aria-label="On this page"><ul>${links.join('')}</ul></nav>
</header>
<main>
${overview(report)}
${tables.map(tableSection).join('\n')}
<section>
<h2 id="failures">Failures of the open sets</h2>
${failureGroups(report.failures)}
</section>
</main>
</body>
</html>
`;
}

/** The first thing to see: what each set comes to. */
function overview({ sets }: Report): string {
  const cards = sets.map(({ name, closed, kinds }) => {
    const all = kinds[0]?.summary;
    if (!all) return '';
    const { hits, of } = all.right;
    return `<li><b>${escape(name)}</b> <small>${closed ? 'closed' : 'open'}</small><span class="big">${((100 * hits) / Math.max(1, of)).toFixed(1)} %</span><meter min="0" max="1" value="${(hits / Math.max(1, of)).toFixed(3)}" aria-label="fully right, ${escape(name)}"></meter><small>${escape(showShare(all.right))}<br>${all.wrongFigures} wrong figures</small></li>`;
  });
  return `<ul class="cards">${cards.join('')}</ul>`;
}

function tableSection({ title, note, columns, rows }: ReportTable): string {
  const id = anchor(title);
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join('');
  const body = rows
    .map((row) => {
      const cells = row.map((cell, index) =>
        index === 0 ? `<th scope="row">${escape(cell)}</th>` : `<td>${cellOf(cell)}</td>`,
      );
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('\n');
  return `<section>
<h2 id="${id}">${escape(title)}</h2>
${note ? `<p>${escape(note)}</p>` : ''}
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>
</section>`;
}

/** A share with what it is of in smaller letters. */
function cellOf(cell: string): string {
  const [, percent, rest] = /^([\d.]+ %) (\(.*\))$/.exec(cell) ?? [];
  return percent && rest ? `<b>${escape(percent)}</b> <small>${escape(rest)}</small>` : escape(cell);
}

function failureGroups(failures: readonly Failure[]): string {
  if (failures.length === 0) return '<p>None.</p>';
  const sets = [...new Set(failures.map(({ set }) => set))];
  return sets
    .flatMap((set) =>
      KINDS.flatMap((kind) => {
        const own = failures.filter((failure) => failure.set === set && failure.question.kind === kind);
        if (own.length === 0) return [];
        return `<details><summary>${escape(set)}, ${kind}: ${own.length}</summary>\n${own.map(failureItem).join('\n')}\n</details>`;
      }),
    )
    .join('\n');
}

function failureItem(failure: Failure): string {
  const { question, answer } = failure;
  const { then } = question;
  const gold = [
    `outcome ${question.outcomes.join(' or ')}`,
    question.articles.length > 0 && `article ${question.articles.join(' or ')}`,
    question.sections.length > 0 && `section ${question.sections.join(' or ')}`,
    question.must_facts.length > 0 && `facts ${question.must_facts.join(', ')}`,
    question.or_facts.length > 0 && `or ${question.or_facts.join(' or ')}`,
    question.must_not_facts.length > 0 && `not ${question.must_not_facts.join(', ')}`,
    question.must_words.length > 0 && `words ${question.must_words.join(', ')}`,
    question.must_not_words.length > 0 && `never the words ${question.must_not_words.join(', ')}`,
    then &&
      `then article ${then.articles.join(' or ')}${then.sections.length > 0 ? `, section ${then.sections.join(' or ')}` : ''}${then.must_facts.length > 0 ? `, facts ${then.must_facts.join(', ')}` : ''}`,
    question.note && `note: ${question.note}`,
  ].filter((part) => typeof part === 'string' && part !== '');
  const entries: [name: string, html: string][] = [
    ...(question.history.length > 0
      ? [['Before', said(question.history.join('\n'), question.lang)] as [string, string]]
      : []),
    ['Asked', said(question.text, question.lang)],
    ['Replied', `<small>${escape(placeOf(answer))}</small>${said(answer.text ?? '', answer.language)}`],
    ...(answer.choices.length > 0 && answer.outcome === 'clarify'
      ? [
          [
            'Choices',
            list(answer.choices.map(({ label, article, section }) => `${label ?? ''} (${article}, ${section})`)),
          ] as [string, string],
        ]
      : []),
    ...(then && answer.then
      ? ([
          ['Then asked', said(then.text, question.lang)],
          [
            'Then replied',
            `<small>${escape(placeOf(answer.then))}</small>${said(answer.then.text ?? '', answer.then.language)}`,
          ],
        ] as [string, string][])
      : []),
    ['Wrong', list(faultWords(failure))],
    ['Right is', list(gold.map(String))],
  ];
  return `<article aria-label="${escape(question.id)}"><h3>${escape(question.id)} <small>${escape([question.lang, question.register, question.topic].join(', '))}</small></h3>
<dl>${entries.map(([name, html]) => `<dt>${name}</dt><dd>${html}</dd>`).join('')}</dl></article>`;
}

function placeOf({ outcome, article, sections, facts }: EvalReply): string {
  return [outcome, article, sections.join(' + '), facts.length > 0 && `facts ${facts.join(', ')}`]
    .filter(Boolean)
    .join(' · ');
}

function said(text: string, language: string): string {
  return `<p class="said" lang="${escape(language)}">${escape(text)}</p>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
}

function anchor(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fbfbf9; --ink: #1c2024; --soft: #555c64; --line: #d3d7db; --panel: #fff; --mark: #0b5e8a; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #e8eaed; --soft: #a9b1ba; --line: #3a4148; --panel: #1c2125; --mark: #7cc4ec; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { max-width: 75ch; margin: 0 0 .75rem; }
small { color: var(--soft); font-weight: normal; font-size: .85em; }
a { color: var(--mark); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0; list-style: none; }
nav a { display: inline-block; padding: .25rem 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; padding: 0; margin: 2rem 0 0; list-style: none; }
.cards li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.cards .big { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
meter { width: 100%; height: .75rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--panel); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: baseline; padding: .4rem .75rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
details { border: 1px solid var(--line); border-radius: .5rem; background: var(--panel); margin: .75rem 0; padding: 0 1rem; }
summary { cursor: pointer; padding: .75rem 0; font-weight: 600; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .4rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding-left: 1.1rem; }
.said { white-space: pre-wrap; margin: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: .1rem; } dd { margin-bottom: .6rem; } }
@media print { details { break-inside: avoid; } }
`;
