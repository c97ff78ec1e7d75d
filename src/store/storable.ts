import { AppError } from '../errors.js';

/**
 * JSON for a text column, without NUL and lone surrogates: PostgreSQL refuses NUL, and either breaks what reads the text
 * later. The inbox has cleaned what people wrote; this also covers what a channel hangs on beside it.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\u')) return json;
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? cleanText(inner) : inner));
}

/** The text without NUL, and with U+FFFD for lone surrogates. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/**
 * Stops what neither database could hand back unchanged, with the same error on both.
 * @throws AppError INTERNAL for a text with NUL or a lone surrogate (an id is not cleaned: two might become one)
 */
export function assertStorable(parameters: readonly unknown[]): void {
  for (const parameter of parameters) {
    if (typeof parameter === 'string' && (parameter.includes('\0') || !parameter.isWellFormed())) {
      throw new AppError('INTERNAL', 'a text with NUL or a lone surrogate reached the store');
    }
  }
}
