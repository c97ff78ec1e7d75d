import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { WidgetPhrases } from './phrases.js';
import type { Announcement } from './store.js';

/** Long enough to have been picked up, short enough that nobody meets the reply a second time while reading down the page. */
const KEPT_MS = 8000;

interface AnnouncerProps {
  readonly announcements: readonly Announcement[];
  readonly phrases: WidgetPhrases;
  readonly onAnnounced: (keys: readonly string[]) => void;
}

/**
 * Speaks new replies to screen readers, each once. It is apart from the visible list because that one also changes when history is read
 * again, when a message moves to its place, or when "sending" becomes "sent", and all of that would be read out.
 */
export function Announcer({ announcements, phrases, onAnnounced }: AnnouncerProps): JSX.Element {
  const keys = announcements.map(({ key }) => key).join(' ');
  useEffect(() => {
    if (announcements.length === 0) return;
    const timer = setTimeout(() => onAnnounced(announcements.map(({ key }) => key)), KEPT_MS);
    return () => clearTimeout(timer);
  }, [keys]);
  return (
    <div class="hidden" role="log" aria-live="polite" aria-relevant="additions" aria-label={phrases.newReplies}>
      {announcements.map(({ key, text, locale }) => (
        <p key={key} lang={locale}>
          {text}
        </p>
      ))}
    </div>
  );
}
