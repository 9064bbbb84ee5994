/** A node of the multi-tenant product in a process of its own, for `bench/tenants.ts`. */
import { openMaster, type MasterOptions } from '../../src/server/master/master.ts';
import { createMultiTenantApp } from '../../src/server/multi-tenant-app.ts';
import { createTenantPorts } from '../../src/server/tenant-ports.ts';
import { BARE_SERVING } from '../../tests/support/bare-serving.ts';

export type ToNode = { readonly kind: 'serve'; readonly options: Omit<MasterOptions, 'ports'> } | { readonly kind: 'figures' };
export type FromNode =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'figures'; readonly residentBytes: number; readonly tenants: number; readonly connections: number };

const tell = (message: FromNode): void => void process.send?.(message);

async function serve({ options }: Extract<ToNode, { kind: 'serve' }>): Promise<void> {
  const master = await openMaster({ ...options, ports: await createTenantPorts() });
  const app = await createMultiTenantApp({
    ...BARE_SERVING,
    master,
    budget: { maxConnections: 80, poolSize: 2, maxOverflow: 2, poolTimeoutMs: 5000, namedStatements: false },
    defaultTenant: undefined,
    settings: { sessionMaxAgeMs: 86_400_000 },
    logger: { level: 'error' },
  });
  process.on('message', (message: ToNode) => {
    if (message.kind !== 'figures') return;
    const { runtimes } = app;
    tell({ kind: 'figures', residentBytes: process.memoryUsage.rss(), tenants: runtimes.tenantCount, connections: runtimes.pool.total });
  });
  tell({ kind: 'ready', port: await app.listen('127.0.0.1', 0) });
}

process.once('message', (message: ToNode) => void (message.kind === 'serve' && serve(message)));
process.once('disconnect', () => process.exit(0));
