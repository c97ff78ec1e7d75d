import type { JSX } from 'preact';
import type { WidgetPhrases } from './phrases.js';
import type { QuickReply } from './types.js';

interface QuickRepliesProps {
  readonly replies: readonly QuickReply[];
  readonly phrases: WidgetPhrases;
  readonly onChoose: (reply: QuickReply) => void;
}

/** Next questions as buttons. */
export function QuickReplies({ replies, phrases, onChoose }: QuickRepliesProps): JSX.Element | null {
  if (replies.length === 0) return null;
  return (
    <ul class="choices" role="list" aria-label={phrases.choices}>
      {replies.map((reply) => (
        <li key={reply.title}>
          <button type="button" class="button choice" onClick={() => onChoose(reply)}>
            {reply.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
