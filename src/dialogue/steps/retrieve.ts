import type { Step } from '../draft.js';

/** Finds the articles and sections that fit the question. */
export const retrieve: Step = {
  name: 'retrieve',
  async run(draft): Promise<'next'> {
    if (!draft.choice) draft.retrieval = await draft.knowing.index.search(draft.question);
    return 'next';
  },
};
