import type { JSX } from 'preact';
import { citationLine } from './citationLine.js';
import { WebLink } from './Markup.js';
import type { WidgetPhrases } from './phrases.js';
import type { Citation, Language } from './types.js';

interface SourcesProps {
  readonly citations: readonly Citation[];
  readonly language: Language;
  readonly phrases: WidgetPhrases;
}

/** Where the answer comes from, below it. */
export function Sources({ citations, language, phrases }: SourcesProps): JSX.Element | null {
  if (citations.length === 0) return null;
  const lines = citations.map((citation) => {
    const { name, url, rest } = citationLine(citation, language);
    return (
      <>
        {url ? <WebLink url={url} text={name} phrases={phrases} /> : name}
        {rest}
      </>
    );
  });
  if (lines.length === 1) {
    return (
      <p class="sources">
        {phrases.source}: {lines[0]}
      </p>
    );
  }
  return (
    <div class="sources">
      <p>{phrases.sources}:</p>
      <ul role="list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </div>
  );
}
