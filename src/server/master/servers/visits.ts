import { sql } from 'kysely';
import type { OpenDatabase } from '../../platform/database/database.ts';
import { identifier } from '../../platform/database/identifier.ts';
import type { TenantTables } from '../../platform/database/tables.ts';
import { openAdmin, type Servers } from './server-admin.ts';

export type Visits = Pick<Servers, 'within'> & {
  /** Closes the connection; nobody waits for it. */
  leave(): void;
};

/** As `within` of the servers, one after the other in one database, over the one connection that the first of them opens. */
export function createVisits(): Visits {
  let opened: OpenDatabase | undefined;
  let key: string | undefined;
  return {
    within: async ({ connection }, { database, role, lockTimeoutMs }, work) => {
      const here = JSON.stringify([connection.host, connection.port, database]);
      if (key !== undefined && key !== here) throw new Error('visits are of one database');
      key = here;
      opened ??= openAdmin<TenantTables>({ ...connection, database }, 1);
      return opened.database.connection().execute(async (own) => {
        if (lockTimeoutMs !== undefined) await sql`set lock_timeout = ${sql.lit(lockTimeoutMs)}`.execute(own);
        if (role !== undefined) await sql`set role ${identifier(role)}`.execute(own);
        try {
          return await work(own);
        } finally {
          // A connection that broke is another one the next time.
          if (role !== undefined || lockTimeoutMs !== undefined)
            await sql`reset role; reset lock_timeout`.execute(own).catch(() => undefined);
        }
      });
    },
    leave: () => {
      opened?.end().catch(() => undefined);
    },
  };
}
