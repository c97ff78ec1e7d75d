export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where an answer comes from, as the server sends it in `channelData.citations`. */
export interface Citation {
  readonly title: string;
  /** An http(s) address, or empty. */
  readonly url: string;
  /** For example "PP 45/2024"; may be empty. */
  readonly legalBasis: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly checked: string;
}

/** A button below a reply. */
export interface QuickReply {
  readonly type: 'imBack' | 'messageBack' | 'postBack';
  /** What the button says. */
  readonly title: string;
  /** What is sent as `text`. */
  readonly text: string;
  /** What is sent as `value`, where the action carries something other than text. */
  readonly value?: unknown;
}

/** Which of these is speaking. */
export type Author = 'user' | 'bot' | 'officer';

/** Whether a string names one of our languages. */
export function isLanguage(value: unknown): value is Language {
  return value === 'id' || value === 'en';
}
