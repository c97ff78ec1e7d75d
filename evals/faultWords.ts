import type { Failure } from './report.js';

/** What was wrong in a reply, one sentence a fault. */
export function faultWords({ question, answer, faults, wrongFigure }: Failure): string[] {
  const { then } = question;
  const listed = (values: readonly string[]): string => values.join(' or ') || 'none';
  const lines = faults.map((fault) => {
    switch (fault) {
      case 'outcome':
        return `outcome ${answer.outcome} instead of ${listed(question.outcomes)}`;
      case 'article':
        return `article ${answer.article ?? 'none'} instead of ${listed(question.articles)}`;
      case 'section':
        return `section ${answer.sections.join(', ')} instead of ${listed(question.sections)}`;
      case 'facts': {
        const missing = question.must_facts.filter((fact) => !answer.facts.includes(fact));
        return `facts not stated: ${[...missing, ...question.or_facts].join(', ')}`;
      }
      case 'other case':
        return `figure of another case: ${question.must_not_facts.filter((fact) => answer.facts.includes(fact)).join(', ')}`;
      case 'words':
        return `words missing, of: ${question.must_words.join(', ')}`;
      case 'forbidden words':
        return `forbidden words said, of: ${question.must_not_words.join(', ')}`;
      case 'language':
        return `language ${answer.language} instead of ${question.lang}`;
      case 'choices':
        return `choices ${listed(answer.choices.map(({ article }) => article))} instead of two to four, two of them of ${listed(question.articles)}`;
      case 'continuation':
        return `after "${then?.text ?? ''}": ${answer.then?.outcome ?? 'nothing'} from ${answer.then?.article ?? 'none'}, ${answer.then?.sections.join(', ') ?? ''} instead of ${listed(then?.articles ?? [])}, ${listed(then?.sections ?? [])}${then && then.must_facts.length > 0 ? `, with ${then.must_facts.join(', ')}` : ''}`;
    }
  });
  return [...lines, ...(wrongFigure ? ['WRONG FIGURE'] : [])];
}
