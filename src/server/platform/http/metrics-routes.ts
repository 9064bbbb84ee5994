import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { HttpServer } from './http-server.ts';
import type { Figures, Metrics } from './metrics.ts';
import { ProblemError } from './problem-error.ts';

const LOAD_AFTER_MS = 1000;

/** `/metrics` for Prometheus: for holders of METRICS_TOKEN, or from this machine when no proxy is in between. */
export function bindMetrics(server: HttpServer, options: Figures & { readonly token: string | undefined }): void {
  const { instance } = server;
  let metrics: Metrics | undefined;
  // The library takes its time to load, so counting begins a moment after the start.
  const load = async (): Promise<Metrics> => (metrics ??= (await import('./metrics.ts')).createMetrics(options));
  let timer: NodeJS.Timeout | undefined;
  instance.addHook('onListen', async () => {
    timer = setTimeout(() => void load(), LOAD_AFTER_MS).unref();
  });
  instance.addHook('onClose', async () => clearTimeout(timer));
  instance.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics?.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  instance.get('/metrics', async (request, reply) => {
    if (!mayRead(request, options.token)) throw new ProblemError('not_found');
    const loaded = await load();
    return reply.type(loaded.contentType).send(await loaded.render());
  });
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (given !== undefined) return token !== undefined && timingSafeEqual(digest(given), digest(token));
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined);
  const address = request.socket.remoteAddress ?? '';
  return !isForwarded && (address === '::1' || /^(::ffff:)?127\./.test(address));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
