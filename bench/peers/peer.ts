import type { Language } from '../../src/knowledge/types.js';

/** A text that leads to an article. */
export interface PeerText {
  readonly article: string;
  readonly text: string;
  readonly language: Language;
  readonly kind: 'title' | 'example' | 'section';
}

export interface Question {
  readonly text: string;
  readonly language: Language;
}

export interface Found {
  /** The best article; undefined where nothing was found. */
  readonly article: string | undefined;
  /** How well it fits, on the engine's own scale. */
  readonly score: number;
}

/** Answers one question with the article that fits it best. */
export type Finder = (question: Question) => Promise<Found> | Found;
