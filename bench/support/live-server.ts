/**
 * A node of the product in a process of its own, for `bench/live.ts`. It tells its parent where it serves, and for every
 * revision when it was committed, on the clock that all processes of a machine share.
 */
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { createApp } from '../../src/server/app.ts';
import { BARE_SERVING } from '../../tests/support/bare-serving.ts';

export type FromServer =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'committed'; readonly revision: number; readonly atNs: string };

const tell = (message: FromServer): void => void process.send?.(message);

async function serve(connection: ConnectionConfig): Promise<void> {
  const app = await createApp({
    ...BARE_SERVING,
    database: { connection, poolSize: 4, maxOverflow: 0, poolTimeoutMs: 10_000, namedStatements: false },
    title: 'Bench',
    settings: { sessionMaxAgeMs: 86_400_000 },
    hooks: { firstPasswordReplaced: () => Promise.resolve() },
    logger: { level: 'error' },
  });
  await app.migrate();
  // A change is published right after its commit.
  app.tenant.changes.subscribe((revision) => tell({ kind: 'committed', revision, atNs: String(process.hrtime.bigint()) }));
  tell({ kind: 'ready', port: await app.listen('127.0.0.1', 0) });
}

process.once('message', (connection: ConnectionConfig) => void serve(connection));
process.once('disconnect', () => process.exit(0));
