import type { FastifyRequest } from 'fastify';
import type { Language } from './widget/types.js';

/** The language of a page: what its address says, or the browser's. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown };
  if (lang === 'id' || lang === 'en') return lang;
  return /^(?!id)[a-z]{2}/i.test(request.headers['accept-language'] ?? 'id') ? 'en' : 'id';
}
