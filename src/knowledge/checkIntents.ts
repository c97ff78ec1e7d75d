import { error, warning } from './problems.js';
import { LANGUAGES, type Intent, type KnowledgeBase, type Problem } from './types.js';

/** Fewer examples a language teach too little. */
const LEAST_EXAMPLES = 12;

/** Kinds of messages whose reply rests on facts or articles that are not there, or that have too few examples to be told apart. */
export function checkIntents(knowledge: KnowledgeBase): Problem[] {
  return [...knowledge.intents.values()].flatMap((intent) => {
    const place = { file: intent.file, line: 1 };
    const facts = factsOfIntent(intent).filter((id) => !knowledge.facts.has(id));
    const articles = [...intent.leads, ...intent.about].filter((slug) => !knowledge.articles.has(slug));
    const few = LANGUAGES.filter(
      (language) => intent.examples.filter((example) => example.language === language).length < LEAST_EXAMPLES,
    );
    return [
      ...facts.map((id) => error(place, `there is no fact ${id}`)),
      ...articles.map((slug) => error(place, `there is no article ${slug}`)),
      ...few.map((language) => warning(place, `has fewer than ${LEAST_EXAMPLES} examples in ${language}`)),
    ];
  });
}

/** The facts that a reply to this kind of message states or rests on. */
export function factsOfIntent({ say }: Intent): string[] {
  if (!say) return [];
  return LANGUAGES.flatMap((language) =>
    say[language].blocks.flatMap(({ pieces }) =>
      pieces.flatMap((piece) => (piece.kind === 'text' ? [] : [piece.fact])),
    ),
  );
}
