import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '../../platform/http/paging.ts';
import type { Master } from '../master.ts';
import { findOperationRow, listOpenOperationRows, listOperationRows } from './operations-store.ts';
import type { Operation, Tenant, TenantFilter } from './tenant.ts';
import { findTenantRow, listTenantRows, tenantOf } from './tenants-store.ts';

export function listTenants({ database }: Master, filter: TenantFilter): Promise<Page<Tenant>> {
  return listTenantRows(database, filter);
}

export async function findTenant({ database }: Master, id: string): Promise<Tenant | undefined> {
  const row = await findTenantRow(database, id);
  return row && tenantOf(row);
}

export async function findTenantBySlug({ database }: Master, slug: string): Promise<Tenant | undefined> {
  const row = await database.selectFrom('tenants').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && tenantOf(row);
}

export function listOperations(
  { database }: Master,
  filter: { readonly tenantId?: string; readonly limit: number },
): Promise<readonly Operation[]> {
  return listOperationRows(database, filter);
}

/** What is under way: at most one operation of each tenant. */
export function listOpenOperations({ database }: Master, tenantIds: readonly string[]): Promise<readonly Operation[]> {
  return listOpenOperationRows(database, tenantIds);
}

const LONGEST_WAIT_MS = 100;

/** The operation as it is when it has ended, or after `timeoutMs`. News of it come at once; the registry is asked besides. */
export async function waitForOperation(master: Master, id: string, timeoutMs: number): Promise<Operation> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const change = nextChange(master, id);
    try {
      const operation = await findOperationRow(master.database, id);
      if (!operation) throw new Error('there is no such operation');
      const leftMs = deadline - Date.now();
      if (operation.state === 'succeeded' || operation.state === 'failed' || leftMs <= 0) return operation;
      await Promise.race([change.happened, sleep(Math.min(LONGEST_WAIT_MS, leftMs))]);
    } finally {
      change.forget();
    }
  }
}

function nextChange(master: Master, id: string): { readonly happened: Promise<void>; readonly forget: () => void } {
  let tell = (): void => undefined;
  const happened = new Promise<void>((resolve) => (tell = resolve));
  return { happened, forget: master.news.subscribe(id, tell) };
}
