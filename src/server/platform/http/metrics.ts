import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolFigures } from '../database/database.ts';

export type Figures = { readonly pool: () => PoolFigures; readonly openSockets: () => number };

export type Metrics = {
  readonly contentType: string;
  observe(request: { readonly method: string; readonly route: string; readonly status: string }, seconds: number): void;
  /** The text format of Prometheus. */
  render(): Promise<string>;
};

export function createMetrics(figures: Figures): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  addGauge(registry, 'database_connections', 'Open connections to the database', () => figures.pool().total);
  addGauge(registry, 'database_connections_idle', 'Open connections that nobody uses', () => figures.pool().idle);
  addGauge(registry, 'database_waiting', 'Callers that wait for a connection', () => figures.pool().waiting);
  addGauge(registry, 'sockets_open', 'Open sockets', figures.openSockets);
  return {
    contentType: registry.contentType,
    observe: (request, seconds) => requests.observe(request, seconds),
    render: () => registry.metrics(),
  };
}

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [], collect: () => gauge.set(read()) });
  registry.registerMetric(gauge);
}
