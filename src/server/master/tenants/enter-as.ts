import { sql } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import type { Login } from './credentials-store.ts';

export type TenantPlace = {
  readonly host: string;
  readonly port: number;
  readonly ssl: 'off' | 'require' | 'verify';
  readonly database: string;
};

/** Enters a tenant's database as requests do, by one login of its own. */
export async function enterAs(place: TenantPlace, { username: user, password }: Login) {
  const opened = openDatabase({
    connection: { ...place, user, password },
    poolSize: 0,
    maxOverflow: 1,
    poolTimeoutMs: 5000,
    namedStatements: false,
  });
  try {
    const { rows } = await sql<{ schemaVersion: number | null; serverVersion: string }>`
      select (select max(version) from schema_migrations) as "schemaVersion", current_setting('server_version') as "serverVersion"`.execute(
      opened.database,
    );
    return rows[0] ?? { schemaVersion: null, serverVersion: '' };
  } finally {
    await opened.end();
  }
}
