import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MakeChecklistPage } from '../../src/channel/checklistPage.js';
import { AppError } from '../../src/errors.js';
import { asset } from './asset.js';
import { languageOf } from './languageOf.js';
import { renderChecklist } from './page/renderChecklist.js';
import type { Language } from './widget/types.js';

export interface ChecklistOptions {
  readonly checklistPage: MakeChecklistPage;
  readonly officeName: (language: Language) => string;
}

/** `GET /checklist/<id>?<question>=<choice>&…&lang=`: a checklist to fill in by links and to print. Its address holds choices only. */
export async function checklistRoutes(app: FastifyInstance, options: ChecklistOptions): Promise<void> {
  const css = await readFile(asset('adapters/web/page/checklist.css'));
  app.get('/checklist.css', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(css),
  );
  app.get('/checklist/:id', (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const { id } = request.params;
    const language = languageOf(request);
    const page = options.checklistPage(id, request.query as Record<string, unknown>, language);
    if (!page) throw new AppError('NOT_FOUND', 'there is no such checklist');
    // The case is not kept by anybody in between.
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(renderChecklist({ id, page, language, officeName: options.officeName(language) }));
  });
}
