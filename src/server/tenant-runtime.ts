import { randomBytes } from 'node:crypto';
import { openDatabase, type OpenDatabase, type PoolConfig } from './platform/database/database.ts';
import { isMigrated, listPending, loadMigrations, runMigrations, type Migration } from './platform/database/migrations.ts';
import { createChangeChannel, type NodeChannel } from './platform/live/change-channel.ts';
import type { ManagedSso } from './platform/openid/managed-sso.ts';
import { createKeyring, type Keyring } from './platform/secrets/keyring.ts';
import { NO_LIMITS, type TenantContext, type TenantHooks, type TenantSettings } from './platform/tenant-context.ts';

const MIGRATIONS = new URL('./tenant/migrations/', import.meta.url);

export type TenantRuntimeOptions = {
  readonly database: PoolConfig;
  readonly title: string;
  readonly settings: TenantSettings;
  readonly hooks: TenantHooks;
  /** Absent: what is sealed is lost with the process. */
  readonly keyring?: Keyring | undefined;
  readonly managedSso?: ManagedSso | undefined;
};

/** A tenant's context with what lives behind it: for the server, and for single commands. */
export type TenantRuntime = {
  readonly tenant: TenantContext;
  readonly opened: OpenDatabase;
  readonly changes: NodeChannel;
  /** Answers with the names of what was applied. */
  migrate(): Promise<readonly string[]>;
  /** Names of what `migrate` would apply. */
  listPending(): Promise<readonly string[]>;
  /** The database answers and is current. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
};

export async function openTenant(options: TenantRuntimeOptions): Promise<TenantRuntime> {
  const migrations = await loadMigrations(MIGRATIONS);
  const opened = openDatabase(options.database);
  const changes = createChangeChannel(options.database.connection, opened.database);
  const tenant: TenantContext = {
    tenant: { id: 'default', slug: null, title: options.title, basePath: '' },
    database: opened.database,
    changes,
    accessNews: changes.accessNews,
    settings: options.settings,
    hooks: options.hooks,
    limits: NO_LIMITS,
    keyring: options.keyring ?? createKeyring(randomBytes(32).toString('hex')),
    managedSso: options.managedSso,
  };
  return {
    tenant,
    opened,
    changes,
    migrate: async () => (await runMigrations(opened.database, migrations)).applied,
    listPending: () => listPending(opened.database, migrations),
    isReady: () => isCurrent(tenant, migrations),
    close: async () => {
      await changes.close();
      await opened.end();
    },
  };
}

async function isCurrent(tenant: TenantContext, migrations: readonly Migration[]): Promise<boolean> {
  try {
    return await isMigrated(tenant.database, migrations);
  } catch {
    return false;
  }
}
