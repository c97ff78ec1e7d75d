import type { Language } from '../knowledge/types.js';

/** The language for a channel's or browser's setting such as `en-AU`; whoever has neither of ours is better served in English. */
export function localeLanguage(locale: string | undefined): Language | undefined {
  if (locale === undefined) return undefined;
  return locale.toLowerCase().startsWith('id') ? 'id' : 'en';
}
