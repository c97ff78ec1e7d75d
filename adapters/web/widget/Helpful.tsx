import type { JSX } from 'preact';
import type { WidgetPhrases } from './phrases.js';
import type { Rating } from './store.js';

interface HelpfulProps {
  /** The answer that is asked about. */
  readonly activityId: string;
  readonly rating: Rating | undefined;
  readonly phrases: WidgetPhrases;
  readonly onRate: (activityId: string, helpful: boolean) => void;
}

/** Asks whether the last answer helped. The buttons stay, so that a slip of the thumb can be put right and the focus keeps its place. */
export function Helpful({ activityId, rating, phrases, onRate }: HelpfulProps): JSX.Element {
  const said = ratingOf(rating, activityId);
  return (
    <div class="helpful" role="group" aria-labelledby="helpful">
      <p id="helpful">{phrases.helpful}</p>
      {([true, false] as const).map((helpful) => (
        <button
          key={String(helpful)}
          type="button"
          class="vote"
          aria-pressed={said?.helpful === helpful && said.state !== 'failed'}
          onClick={() => onRate(activityId, helpful)}
        >
          {helpful ? phrases.yes : phrases.no}
        </button>
      ))}
      {/* Spoken by the chat's own status line, which is there before it has anything to say. */}
      <p aria-hidden="true">{ratingWords(said, phrases)}</p>
    </div>
  );
}

/** What is known of the vote on an answer. */
export function ratingOf(rating: Rating | undefined, activityId: string | undefined): Rating | undefined {
  return rating?.activityId === activityId ? rating : undefined;
}

/** What to say after a vote; nothing while it is on its way. */
export function ratingWords(rating: Rating | undefined, phrases: WidgetPhrases): string {
  if (!rating || rating.state === 'sending') return '';
  return rating.state === 'sent' ? phrases.rated : phrases.notRated;
}
