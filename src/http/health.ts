import type { FastifyPluginCallback } from 'fastify';
import type { Registry } from 'prom-client';

export interface HealthOptions {
  /** What has to be usable for the server to take messages: its name, and whether it is. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>;
  readonly metrics: Registry;
}

/** Milliseconds for which one readiness check answers all who ask. */
const SHARED_MS = 1_000;

/** `/healthz` (the process lives), `/readyz` (store and index usable), `/metrics` (Prometheus). */
export const healthRoutes: FastifyPluginCallback<HealthOptions> = (app, { checks, metrics }, done) => {
  const unlimited = { config: { rateLimit: false as const } };
  app.get('/healthz', unlimited, () => ({ status: 'ok' }));
  // A check writes to the store, so whoever asks in quick succession shares one.
  let last: { at: number; results: Promise<(readonly [string, boolean])[]> } | undefined;
  const checked = (): Promise<(readonly [string, boolean])[]> => {
    if (!last || performance.now() - last.at > SHARED_MS) last = { at: performance.now(), results: check() };
    return last.results;
  };
  const check = (): Promise<(readonly [string, boolean])[]> =>
    Promise.all(
      Object.entries(checks).map(async ([name, usable]) => [name, await usable().catch(() => false)] as const),
    );
  app.get('/readyz', unlimited, async (_request, reply) => {
    const results = await checked();
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
