import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { identifier } from '../../platform/database/identifier.ts';
import { ServerError } from './server-admin.ts';

/** Takes CONNECT and TEMPORARY from PUBLIC and reads the list back: without the right to it, REVOKE only warns. */
export async function closeToPublic<Tables>(database: Database<Tables>, name: string): Promise<void> {
  await sql`revoke connect, temporary on database ${identifier(name)} from public`.execute(database);
  if (await isOpenToPublic(database, name))
    throw new ServerError(
      `The database "${name}" stays open to PUBLIC, because the administrator does not own it. ` +
        `Run as its owner: REVOKE CONNECT, TEMPORARY ON DATABASE "${name}" FROM PUBLIC;`,
    );
}

/** An absent list means the default, which lets everybody in. */
async function isOpenToPublic<Tables>(database: Database<Tables>, name: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) as entry
    where datname = ${name} and entry.grantee = 0 and entry.privilege_type in ('CONNECT', 'TEMPORARY')`.execute(database);
  return rows.length > 0;
}
