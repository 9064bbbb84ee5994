import type { ConnectionConfig } from '../platform/database/connection.ts';
import type { Database, PoolConfig } from '../platform/database/database.ts';
import type { MasterTables } from './master-tables.ts';
import type { TenantPorts } from './ports.ts';

export type MasterOptions = {
  /** The registry's own pool, as the master user. */
  readonly pool: PoolConfig;
  /** Who makes databases and roles: CREATEDB and CREATEROLE are enough. */
  readonly admin: { readonly user: string; readonly password: string };
  /** 64 hex characters each; the old ones only read. */
  readonly encryptionKey: string;
  readonly oldEncryptionKeys: readonly string[];
  /** Of each tenant login: nodes × (pool size + overflow) + 2. */
  readonly loginConnectionLimit: number;
  /** Databases made ahead per server; 0: none. */
  readonly warmPoolSize: number;
  readonly deleteGraceDays: number;
  /** The product's own server, whose maintenance databases it closes. */
  readonly isEmbedded: boolean;
  readonly ports: TenantPorts;
};

/** The open control plane. */
export type Master = {
  readonly database: Database<MasterTables>;
  /** For listeners. */
  readonly connection: ConnectionConfig;
  readonly options: MasterOptions;
  close(): Promise<void>;
};
