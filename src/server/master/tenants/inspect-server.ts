import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Master } from '../master.ts';
import { closeToPublic, type ServerAdmin, type ServerCatalog } from '../servers/public.ts';
import type { Drift } from './finding.ts';
import { parseMark, type Mark } from './ownership.ts';
import { dropRoles, dropTenantDatabase } from './server-objects.ts';
import { namesOf, type TenantNames } from './slug.ts';

export type RoleFound = { readonly name: string; readonly mark: Mark | undefined; readonly isExcessive: boolean };
export type DatabaseFound = { readonly name: string; readonly owner: string; readonly isPublic: boolean };
/** Roles and databases of a server whose names are like the product's. */
export type Inventory = { readonly roles: ReadonlyMap<string, RoleFound>; readonly databases: ReadonlyMap<string, DatabaseFound> };

export async function takeInventory(admin: Database<ServerCatalog>): Promise<Inventory> {
  const roles = await sql<{ name: string; comment: string | null; isExcessive: boolean }>`
    select rolname as name, shobj_description(oid, 'pg_authid') as comment,
      rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as "isExcessive"
    from pg_roles where rolname like 'milestone\\_%'`.execute(admin);
  const databases = await sql<DatabaseFound>`
    select datname as name, pg_get_userbyid(datdba) as owner, exists (
      select from aclexplode(coalesce(datacl, acldefault('d', datdba))) as entry
      where entry.grantee = 0 and entry.privilege_type in ('CONNECT', 'TEMPORARY')) as "isPublic"
    from pg_database where datname like 'milestone\\_%' or datname in ('postgres', 'template1')`.execute(admin);
  return {
    roles: new Map(roles.rows.map(({ name, comment, isExcessive }) => [name, { name, mark: parseMark(comment), isExcessive }])),
    databases: new Map(databases.rows.map((row) => [row.name, row])),
  };
}

/** What the product made there and nobody needs any more, and what is open that should be closed. */
export async function inspectServer(master: Master, server: ServerAdmin, inventory: Inventory): Promise<readonly Drift[]> {
  const known = await knownMarks(master, server.server.id);
  const orphans = await findOrphans(master, server, inventory, known);
  return [...orphans, ...openDatabases(master, server, inventory)];
}

/** Ids of everything that the registry has on this server, whatever its state. */
async function knownMarks({ database }: Master, serverId: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from tenants where database_server_id = ${serverId}
    union all select id from pool_databases where database_server_id = ${serverId}
    union all select id from schema_templates where database_server_id = ${serverId}`.execute(database);
  return new Set(rows.map(({ id }) => id));
}

async function findOrphans(
  master: Master,
  server: ServerAdmin,
  { roles, databases }: Inventory,
  known: ReadonlySet<string>,
): Promise<Drift[]> {
  const orphanMarks = new Map<string, { mark: Mark; names: TenantNames; roles: string[] }>();
  for (const { name, mark } of roles.values()) {
    if (!mark || known.has(mark.id)) continue;
    const entry = orphanMarks.get(mark.id) ?? { mark, names: namesOf(name.replace(/__(ddl|a|b)$/, '')), roles: [] };
    entry.roles.push(name);
    orphanMarks.set(mark.id, entry);
  }
  const drifts: Drift[] = [];
  for (const { mark, names, roles: orphanRoles } of orphanMarks.values()) {
    const isDeletable = await isForgotten(master, mark);
    const drop = async (): Promise<void> => {
      await dropTenantDatabase(server.database, names, mark);
      await dropRoles(server.database, names, mark);
    };
    const common = {
      serverId: server.server.id,
      tenantId: mark.kind === 'tenant' ? mark.id : null,
      ...(isDeletable ? { repair: drop } : {}),
    };
    const why = isDeletable
      ? 'It belongs to no tenant: the ledger shows that its tenant was deleted or never active.'
      : 'Milestone made it, but this registry does not know for whom; it may belong to a registry that was restored from a backup. Look into it before you drop it.';
    if (databases.get(names.database)?.owner === names.owner)
      drifts.push({
        ...common,
        kind: 'orphan_database',
        subject: names.database,
        message: `The database "${names.database}" is left over. ${why}`,
      });
    for (const role of orphanRoles)
      drifts.push({ ...common, kind: 'orphan_role', subject: role, message: `The role "${role}" is left over. ${why}` });
  }
  return [...drifts, ...unmarked(master, server, { roles, databases })];
}

/** Only what the ledger shows to have been deleted, or never to have been in use, may be dropped unasked. */
async function isForgotten({ database }: Master, mark: Mark): Promise<boolean> {
  if (mark.kind !== 'tenant') return false;
  const rows = await database.selectFrom('tenant_operations').select(['kind', 'state']).where('tenant_id', '=', mark.id).execute();
  const wasDeleted = rows.some(({ kind }) => kind === 'deprovision');
  const wasActive = rows.some(({ kind, state }) => kind === 'provision' && state === 'succeeded');
  return rows.length > 0 && (wasDeleted || !wasActive);
}

function unmarked(master: Master, { server }: ServerAdmin, { roles, databases }: Inventory): Drift[] {
  const common = { serverId: server.id, tenantId: null };
  const own = new Set([master.connection.database, master.connection.user, master.options.admin.user, 'postgres', 'template1']);
  const strange = Array.from(databases.values()).filter(({ name, owner }) => !own.has(name) && !roles.get(owner)?.mark);
  return [
    ...strange.map(({ name }): Drift => ({
      ...common,
      kind: 'orphan_database',
      subject: name,
      message: `The database "${name}" has a name like a tenant's, but Milestone did not make it. It is never touched; drop or rename it if nobody needs it.`,
    })),
    ...Array.from(roles.values())
      .filter(({ name, mark }) => !mark && !own.has(name))
      .map(({ name }): Drift => ({
        ...common,
        kind: 'orphan_role',
        subject: name,
        message: `The role "${name}" has a name like a tenant's, but Milestone did not make it. It is never touched; drop or rename it if nobody needs it.`,
      })),
  ];
}

function openDatabases(master: Master, server: ServerAdmin, { roles, databases }: Inventory): Drift[] {
  const common = { serverId: server.server.id, tenantId: null };
  return Array.from(databases.values())
    .filter(({ isPublic }) => isPublic)
    .flatMap(({ name, owner }): Drift[] => {
      const statement = `REVOKE CONNECT, TEMPORARY ON DATABASE "${name}" FROM PUBLIC;`;
      if (name === 'postgres' || name === 'template1')
        return [
          {
            ...common,
            kind: 'open_system_database',
            subject: name,
            message: `Every tenant role may enter the database "${name}". Run as a superuser: ${statement}`,
          },
        ];
      const isMaster = name === master.connection.database;
      if (!isMaster && !roles.get(owner)?.mark) return [];
      const repair = () => closeToPublic(isMaster ? master.database : server.database, name);
      return [
        { ...common, kind: 'public_connect', subject: name, message: `Every role of the server may enter the database "${name}".`, repair },
      ];
    });
}
