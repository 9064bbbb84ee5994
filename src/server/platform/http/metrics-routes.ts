import { timingSafeEqual, createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolFigures } from '../database/database.ts';
import type { HttpServer } from './http-server.ts';
import { ProblemError } from './problem-error.ts';

export type MetricsOptions = {
  readonly token: string | undefined;
  readonly pool: () => PoolFigures;
  readonly openSockets: () => number;
};

/** `/metrics` in the text format of Prometheus, for holders of METRICS_TOKEN, or from this machine when no proxy is in between. */
export function bindMetrics(server: HttpServer, options: MetricsOptions): void {
  const { instance } = server;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  addGauge(registry, 'database_connections', 'Open connections to the database', () => options.pool().total);
  addGauge(registry, 'database_connections_idle', 'Open connections that nobody uses', () => options.pool().idle);
  addGauge(registry, 'database_waiting', 'Callers that wait for a connection', () => options.pool().waiting);
  addGauge(registry, 'sockets_open', 'Open sockets', options.openSockets);
  instance.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  instance.get('/metrics', async (request, reply) => {
    if (!mayRead(request, options.token)) throw new ProblemError('not_found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [], collect: () => gauge.set(read()) });
  registry.registerMetric(gauge);
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
