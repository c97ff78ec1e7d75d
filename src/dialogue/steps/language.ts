import { normalise } from '../../retrieval/normalise.js';
import { detectThirdLanguage } from '../../retrieval/thirdLanguage.js';
import type { Step } from '../draft.js';
import { localeLanguage } from '../localeLanguage.js';

/** How far from a coin's throw the model has to be before it overrules the language spoken so far. */
const CLEAR = 0.25;

/** The language to answer in: that of the question; where that is unclear, the one spoken so far, or the channel's setting. */
export const language: Step = {
  name: 'language',
  run(draft) {
    const { request, state, knowing } = draft;
    const found = knowing.index.languageOf(request.text);
    const hasWords = normalise(request.text) !== '';
    const fallback = state.language ?? localeLanguage(request.locale) ?? (hasWords ? found.language : 'id');
    const clear = hasWords && found.known > 0.3 && Math.abs(found.english - 0.5) > CLEAR;
    draft.language = clear ? found.language : fallback;
    draft.thirdLanguage = detectThirdLanguage(request.text, found.known);
    if (clear && !draft.thirdLanguage) state.language = draft.language;
    return 'next';
  },
};
