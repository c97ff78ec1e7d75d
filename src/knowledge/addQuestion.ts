import { type Document, isMap, isScalar, isSeq, Pair, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { LANGUAGES, SECTION_NAMES, type Language, type SectionName } from './types.js';

/** As the files are written: a question is one line, however long, and short lists stand in brackets without blanks. */
const STYLE = { lineWidth: 0, flowCollectionPadding: false };
const LANGUAGE_ORDER = ['related', 'refers_to', ...LANGUAGES];
const SECTION_ORDER = ['general', ...SECTION_NAMES];

/**
 * Puts a question at the end of its section in the text of a `questions.yaml`; the section, and the language, are made in their place where they are
 * missing. Everything else stays as it is, comments included.
 * @param section undefined for what is tied to no section
 * @returns the new text
 */
export function addQuestion(
  file: string,
  question: { readonly text: string; readonly language: Language; readonly section: SectionName | undefined },
): string {
  const document: Document = parseDocument(file);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top;
  const sections = childOf(top, question.language, LANGUAGE_ORDER, isMap, () => new YAMLMap());
  const list = childOf(sections, question.section ?? 'general', SECTION_ORDER, isSeq, () => new YAMLSeq());
  const text = new Scalar(question.text);
  text.type = Scalar.QUOTE_DOUBLE;
  list.items.push(text);
  return document.toString(STYLE);
}

/** The collection under a key; a new one, before the keys that come after it, where there is none. */
function childOf<T>(
  map: YAMLMap,
  key: string,
  order: readonly string[],
  isRight: (node: unknown) => node is T,
  make: () => T,
): T {
  const known = map.get(key, true);
  if (isRight(known)) return known;
  const child = make();
  map.delete(key);
  const places = map.items.map((pair) => order.indexOf(isScalar(pair.key) ? String(pair.key.value) : ''));
  const after = places.findIndex((place) => place > order.indexOf(key));
  map.items.splice(after < 0 ? map.items.length : after, 0, new Pair(new Scalar(key), child));
  return child;
}
