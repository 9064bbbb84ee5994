import type { Master } from '../master.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { templateNameOf } from './slug.ts';

/** What a tenant's database is at after provisioning. */
export function schemaVersionOf({ options }: Pick<Master, 'options'>): number {
  return options.ports.migrations.at(-1)?.version ?? 0;
}

/** Tells schemas apart that have the same number: an unreleased migration may still have changed. */
export function schemaChecksumOf({ options }: Pick<Master, 'options'>): string {
  return options.ports.migrations.map(({ checksum }) => checksum.slice(0, 16)).join('-');
}

/**
 * What a new database of the server is made from: the schema template, or, where there is none yet or cloning it was measured
 * to be slower there, an empty database, into which the schema goes in one batch.
 */
export async function templateFor(master: Master, { server }: ServerAdmin): Promise<string> {
  if (server.clone_ms !== null && server.batch_ms !== null && server.clone_ms >= server.batch_ms) return 'template0';
  const schemaVersion = schemaVersionOf(master);
  const template = await master.database
    .selectFrom('schema_templates')
    .select('schema_version')
    .where('database_server_id', '=', server.id)
    .where('schema_version', '=', schemaVersion)
    .where('checksum', '=', schemaChecksumOf(master))
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return template ? templateNameOf(schemaVersion) : 'template0';
}
