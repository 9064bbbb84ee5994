import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { ManagedSso } from '../../platform/openid/managed-sso.ts';
import type { MasterTables, TenantStatus } from '../master-tables.ts';

/** What a node keeps of each tenant: enough to serve it while the registry is away. */
export type RegistryRow = {
  readonly id: string;
  readonly slug: string;
  readonly formerSlugs: readonly string[];
  readonly name: string;
  readonly status: TenantStatus;
  readonly statusReason: string | null;
  readonly schemaVersion: number | null;
  readonly maxUsers: number | null;
  readonly maxProjects: number | null;
  readonly databaseName: string;
  /** The pooler's where there is one. */
  readonly host: string;
  readonly port: number;
  readonly ssl: 'off' | 'require' | 'verify';
  readonly login: 'a' | 'b' | null;
  readonly username: string | null;
  readonly ciphertext: string | null;
  readonly registryVersion: number;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly requiredGroupIds: readonly string[];
  readonly groupMatch: 'any' | 'all';
  /** Of the organization, where it is switched on. */
  readonly sso:
    | (Omit<ManagedSso, 'managedBy' | 'organizationName' | 'clientSecret' | 'requiredGroupIds' | 'groupMatch'> & {
        readonly ciphertext: string;
      })
    | null;
};

/** The tenants of these ids, or all of them. */
export async function readRegistryRows(database: Database<MasterTables>, which: { readonly ids: readonly string[] } | 'all') {
  const filter = which === 'all' ? sql`true` : sql`tenants.id = any (${which.ids}::uuid[])`;
  const { rows } = await sql<RegistryRow>`
    select tenants.id, tenants.slug, tenants.name, tenants.status, tenants.status_reason as "statusReason", tenants.schema_version as "schemaVersion",
      tenants.max_users as "maxUsers", tenants.max_projects as "maxProjects", tenants.database_name as "databaseName",
      coalesce(server.pooler_host, server.host) as host, coalesce(server.pooler_port, server.port) as port, server.ssl,
      credential.login, credential.username, credential.ciphertext, tenants.registry_version as "registryVersion",
      organization.id as "organizationId", organization.name as "organizationName",
      tenants.required_group_ids as "requiredGroupIds", tenants.group_match as "groupMatch",
      case when sso.is_enabled then json_build_object('provider', sso.provider, 'directoryId', sso.directory_id,
        'issuerUrl', sso.issuer_url, 'clientId', sso.client_id, 'ciphertext', coalesce(sso.client_secret_ciphertext, ''),
        'label', sso.label, 'autoCreate', sso.auto_create, 'defaultRole', sso.default_role) end as sso,
      array(select slug from tenant_former_slugs where tenant_id = tenants.id) as "formerSlugs"
    from tenants
    join database_servers as server on server.id = tenants.database_server_id
    left join organizations as organization on organization.id = tenants.organization_id
    left join organization_sso as sso on sso.organization_id = organization.id
    left join lateral (
      select login, username, ciphertext from tenant_credentials
      where tenant_id = tenants.id and retired_at is null order by created_at desc, login limit 1
    ) as credential on true
    where ${filter}`.execute(database);
  return rows;
}

/** Grows with every change of what nodes keep. */
export async function readRegistryVersion(database: Database<MasterTables>): Promise<number> {
  const { rows } = await sql<{ version: number }>`select last_value as version from registry_version`.execute(database);
  return rows[0]?.version ?? 0;
}
