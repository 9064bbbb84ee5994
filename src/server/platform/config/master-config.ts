import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';
import { connectionOfUrl, sslOf } from './database-config.ts';
import { optional, wholeNumber } from './values.ts';

const KEY = /^[0-9a-f]{64}$/i;
const keySchema = z.string().regex(KEY, 'must be 64 hex characters: openssl rand -hex 32');
const keysSchema = z
  .string()
  .refine((text) => keysOf(text).every((key) => KEY.test(key)), 'must be keys of 64 hex characters, separated by commas');

/** What the multi-tenant mode adds. */
export const masterShape = {
  MASTER_DATABASE_URL: optional(z.string()),
  MASTER_DB_HOST: optional(z.string()),
  MASTER_DB_PORT: wholeNumber(1, 65_535, 5432),
  MASTER_DB_NAME: optional(z.string()),
  MASTER_DB_USER: optional(z.string()),
  MASTER_DB_PASSWORD: optional(z.string()),
  PG_ADMIN_USER: optional(z.string()),
  PG_ADMIN_PASSWORD: optional(z.string()),
  TENANT_ENCRYPTION_KEY: optional(keySchema),
  TENANT_ENCRYPTION_KEYS_OLD: optional(keysSchema),
  TENANT_WARM_POOL: wholeNumber(0, 100, 2),
  TENANT_DELETE_GRACE_DAYS: wholeNumber(0, 3650, 0),
  DEFAULT_TENANT: optional(z.string().regex(/^[a-z](-?[a-z0-9])+$/, 'must be the slug of a tenant')),
  NODE_COUNT: wholeNumber(1, 1000, 4),
};

export type MasterConfig =
  /** Everything in the data folder; a given key wins over the one that is kept there. */
  | { readonly kind: 'embedded'; readonly encryptionKey: string | undefined; readonly oldEncryptionKeys: readonly string[] }
  | {
      readonly kind: 'configured';
      readonly connection: ConnectionConfig;
      readonly admin: { readonly user: string; readonly password: string };
      readonly encryptionKey: string;
      readonly oldEncryptionKeys: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

type Variables = Readonly<Record<string, string | undefined>>;

/** `MASTER_DATABASE_URL` before `MASTER_DB_*`; with neither, the embedded server. Undefined in single-tenant mode. */
export function masterOf(variables: Variables): MasterConfig | undefined {
  if (variables['MULTI_TENANT'] !== 'true' && variables['MULTI_TENANT'] !== '1') return undefined;
  const oldEncryptionKeys = keysOf(variables['TENANT_ENCRYPTION_KEYS_OLD'] ?? '');
  const encryptionKey = variables['TENANT_ENCRYPTION_KEY'];
  const found = masterConnectionOf(variables);
  if (found === undefined) {
    if (variables['DATABASE_URL'] === undefined && variables['DB_HOST'] === undefined)
      return { kind: 'embedded', encryptionKey, oldEncryptionKeys };
    return invalid('MASTER_DATABASE_URL (or MASTER_DB_HOST) must say where the master database is, since MULTI_TENANT is true');
  }
  if (found.kind !== 'configured') return invalid('MASTER_DATABASE_URL must be like postgres://user:password@host:5432/name');
  if (encryptionKey === undefined)
    return invalid('TENANT_ENCRYPTION_KEY must be set, since MULTI_TENANT is true: 64 hex characters, as from openssl rand -hex 32');
  const { connection } = found;
  const admin = { user: variables['PG_ADMIN_USER'] ?? 'postgres', password: variables['PG_ADMIN_PASSWORD'] ?? '' };
  return { kind: 'configured', connection, admin, encryptionKey, oldEncryptionKeys };
}

function masterConnectionOf(variables: Variables) {
  const { MASTER_DATABASE_URL, MASTER_DB_HOST, MASTER_DB_NAME, MASTER_DB_PASSWORD, MASTER_DB_PORT, MASTER_DB_USER, DB_SSL } = variables;
  if (MASTER_DATABASE_URL !== undefined) return connectionOfUrl(MASTER_DATABASE_URL, DB_SSL);
  if (MASTER_DB_HOST === undefined && MASTER_DB_NAME === undefined && MASTER_DB_USER === undefined) return undefined;
  const connection: ConnectionConfig = {
    host: MASTER_DB_HOST ?? 'localhost',
    port: Number(MASTER_DB_PORT ?? 5432),
    database: MASTER_DB_NAME ?? 'milestone_admin',
    user: MASTER_DB_USER ?? 'milestone_admin',
    password: MASTER_DB_PASSWORD ?? '',
    ssl: sslOf(DB_SSL),
  };
  return { kind: 'configured', connection } as const;
}

export function keysOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}

function invalid(problem: string): MasterConfig {
  return { kind: 'invalid', problems: [problem] };
}
