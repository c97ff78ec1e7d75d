import type { JSX, RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WidgetPhrases } from './phrases.js';
import { MAX_TEXT } from './session.js';

interface ComposerProps {
  readonly phrases: WidgetPhrases;
  /** The field, for whoever has to put the focus there. */
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly initialText: string;
  readonly onSend: (text: string) => void;
}

/** Where the person writes. Enter sends, Shift+Enter begins a new line, and the focus stays in the field. */
export function Composer({ phrases, field, initialText, onSend }: ComposerProps): JSX.Element {
  const [text, setText] = useState(initialText);
  const tooLong = text.length > MAX_TEXT;

  useLayoutEffect(() => {
    // Through the CSSOM, which a strict policy allows, unlike a style attribute.
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }, [text]);

  // Safari ends the composition before it reports the Enter that ended it.
  const justComposed = useRef(false);
  useEffect(() => {
    // Not as an attribute: Preact listens to a "CompositionEnd" there, which no browser sends.
    field.current?.addEventListener('compositionend', () => {
      justComposed.current = true;
      setTimeout(() => (justComposed.current = false));
    });
  }, []);

  const send = (): void => {
    const words = text.trim();
    field.current?.focus();
    if (words === '' || text.length > MAX_TEXT) return;
    onSend(words);
    setText('');
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter picks a candidate. Phones' keyboards say so by the key "Process" or "Unidentified".
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || justComposed.current) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="hidden" for="question">
        {phrases.label}
      </label>
      <textarea
        id="question"
        ref={field}
        rows={1}
        value={text}
        placeholder={phrases.placeholder}
        enterkeyhint="send"
        autocomplete="off"
        aria-describedby="limit hint"
        aria-invalid={tooLong}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="button primary">
        {phrases.send}
      </button>
      <p id="hint" class="hidden">
        {phrases.hint}
      </p>
      <p id="limit" class="limit" role="status">
        {tooLong ? phrases.tooLong(text.length, MAX_TEXT) : ''}
      </p>
    </form>
  );
}
