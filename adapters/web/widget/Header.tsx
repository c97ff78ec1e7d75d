import type { JSX } from 'preact';
import { languageNames, type WidgetPhrases } from './phrases.js';
import { LANGUAGES, type Language } from './types.js';

interface HeaderProps {
  readonly phrases: WidgetPhrases;
  readonly language: Language;
  readonly titleId: string;
  /** Absent where the page around it has a switch. */
  readonly onLanguage: ((language: Language) => void) | undefined;
  readonly onRestart: () => void;
  /** Absent where the chat is part of the page. */
  readonly onClose: (() => void) | undefined;
}

/** The widget's title and the few things that can be done with the chat as a whole. */
export function Header({ phrases, language, titleId, onLanguage, onRestart, onClose }: HeaderProps): JSX.Element {
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? language;
  return (
    <div class="header">
      <h2 id={titleId}>{onClose ? phrases.title : phrases.conversation}</h2>
      <div class="tools">
        <button
          type="button"
          class="tool"
          onClick={() => {
            // A phone is often shared: leaving nothing behind must be possible, but not by a slip of the thumb.
            if (window.confirm(phrases.restartSure)) onRestart();
          }}
        >
          {phrases.restart}
        </button>
        {onLanguage && (
          <button type="button" class="tool" lang={other} onClick={() => onLanguage(other)}>
            {languageNames[other]}
          </button>
        )}
        {onClose && (
          <button type="button" class="tool" onClick={onClose}>
            {phrases.close}
          </button>
        )}
      </div>
    </div>
  );
}
