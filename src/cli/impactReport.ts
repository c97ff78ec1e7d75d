import { renderFact } from '../knowledge/renderFact.js';
import { LANGUAGES, type Fact, type Language } from '../knowledge/types.js';
import type { Change, ChangedAnswers, ChangedArticle, ChangedFact, ChangedSection } from './changedAnswers.js';

const NAME: Record<Language, string> = { id: 'Indonesian', en: 'English' };
const NOTHING = '(nothing)';

export interface ImpactHeading {
  /** What is compared with what, in words. */
  readonly before: string;
  readonly after: string;
  /** The day for which both are rendered, `YYYY-MM-DD`. */
  readonly today: string;
  /** The hash of the later version: what an approval is for. */
  readonly hash: string;
  /** What could not be read in one of the two versions, in words. */
  readonly unread: readonly string[];
}

/** The changed answers as Markdown, for somebody who approves them: all that people will read differently, and why. */
export function impactReport(answers: ChangedAnswers, { before, after, today, hash, unread }: ImpactHeading): string {
  const { added, withdrawn, changed, asked, facts, others } = answers;
  const sections = changed.reduce((sum, article) => sum + article.sections.length, 0);
  const lines = [
    '# What changes in the answers',
    '',
    `- Before: ${before}`,
    `- After: ${after}`,
    `- Both as they read on ${today}`,
    `- ${count(added.length, 'article')} added, ${withdrawn.length} withdrawn, ${changed.length} changed (${count(sections, 'section')}); ${count(facts.length, 'fact')} changed`,
    ...unread.map((line) => `- **Not all could be read:** ${line}`),
    '',
  ];
  if (added.length + withdrawn.length + changed.length + facts.length === 0) lines.push('No answer changes.', '');
  const chapter = (title: string, articles: readonly ChangedArticle[]): void => {
    if (articles.length === 0) return;
    lines.push(`## ${title}`, '', ...articles.flatMap((article) => articleLines(article, facts)));
  };
  chapter('Added articles', added);
  chapter('Withdrawn articles', withdrawn);
  chapter('Changed articles', changed);
  if (facts.length > 0) lines.push('## Changed facts', '', ...facts.flatMap(factLines), '');
  if (asked.length > 0) {
    lines.push(
      '## Only the example questions changed',
      '',
      'These read as before; other questions may lead to them.',
      '',
    );
    lines.push(...asked.map(({ slug, questions }) => `- ${slug}: ${questionCount(questions)}`), '');
  }
  if (others.length > 0) {
    lines.push(
      '## Also changed',
      '',
      ...others.map((file) => `- ${file}: ${EFFECT[file] ?? 'see its difference'}`),
      '',
    );
  }
  lines.push(
    '---',
    '',
    `Approval of version ${hash.slice(0, 12)}:`,
    '',
    'Read by: ______________________  on: ______________  approved: yes / no',
    '',
  );
  return lines.join('\n');
}

const EFFECT: Readonly<Record<string, string>> = {
  'glossary.yaml': 'how questions are understood, not what is answered',
  'calibration.yaml': 'how sure it must be before it answers',
  'ambiguous.yaml': 'when it asks back which of several things is meant',
  'offices.yaml': 'the office, and what is offered to whoever has not asked yet',
  'sources.yaml': 'the laws that answers name; where a source line changes, it is shown above',
  'calendar.yaml': 'opening hours and closed days',
};

function articleLines(article: ChangedArticle, facts: readonly ChangedFact[]): string[] {
  const { slug, topic, title, ask, related, questions, sections } = article;
  const lines = [`### ${topic}/${slug}: ${title.en.after ?? title.en.before ?? ''}`, ''];
  const notes: string[] = [];
  for (const language of LANGUAGES) {
    notes.push(...changeNote(`Title, ${NAME[language]}`, title[language]));
    notes.push(...changeNote(`Button, ${NAME[language]}`, ask[language]));
  }
  const listed = (slugs: readonly string[] | undefined): string | undefined => slugs?.join(', ');
  notes.push(...changeNote('Offered next', { before: listed(related.before), after: listed(related.after) }));
  if (questions.added + questions.withdrawn > 0)
    notes.push(`- Example questions: ${questionCount(questions)}; they change which questions lead here`);
  if (notes.length > 0) lines.push(...notes, '');
  for (const section of sections) lines.push(...sectionLines(slug, section, facts));
  return lines;
}

