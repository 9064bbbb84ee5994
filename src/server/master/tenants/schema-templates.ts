import { createUuid } from '../../../lib/uuid.ts';
import type { Master } from '../master.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { createOwnerRole, createTenantDatabase, dropMarked, fillTemplate } from './server-objects.ts';
import { schemaChecksumOf, schemaVersionOf } from './schema-source.ts';
import { namesOf, templateNameOf } from './slug.ts';

/**
 * Makes the template of today's schema on a server, unless it is there, and drops those of older ones. Only for who holds the
 * lock of the server's stock.
 */
export async function keepTemplate(master: Master, server: ServerAdmin): Promise<void> {
  const serverId = server.server.id;
  const schemaVersion = schemaVersionOf(master);
  const rows = await master.database.selectFrom('schema_templates').selectAll().where('database_server_id', '=', serverId).execute();
  for (const row of rows) {
    const isCurrent = row.schema_version === schemaVersion && row.checksum === schemaChecksumOf(master) && row.state === 'ready';
    // A newer node's template is its own affair.
    if (isCurrent || row.schema_version > schemaVersion) continue;
    await dropMarked(server.database, templateNameOf(row.schema_version), { kind: 'template', id: row.id });
    await master.database.deleteFrom('schema_templates').where('id', '=', row.id).execute();
  }
  const isThere = rows.some(
    (row) => row.schema_version === schemaVersion && row.checksum === schemaChecksumOf(master) && row.state === 'ready',
  );
  if (!isThere) await makeTemplate(master, server);
}

async function makeTemplate(master: Master, server: ServerAdmin): Promise<void> {
  const schemaVersion = schemaVersionOf(master);
  const [id, names] = [createUuid(), namesOf(templateNameOf(schemaVersion))];
  const mark = { kind: 'template', id } as const;
  const place = { database_server_id: server.server.id, schema_version: schemaVersion };
  await master.database
    .insertInto('schema_templates')
    .values({ ...place, checksum: schemaChecksumOf(master), id, state: 'making' })
    .execute();
  await createOwnerRole(server.database, names, mark);
  const startMs = performance.now();
  await createTenantDatabase(server.database, names, mark, 'template0');
  await fillTemplate({ servers: master.servers, server, migrations: master.options.ports.migrations }, names);
  const batchMs = Math.round(performance.now() - startMs);
  await master.database.updateTable('schema_templates').set({ state: 'ready' }).where('id', '=', id).execute();
  await master.database
    .updateTable('database_servers')
    .set({ batch_ms: batchMs, clone_ms: null })
    .where('id', '=', server.server.id)
    .execute();
}
