import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Announcer } from './Announcer.js';
import { Composer } from './Composer.js';
import { ratingOf, ratingWords } from './Helpful.js';
import { Header } from './Header.js';
import { widgetPhrases, type WidgetPhrases } from './phrases.js';
import type { ChatSession } from './session.js';
import { rateableOf, type ChatState } from './store.js';
import { Transcript } from './Transcript.js';
import type { QuickReply } from './types.js';

export interface ChatProps {
  readonly session: ChatSession;
  readonly languageSwitch: boolean;
  /** What the person had already typed into the page's form. */
  readonly draft: string;
  /** Where the focus goes at once: the person was in the field already, or has opened the panel. */
  readonly focus: 'none' | 'field' | 'conversation';
  readonly onClose?: () => void;
}

/** The whole chat, without a frame of its own. */
export function Chat({ session, languageSwitch, draft, focus, onClose }: ChatProps): JSX.Element {
  const state = useChatState(session);
  const phrases = widgetPhrases[state.language];
  const field = useRef<HTMLTextAreaElement>(null);
  const region = useRef<HTMLDivElement>(null);

  useEffect(() => {
    session.start();
    if (focus === 'field') field.current?.focus();
    if (focus === 'conversation') region.current?.focus();
  }, []);

  // The button that was pressed goes away with the press. The conversation takes the focus, not the field, which would open a phone's
  // keyboard over the answer.
  const stayInConversation = (): void => region.current?.focus({ preventScroll: true });

  return (
    <div
      class="chat"
      lang={state.language}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onClose && !event.isComposing) onClose();
      }}
    >
      <Header
        phrases={phrases}
        language={state.language}
        titleId="title"
        onLanguage={languageSwitch ? (language) => session.setLanguage(language) : undefined}
        onRestart={() => {
          session.restart();
          field.current?.focus();
        }}
        onClose={onClose}
      />
      <Transcript
        state={state}
        phrases={phrases}
        base={session.base}
        region={region}
        onRetry={(key) => {
          session.retry(key);
          stayInConversation();
        }}
        onChoose={(reply: QuickReply) => {
          session.choose(reply);
          stayInConversation();
        }}
        onRate={(activityId, helpful) => session.rate(activityId, helpful)}
      />
      <Announcer
        announcements={state.announcements}
        phrases={phrases}
        onAnnounced={(keys) => session.announced(keys)}
      />
      <p class="status" role="status">
        {statusOf(state, phrases)}
      </p>
      <p class="hidden" role="status">
        {failureOf(state, phrases)}
      </p>
      <p class="hidden" role="status">
        {ratingWords(ratingOf(state.rating, rateableOf(state)), phrases)}
      </p>
      <Composer phrases={phrases} field={field} initialText={draft} onSend={(text) => session.send(text)} />
    </div>
  );
}

/** What stands between the person and an answer just now; nothing when all is well. */
function statusOf(state: ChatState, phrases: WidgetPhrases): string {
  if (!state.online) return phrases.offline;
  return { connecting: phrases.connecting, connected: '', lost: phrases.lost, busy: phrases.busy }[state.connection];
}

/** The newest failure, in the words that stand below the message: eyes find it there, ears need to be told. */
function failureOf(state: ChatState, phrases: WidgetPhrases): string {
  const failed = state.pending.filter((message) => message.state === 'failed');
  const last = failed[failed.length - 1];
  return last ? phrases.failed[last.failure ?? 'network'] : '';
}

function useChatState(session: ChatSession): ChatState {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    setState(session.state);
    return session.subscribe(() => setState(session.state));
  }, [session]);
  return state;
}
