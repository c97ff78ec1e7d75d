import type { DialogueState, Topic } from './state.js';

/** How long a topic is remembered as what a message may follow up, in milliseconds. */
export const TOPIC_MEMORY_MS = 30 * 60_000;
/** So many topics in all. */
const MOST_TOPICS = 3;

/** Remembers what was answered now; what was talked about before moves back. */
export function rememberTopic(state: DialogueState, topic: Topic): void {
  const before = [state.last, ...(state.earlier ?? [])].filter((one) => one !== undefined);
  state.earlier = before
    .filter(({ article, at }) => article !== topic.article && topic.at - at <= TOPIC_MEMORY_MS)
    .slice(0, MOST_TOPICS - 1);
  state.last = topic;
}

/** The topics that are still remembered, newest first. */
export function topicsOf(state: DialogueState, now: number): Topic[] {
  return [state.last, ...(state.earlier ?? [])]
    .filter((one) => one !== undefined)
    .filter(({ at }) => now - at <= TOPIC_MEMORY_MS);
}
