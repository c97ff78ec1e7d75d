import type { JSX } from 'preact';
import { Markup, WebLink } from './Markup.js';
import { widgetPhrases, type WidgetPhrases } from './phrases.js';
import { Sources } from './Sources.js';
import type { ChatMessage } from './store.js';
import { isLanguage, type Language } from './types.js';

interface MessageProps {
  readonly message: ChatMessage;
  readonly language: Language;
  /** The server's address, for links to its pages. */
  readonly base: string;
  readonly onRetry: (key: string) => void;
}

/** One message: who says it, what, where it comes from, and what became of it. */
export function Message({ message, language, base, onRetry }: MessageProps): JSX.Element {
  const phrases = widgetPhrases[language];
  const own = message.author === 'user';
  // An answer in the other language keeps its own words around it, so that it is read out in one voice.
  const spoken = isLanguage(message.locale) && !own ? message.locale : language;
  return (
    <li class={`message ${message.author} ${message.state}`} data-key={message.key}>
      <p class={own ? 'hidden' : 'author'}>{authorOf(message, phrases)}</p>
      <div class="bubble" lang={own ? undefined : spoken}>
        <Markup text={message.text} phrases={widgetPhrases[spoken]} />
        {message.printPath !== undefined && (
          <p>
            <WebLink
              url={base + message.printPath}
              text={widgetPhrases[spoken].print}
              phrases={widgetPhrases[spoken]}
            />
          </p>
        )}
        <Sources citations={message.citations} language={spoken} phrases={widgetPhrases[spoken]} />
      </div>
      {own && <Delivery message={message} phrases={phrases} onRetry={onRetry} />}
    </li>
  );
}

function authorOf(message: ChatMessage, phrases: WidgetPhrases): string {
  if (message.author === 'user') return phrases.you;
  if (message.author === 'bot') return phrases.bot;
  return message.name ? `${phrases.officer}: ${message.name}` : phrases.officer;
}

function Delivery({
  message,
  phrases,
  onRetry,
}: {
  message: ChatMessage;
  phrases: WidgetPhrases;
  onRetry: (key: string) => void;
}): JSX.Element {
  if (message.state !== 'failed')
    return <p class="delivery">{message.state === 'sending' ? phrases.sending : phrases.sent}</p>;
  return (
    <div class="delivery">
      <p class="failure">{phrases.failed[message.failure ?? 'network']}</p>
      <button type="button" class="button" onClick={() => onRetry(message.key)}>
        {phrases.retry}
        {/* With several failed messages the buttons must not all read alike. */}
        <span class="hidden">: {message.text.slice(0, 60)}</span>
      </button>
    </div>
  );
}