function questionCount({ added, withdrawn }: ChangedArticle['questions']): string {
  return `${added} added, ${withdrawn} withdrawn`;
}

function changeNote(what: string, { before, after }: Change<string>): string[] {
  return before === after ? [] : [`- ${what}: ${before ?? NOTHING} → ${after ?? NOTHING}`];
}

function sectionLines(
  slug: string,
  { name, answer, facts: ids }: ChangedSection,
  facts: readonly ChangedFact[],
): string[] {
  const lines = [`#### ${slug}, ${name}`, ''];
  const own = facts.filter(({ id }) => ids.includes(id));
  if (own.length > 0) lines.push(...own.map((fact) => `- Fact ${fact.id}: ${valueChange(fact)}`), '');
  for (const language of LANGUAGES) {
    const { before, after } = answer[language];
    if (before?.body === after?.body && before?.source === after?.source) {
      lines.push(`${NAME[language]}: as before.`, '');
      continue;
    }
    if (before?.body === after?.body) {
      lines.push(
        `${NAME[language]}: only the source line changes.`,
        '',
        `- before: ${before?.source || NOTHING}`,
        `- after: ${after?.source || NOTHING}`,
        '',
      );
      continue;
    }
    lines.push(
      `${NAME[language]}, before:`,
      '',
      ...quoted(before),
      '',
      `${NAME[language]}, after:`,
      '',
      ...quoted(after),
      '',
    );
  }
  return lines;
}

/** Every line quoted as it stands, so that lists and blank lines look as they will. */
function quoted(answer: { readonly body: string; readonly source: string } | undefined): string[] {
  if (!answer) return [`> ${NOTHING}`];
  const text = answer.source ? `${answer.body}\n\n${answer.source}` : answer.body;
  return text.split('\n').map((line) => `> ${line}`.trimEnd());
}

function factLines(fact: ChangedFact): string[] {
  const { id, versions, articles } = fact;
  const label = (versions.after[0] ?? versions.before[0])?.label.en ?? '';
  const used = articles.length > 0 ? `used in ${articles.join(', ')}` : 'used in no article';
  return [
    `- **${id}** (${label}), ${used}`,
    `  - before: ${describe(versions.before)}`,
    `  - after: ${describe(versions.after)}`,
  ];
}

function valueChange({ versions }: ChangedFact): string {
  const [before, after] = [valuesOf(versions.before), valuesOf(versions.after)];
  return before === after ? `still ${after}; its dates, source or confidence changed` : `${before} → ${after}`;
}

function valuesOf(versions: readonly Fact[]): string {
  return versions.length === 0 ? NOTHING : versions.map(valueOf).join(' and ');
}

function describe(versions: readonly Fact[]): string {
  if (versions.length === 0) return NOTHING;
  return versions
    .map((fact) => {
      const parts = [
        valueOf(fact),
        `confidence ${fact.confidence}`,
        fact.legalBasis.length > 0 ? `basis ${fact.legalBasis.join(', ')}` : '',
        `source ${fact.sources.join(', ') || 'none'}`,
        `checked ${fact.checked}, review by ${fact.reviewBy}`,
      ];
      return parts.filter(Boolean).join('; ');
    })
    .join(' | ');
}

/** "Rp650.000 / IDR 650,000 (from 2027-01-01)". */
function valueOf(fact: Fact): string {
  const words = LANGUAGES.map((language) => renderFact(fact, language) ?? `unknown, ask ${fact.ask?.[language] ?? ''}`);
  const value = [...new Set(words)].join(' / ');
  const dates = [fact.validFrom && `from ${fact.validFrom}`, fact.validTo && `until ${fact.validTo}`].filter(Boolean);
  return dates.length > 0 ? `${value} (${dates.join(' ')})` : value;
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
