import { LANGUAGES, type KnowledgeBase } from '../../src/knowledge/types.js';
import type { PeerText } from './peer.js';

/** Every text of a knowledge base that the product's own index is fitted to. */
export function textsOf(knowledge: KnowledgeBase): PeerText[] {
  return [...knowledge.articles.values()].flatMap((article): PeerText[] => [
    ...LANGUAGES.flatMap((language): PeerText[] => {
      const { title, ask, sections } = article.text[language];
      const of = (kind: PeerText['kind'], text: string): PeerText => ({ article: article.slug, text, language, kind });
      const written = [...sections.values()].map(({ heading, blocks }) => {
        const pieces = blocks.flatMap((block) =>
          block.pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')),
        );
        return of('section', `${heading} ${pieces.join(' ')}`);
      });
      return [of('title', title), of('title', ask), ...written];
    }),
    ...article.questions.map(({ text, language }): PeerText => ({
      article: article.slug,
      text,
      language,
      kind: 'example',
    })),
  ]);
}
