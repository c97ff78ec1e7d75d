import type { FastifyPluginCallback } from 'fastify';
import type { Registry } from 'prom-client';

export interface HealthOptions {
  /** What has to be usable for the server to take messages: its name, and whether it is. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>;
  readonly metrics: Registry;
}

/** `/healthz` (the process lives), `/readyz` (store and index usable), `/metrics` (Prometheus). */
export const healthRoutes: FastifyPluginCallback<HealthOptions> = (app, { checks, metrics }, done) => {
  const unlimited = { config: { rateLimit: false as const } };
  app.get('/healthz', unlimited, () => ({ status: 'ok' }));
  app.get('/readyz', unlimited, async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await check().catch(() => false)] as const),
    );
    const ready = results.every(([, usable]) => usable);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', ...Object.fromEntries(results) });
  });
  app.get('/metrics', unlimited, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  done();
};
