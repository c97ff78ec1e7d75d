import type { Place, Problem } from './types.js';

/** What keeps a knowledge base from being used. */
export function error(place: Place, message: string): Problem {
  return { severity: 'error', place, message };
}

/** What an editor should look at. */
export function warning(place: Place, message: string): Problem {
  return { severity: 'warning', place, message };
}
