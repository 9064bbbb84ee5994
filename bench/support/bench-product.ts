import { rmSync } from 'node:fs';
import { openDatabase, type OpenDatabase } from '../../src/server/platform/database/database.ts';
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { createUuid } from '../../src/lib/uuid.ts';
import type { SiteId, StaffId } from '../../src/planning/model.ts';
import { makeTestFolder, startProductProcess } from '../../tests/support/product-process.ts';
import { createTestSession, createTestUser } from '../../tests/support/test-accounts.ts';
import { startTestCluster } from '../../tests/support/test-cluster.ts';

export type BenchProduct = {
  /** `http://127.0.0.1:PORT` of a product in a process of its own. */
  readonly url: string;
  readonly cookie: string;
  readonly connection: ConnectionConfig;
  readonly opened: OpenDatabase;
  readonly siteId: SiteId;
  readonly adminId: StaffId;
  /** Both as the administrator; they throw what was refused. */
  post(path: string, body: object): Promise<void>;
  run(commands: readonly object[]): Promise<void>;
  stop(): Promise<void>;
};

/** The product over a PostgreSQL server of its own with its usual durability, in memory where there is some, an administrator signed in. */
export async function startBenchProduct(env: Readonly<Record<string, string>> = {}): Promise<BenchProduct> {
  const cluster = await startTestCluster();
  const dataFolder = makeTestFolder();
  const product = await startProductProcess({ dataFolder, env: { DATABASE_URL: cluster.url, RATE_LIMIT: '0', ...env } });
  const pool = { poolSize: 0, maxOverflow: 4, poolTimeoutMs: 10_000, namedStatements: false };
  const opened = openDatabase({ connection: cluster.connection, ...pool });
  const adminId = await createTestUser(opened.database, { role: 'admin', name: 'Bench Admin' });
  const cookie = await createTestSession(opened.database, adminId);
  const post = async (path: string, body: object): Promise<void> => {
    const headers = { cookie, 'content-type': 'application/json' };
    const response = await fetch(`${product.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
  };
  // Through the product, which knows its plan by heart: what is written behind its back it would not see.
  const siteId = createUuid() as SiteId;
  await post('/api/commands', {
    commands: [{ kind: 'site.set', id: siteId, fields: { name: 'Bench', timeZone: 'Europe/Zurich', weekendDays: [6, 7] } }],
  });
  return {
    url: product.url,
    post,
    cookie,
    connection: cluster.connection,
    opened,
    siteId,
    adminId,
    run: (commands) => post('/api/commands', { commands }),
    stop: async () => {
      await opened.end();
      await product.stop();
      await cluster.remove();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
