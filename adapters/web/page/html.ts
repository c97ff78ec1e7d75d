const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is safe to send. Only the `html` tag makes it, so that no other string can pass for it. */
export class Html {
  readonly #source: string;

  /** For the `html` tag alone. */
  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

type Piece = string | number | Html | readonly Piece[] | false | undefined;

/**
 * A template whose literal parts are HTML and whose values are text: everything put in is escaped, for element content and for quoted
 * attribute values alike, unless it came from this tag itself. Lists are joined; `false` and `undefined` vanish.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(literals.reduce((all, literal, index) => all + sourceOf(values[index - 1]) + literal));
}

function sourceOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.toString();
  if (typeof piece === 'object') return piece.map(sourceOf).join('');
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
