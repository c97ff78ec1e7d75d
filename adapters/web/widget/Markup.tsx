import type { JSX } from 'preact';
import { parseMarkup, type Line } from './markup.js';
import type { WidgetPhrases } from './phrases.js';

/** A message's text as paragraphs, lists and links. */
export function Markup({ text, phrases }: { text: string; phrases: WidgetPhrases }): JSX.Element {
  const item = (lines: readonly Line[]): JSX.Element => (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          {line.map((piece) =>
            piece.url ? <WebLink url={piece.url} text={piece.text} phrases={phrases} /> : piece.text,
          )}
        </>
      ))}
    </>
  );
  return (
    <>
      {parseMarkup(text).map((block) => {
        if (block.kind === 'paragraph') return <p>{item(block.lines)}</p>;
        const items = block.items.map((lines) => <li>{item(lines)}</li>);
        // The role is said again because VoiceOver drops it where a list has no markers of the browser's own.
        return block.kind === 'bullets' ? (
          <ul role="list">{items}</ul>
        ) : (
          <ol role="list" start={block.start}>
            {items}
          </ol>
        );
      })}
    </>
  );
}

/** A link out of the chat: in a tab of its own, so that the conversation stays. */
export function WebLink({ url, text, phrases }: { url: string; text: string; phrases: WidgetPhrases }): JSX.Element {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
      <span class="hidden"> ({phrases.newTab})</span>
    </a>
  );
}
