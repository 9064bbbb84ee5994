import { z } from 'zod';
import type { ConnectionConfig } from '../database/connection.ts';

const sslSchema = z.enum(['off', 'require', 'verify', 'true', 'false'], 'must be off, require or verify');

export const databaseShape = {
  DATABASE_URL: z.string().optional(),
  DB_HOST: z.string().optional(),
  DB_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .optional(),
  DB_NAME: z.string().optional(),
  DB_USER: z.string().optional(),
  DB_PASSWORD: z.string().optional(),
  DB_SSL: sslSchema.optional(),
};

export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'configured'; readonly connection: ConnectionConfig }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

type Variables = Readonly<Record<string, string | undefined>>;

/** `DATABASE_URL` before `DB_*`; with neither, the embedded server. The shape of single variables is checked elsewhere. */
export function databaseOf(variables: Variables): DatabaseConfig {
  const { DATABASE_URL, DB_HOST, DB_NAME, DB_PORT, DB_USER, DB_PASSWORD, DB_SSL } = variables;
  if (DATABASE_URL !== undefined) return connectionOfUrl(DATABASE_URL, DB_SSL);
  if (DB_HOST === undefined && DB_NAME === undefined && DB_USER === undefined) return { kind: 'embedded' };
  return {
    kind: 'configured',
    connection: {
      host: DB_HOST ?? 'localhost',
      port: Number(DB_PORT ?? 5432),
      database: DB_NAME ?? 'milestone',
      user: DB_USER ?? 'milestone',
      password: DB_PASSWORD ?? '',
      ssl: sslOf(DB_SSL),
    },
  };
}

export function connectionOfUrl(text: string, ssl: string | undefined): DatabaseConfig {
  const url = URL.parse(text);
  const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:';
  const database = url?.pathname.slice(1) ?? '';
  if (!url || !isPostgres || url.hostname === '' || database === '')
    return { kind: 'invalid', problems: ['DATABASE_URL must be like postgres://user:password@host:5432/name'] };
  try {
    return {
      kind: 'configured',
      connection: {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: Number(url.port || 5432),
        database: decodeURIComponent(database),
        user: decodeURIComponent(url.username) || 'milestone',
        password: decodeURIComponent(url.password),
        ssl: sslOf(ssl ?? sslModeOf(url.searchParams.get('sslmode'))),
      },
    };
  } catch {
    return { kind: 'invalid', problems: ['DATABASE_URL holds a % that starts no escape: write %25 for a percent sign'] };
  }
}

function sslModeOf(mode: string | null): string {
  if (mode === null || mode === 'disable' || mode === 'allow' || mode === 'prefer') return 'off';
  return mode === 'require' ? 'require' : 'verify';
}

export function sslOf(setting: string | undefined): ConnectionConfig['ssl'] {
  if (setting === 'require' || setting === 'true') return 'require';
  return setting === 'verify' ? 'verify' : 'off';
}
