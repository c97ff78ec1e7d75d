import type { Language } from '../knowledge/types.js';

/** The words around a question back, and around an answer to one of several questions. */
export interface ClarifyPhrases {
  /** Asks which of several titles is meant. */
  which(titles: readonly string[]): string;
  /** Before what was asked beside and is only offered. */
  readonly rest: string;
}

function numbered(titles: readonly string[]): string {
  return titles.map((title, index) => `${index + 1}. ${title}`).join('\n');
}

export const clarifyPhrases: Readonly<Record<Language, ClarifyPhrases>> = {
  id: {
    which: (titles) =>
      `Yang mana yang Bapak/Ibu maksud?\n${numbered(titles)}\n\nPilih salah satu, atau tulis dengan kata sendiri.`,
    rest: 'Pertanyaan lainnya bisa dipilih di bawah, atau tulis satu per satu.',
  },
  en: {
    which: (titles) => `Which one do you mean?\n${numbered(titles)}\n\nChoose one, or say it in your own words.`,
    rest: 'Your other question can be chosen below, or write it by itself.',
  },
};
