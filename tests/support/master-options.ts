import type { MasterOptions } from '../../src/server/master/master.ts';
import type { ConnectionConfig } from '../../src/server/platform/database/connection.ts';
import { createTenantPorts } from '../../src/server/tenant-ports.ts';

/** A registry in `connection.database`, with the same user for everything. */
export async function masterOptionsOf(connection: ConnectionConfig, changes: Partial<MasterOptions> = {}): Promise<MasterOptions> {
  return {
    pool: { connection, poolSize: 0, maxOverflow: 8, poolTimeoutMs: 10_000, namedStatements: false },
    admin: { user: connection.user, password: connection.password },
    encryptionKey: 'c3'.repeat(32),
    oldEncryptionKeys: [],
    loginConnectionLimit: 6,
    warmPoolSize: 0,
    deleteGraceDays: 0,
    ports: await createTenantPorts(),
    ...changes,
  };
}
