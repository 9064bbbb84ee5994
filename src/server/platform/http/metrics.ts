import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolFigures } from '../database/database.ts';
import type { TenantSample } from '../tenancy/tenant-figures.ts';

export type Figures = {
  readonly pool: () => PoolFigures;
  readonly openSockets: () => number;
  /** Of many tenants those that matter most; absent: there is one. */
  readonly tenants?: () => readonly TenantSample[];
};

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
  if (figures.tenants) addTenants(registry, figures.tenants);
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

type TenantFigure = Exclude<keyof TenantSample, 'tenant'>;

const TENANT_COUNTERS: readonly (readonly [name: string, help: string, figure: TenantFigure])[] = [
  ['tenant_requests_total', 'Requests answered', 'requests'],
  ['tenant_errors_total', 'Requests answered with 5xx', 'errors'],
  ['tenant_request_seconds_total', 'Time from requests to their answers', 'seconds'],
  ['tenant_refused_total', 'Requests refused because too many of the tenant were waiting', 'refused'],
];
const TENANT_GAUGES: typeof TENANT_COUNTERS = [
  ['tenant_requests_running', 'Requests that are worked on', 'running'],
  ['tenant_requests_waiting', 'Requests that wait to be worked on', 'waiting'],
  ['tenant_database_connections', 'Open connections to the tenant’s database', 'connections'],
  ['tenant_sockets_open', 'Open sockets', 'sockets'],
];

function addTenants(registry: Registry, read: () => readonly TenantSample[]): void {
  for (const [name, help, figure] of TENANT_COUNTERS) {
    const counter: Counter<'tenant'> = new Counter({
      name,
      help,
      labelNames: ['tenant'],
      registers: [registry],
      collect: () => {
        counter.reset();
        for (const sample of read()) counter.inc({ tenant: sample.tenant }, sample[figure]);
      },
    });
  }
  for (const [name, help, figure] of TENANT_GAUGES) {
    const gauge: Gauge<'tenant'> = new Gauge({
      name,
      help,
      labelNames: ['tenant'],
      registers: [registry],
      collect: () => {
        gauge.reset();
        for (const sample of read()) gauge.set({ tenant: sample.tenant }, sample[figure]);
      },
    });
  }
}
