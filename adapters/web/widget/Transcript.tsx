import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Helpful } from './Helpful.js';
import { Message } from './Message.js';
import type { WidgetPhrases } from './phrases.js';
import { QuickReplies } from './QuickReplies.js';
import { entriesOf, isAnswerExpected, quickRepliesOf, rateableOf, type ChatState } from './store.js';
import type { QuickReply } from './types.js';

interface TranscriptProps {
  readonly state: ChatState;
  readonly phrases: WidgetPhrases;
  readonly base: string;
  readonly region: RefObject<HTMLDivElement>;
  readonly onRetry: (key: string) => void;
  readonly onChoose: (reply: QuickReply) => void;
  readonly onRate: (activityId: string, helpful: boolean) => void;
}

/** How far from the end somebody may have scrolled and still be taken along to what is new. */
const NEAR_PX = 160;

/** The conversation, oldest first, in a region that can be reached and scrolled by keyboard. */
export function Transcript({ state, phrases, base, region, onRetry, onChoose, onRate }: TranscriptProps): JSX.Element {
  const entries = entriesOf(state);
  const expected = isAnswerExpected(state);
  const last = entries[entries.length - 1];
  const rateable = rateableOf(state);
  const wasNear = useRef(true);

  useLayoutEffect(() => {
    const box = region.current;
    if (!box) return;
    const own = last?.kind === 'message' && last.author === 'user';
    // Somebody who scrolled up to read is left where they are, unless they have just written.
    if (!own && !wasNear.current) return;
    const newest = box.querySelector<HTMLElement>('.messages > li:last-child');
    // A reply that is higher than the screen shows from its beginning.
    const top = newest ? newest.offsetTop - 8 : 0;
    box.scrollTop = expected || own ? box.scrollHeight : Math.min(top, box.scrollHeight);
    wasNear.current = true;
  }, [last?.key, expected, last?.kind === 'message' && last.state]);

  return (
    <div
      class="transcript"
      ref={region}
      role="region"
      aria-label={phrases.conversation}
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        wasNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      }}
    >
      <ol class="messages" role="list">
        {entries.map((entry) =>
          entry.kind === 'message' ? (
            <Message key={entry.key} message={entry} language={state.language} base={base} onRetry={onRetry} />
          ) : (
            <li key={entry.key} class="notice">
              {phrases.replaced}
            </li>
          ),
        )}
      </ol>
      {expected && (
        <p class="writing">
          <span class="dots" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          {phrases.writing}
        </p>
      )}
      {rateable !== undefined && (
        <Helpful key={rateable} activityId={rateable} rating={state.rating} phrases={phrases} onRate={onRate} />
      )}
      <QuickReplies replies={quickRepliesOf(state)} phrases={phrases} onChoose={onChoose} />
    </div>
  );
}
