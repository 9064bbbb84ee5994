import { sql, type Selectable } from 'kysely';
import type { Master } from '../master.ts';
import type { TenantsTable } from '../master-tables.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { readLogins } from './credentials-store.ts';
import type { Drift } from './finding.ts';
import { inspectCredentials, inspectFirstPassword, inspectLogins } from './inspect-credentials.ts';
import type { Inventory } from './inspect-server.ts';
import { schemaVersionOf } from './schema-source.ts';
import { createRoles, grantTenantData, openToGroup, setLoginPasswords } from './server-objects.ts';
import { namesOf, rolesOf } from './slug.ts';

type TenantRow = Selectable<TenantsTable>;
/** Brings one tenant's schema up to date. */
export type MigrateTenant = (tenantId: string) => Promise<void>;
export type InspectOptions = { readonly migrateTenant?: MigrateTenant | undefined };

/** What differs for one tenant that has a database, seen from the server and from inside its database. */
export async function inspectTenant(
  master: Master,
  server: ServerAdmin,
  inventory: Inventory,
  tenant: TenantRow,
  options: InspectOptions,
): Promise<readonly Drift[]> {
  const names = namesOf(tenant.database_name);
  const common = { serverId: server.server.id, tenantId: tenant.id };
  const database = inventory.databases.get(names.database);
  if (!database || database.owner !== names.owner)
    return [
      {
        ...common,
        kind: 'missing_database',
        subject: names.database,
        message: `The database "${names.database}" of the tenant "${tenant.slug}" is not there. Restore it from a backup, or delete the tenant.`,
      },
    ];
  const repair = () => repairRoles(master, server, tenant);
  const missing = rolesOf(names).filter((role) => inventory.roles.get(role)?.mark?.id !== tenant.id);
  const roles = missing.map((role): Drift => ({
    ...common,
    kind: 'missing_role',
    subject: role,
    message: `The role "${role}" of the tenant "${tenant.slug}" is not there.`,
    ...(inventory.roles.has(role) ? {} : { repair }),
  }));
  const excessive = rolesOf(names)
    .filter((role) => inventory.roles.get(role)?.isExcessive)
    .map((role): Drift => ({
      ...common,
      kind: 'excessive_rights',
      subject: role,
      message: `The role "${role}" has rights that no tenant may have. Run as a superuser: ALTER ROLE "${role}" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;`,
    }));
  const credentials = await inspectCredentials(master, server, tenant);
  const firstPassword = inspectFirstPassword(master, server, tenant);
  // Without its roles nothing else can be told apart.
  if (missing.length > 0) return [...roles, ...excessive, ...credentials, ...firstPassword];
  return [
    ...excessive,
    ...credentials,
    ...firstPassword,
    ...(await inspectGrants(master, server, tenant)),
    ...(credentials.length > 0 ? [] : await inspectLogins(master, server, tenant)),
    ...(await inspectVersion(master, server, tenant, options)),
  ];
}

async function repairRoles(master: Master, server: ServerAdmin, tenant: TenantRow): Promise<void> {
  const names = namesOf(tenant.database_name);
  await createRoles(server.database, names, { kind: 'tenant', id: tenant.id }, master.options.loginConnectionLimit);
  await openToGroup(server.database, names);
  await grantTenantData({ servers: master.servers, server }, names);
  await setLoginPasswords(server.database, await readLogins(master, tenant.id));
}

async function inspectGrants(master: Master, server: ServerAdmin, tenant: TenantRow): Promise<Drift[]> {
  const names = namesOf(tenant.database_name);
  const lacking = await sql<{ what: string }>`
    select 'CONNECT on the database' as what where not has_database_privilege(${names.group}, ${names.database}, 'CONNECT')
    union all
    select format('membership of "%s"', login) from unnest(${[names.loginA, names.loginB]}::text[]) as login
    where not pg_has_role(login, ${names.group}, 'usage')`.execute(server.database);
  const inside = await master.servers.within(server, { database: names.database }, (database) =>
    sql<{ what: string }>`
      select format('rights on the table %s', relname) as what from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations'
      and not (has_table_privilege(${names.group}, oid, 'SELECT') and has_table_privilege(${names.group}, oid, 'INSERT')
        and has_table_privilege(${names.group}, oid, 'UPDATE') and has_table_privilege(${names.group}, oid, 'DELETE'))
      order by relname limit 5`.execute(database),
  );
  return [...lacking.rows, ...inside.rows].map(({ what }): Drift => ({
    kind: 'missing_grant',
    serverId: server.server.id,
    tenantId: tenant.id,
    subject: names.database,
    message: `The logins of the tenant "${tenant.slug}" lack ${what}.`,
    repair: () => repairRoles(master, server, tenant),
  }));
}

async function inspectVersion(master: Master, server: ServerAdmin, tenant: TenantRow, { migrateTenant }: InspectOptions): Promise<Drift[]> {
  const names = namesOf(tenant.database_name);
  const common = { serverId: server.server.id, tenantId: tenant.id, subject: names.database };
  const { rows } = await master.servers.within(server, { database: names.database, role: names.owner }, (database) =>
    sql<{ version: number | null }>`select max(version) as version from schema_migrations`.execute(database),
  );
  const version = rows[0]?.version ?? null;
  const drift: Drift = {
    ...common,
    kind: 'version_drift',
    message: `The registry takes the schema of "${tenant.slug}" for version ${tenant.schema_version ?? 'none'}, but it is ${version ?? 'none'}.`,
    repair: async () => {
      await master.database.updateTable('tenants').set({ schema_version: version }).where('id', '=', tenant.id).execute();
    },
  };
  const behind: Drift = {
    ...common,
    kind: 'version_behind',
    message: `The schema of "${tenant.slug}" is at version ${version ?? 'none'} of ${schemaVersionOf(master)}. Run: milestone migrate --tenant ${tenant.slug}`,
    ...(migrateTenant ? { repair: () => migrateTenant(tenant.id) } : {}),
  };
  return [...(version === tenant.schema_version ? [] : [drift]), ...((version ?? 0) < schemaVersionOf(master) ? [behind] : [])];
}
