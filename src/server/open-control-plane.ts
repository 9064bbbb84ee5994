import { openMaster, type Master, type MasterOptions } from './master/master.ts';
import type { Config } from './platform/config/config.ts';
import type { EmbeddedMaster } from './platform/database/embedded/embedded-database.ts';
import { createTenantPorts } from './tenant-ports.ts';

type MasterConfig = NonNullable<Config['master']>;

/** Statements on the registry at once; with the administrator's and the listeners' connections below what a server has. */
const REGISTRY_CONNECTIONS = 6;
const REGISTRY_WAIT_MS = 10_000;

/** How to enter the registry as configured; `embedded` is that of the data folder, where there is no other. */
export async function masterOptionsOf(config: Config, master: MasterConfig, embedded?: EmbeddedMaster): Promise<MasterOptions> {
  const place = master.kind === 'configured' ? master : embedded;
  if (!place) throw new Error('the embedded database was not started');
  const { poolSize, maxOverflow, namedStatements } = config.pool;
  const { nodeCount, warmPoolSize, deleteGraceDays } = config.tenancy;
  return {
    pool: {
      connection: place.connection,
      poolSize: 1,
      maxOverflow: REGISTRY_CONNECTIONS - 1,
      poolTimeoutMs: REGISTRY_WAIT_MS,
      namedStatements,
    },
    admin: place.admin,
    encryptionKey: master.encryptionKey ?? place.encryptionKey,
    oldEncryptionKeys: master.oldEncryptionKeys,
    loginConnectionLimit: nodeCount * (poolSize + maxOverflow) + 2,
    warmPoolSize,
    deleteGraceDays,
    ports: await createTenantPorts(),
  };
}

/** Opens the registry as configured. */
export async function openControlPlane(config: Config, master: MasterConfig, embedded?: EmbeddedMaster): Promise<Master> {
  return openMaster(await masterOptionsOf(config, master, embedded));
}
