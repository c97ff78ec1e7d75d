import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Chat } from './Chat.js';
import { widgetPhrases } from './phrases.js';
import type { ChatSession } from './session.js';

interface FloatingProps {
  readonly session: ChatSession;
  readonly languageSwitch: boolean;
}

/** A button in the corner that opens the chat in a panel. Nothing is asked of the server before it is opened. */
export function Floating({ session, languageSwitch }: FloatingProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [language, setLanguage] = useState(session.state.language);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => session.subscribe(() => setLanguage(session.state.language)), [session]);
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);

  const phrases = widgetPhrases[language];
  if (open) {
    // Where a finger points there is no keyboard but the one that would cover half of the panel.
    const focus = window.matchMedia('(hover: hover)').matches ? 'field' : 'conversation';
    return (
      <div class="panel" role="dialog" aria-labelledby="title" lang={language}>
        <Chat session={session} languageSwitch={languageSwitch} draft="" focus={focus} onClose={() => setOpen(false)} />
      </div>
    );
  }
  return (
    <button
      ref={button}
      type="button"
      class="launcher"
      lang={language}
      aria-haspopup="dialog"
      onClick={() => setOpen(true)}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <path
          fill="currentColor"
          d="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 4v2h10V7H7Zm0 4v2h7v-2H7Z"
        />
      </svg>
      {phrases.open}
    </button>
  );
}
