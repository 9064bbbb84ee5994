import pg from 'pg';
import { clientOptionsOf, type ConnectionConfig } from '../connection.ts';

/** Makes the product's role and database where they are missing. The role owns its database and is nothing else. */
export async function ensureDatabase(admin: ConnectionConfig, name: string, password: string): Promise<void> {
  const client = new pg.Client(clientOptionsOf(admin));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $1) as database',
      [name],
    );
    const [quoted, literal] = [pg.escapeIdentifier(name), pg.escapeLiteral(password)];
    if (!rows[0]?.role) await client.query(`create role ${quoted} login nosuperuser nocreatedb nocreaterole password ${literal}`);
    if (rows[0]?.database) return;
    await client.query(`create database ${quoted} owner ${quoted} template template0 encoding 'UTF8' strategy file_copy`);
    await client.query(`revoke connect, temporary on database ${quoted}, postgres, template1 from public`);
  } finally {
    await client.end();
  }
}
