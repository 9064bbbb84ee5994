import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { MigrationsTable } from '../platform/database/tables.ts';

/** The tables of the master database, as in migrations/. */
export type MasterTables = {
  schema_migrations: MigrationsTable;
  database_servers: DatabaseServersTable;
  organizations: OrganizationsTable;
  organization_sso: OrganizationSsoTable;
  tenants: TenantsTable;
  tenant_former_slugs: { slug: string; tenant_id: string; renamed_at: Generated<Date> };
  tenant_credentials: TenantCredentialsTable;
  tenant_domains: {
    tenant_id: string;
    host: string;
    kind: 'subdomain' | 'custom';
    verified_at: Date | null;
    is_primary: Generated<boolean>;
  };
  tenant_operations: TenantOperationsTable;
  pool_databases: PoolDatabasesTable;
  schema_templates: SchemaTemplatesTable;
  admin_users: AdminUsersTable;
  admin_sessions: AdminSessionsTable;
  admin_sign_in_attempts: { kind: 'account' | 'address'; subject_hash: Buffer; attempt_count: number; window_ends_at: Date };
  admin_tenant_grants: { admin_user_id: string; tenant_id: string };
  tenant_audit_log: TenantAuditLogTable;
  tenant_usage_daily: TenantUsageDailyTable;
  nodes: NodesTable;
  request_samples: RequestSamplesTable;
  storage_samples: { tenant_id: string; at: Date; database_bytes: number };
  reconciliations: ReconciliationsTable;
};

type ReconciliationsTable = {
  id: string;
  requested_by: string;
  started_at: Generated<Date>;
  finished_at: Date | null;
  finding_count: Generated<number>;
  findings: ColumnType<readonly unknown[], string | undefined, string>;
  error: string | null;
};

export type TenantStatus = 'pending' | 'provisioning' | 'active' | 'suspended' | 'archived' | 'deleting' | 'failed';
export type TenantPlan = 'free' | 'standard' | 'enterprise';
export type OperationKind = 'provision' | 'deprovision' | 'migrate' | 'rotate' | 'move' | 'export' | 'import' | 'clone';
export type OperationState = 'queued' | 'running' | 'succeeded' | 'failed';
type Json = JSONColumnType<Readonly<Record<string, unknown>>>;
type GeneratedJson = ColumnType<Readonly<Record<string, unknown>>, string | undefined, string>;

export type DatabaseServersTable = {
  id: number;
  name: string;
  host: string;
  port: number;
  ssl: Generated<'off' | 'require' | 'verify'>;
  pooler_host: string | null;
  pooler_port: number | null;
  admin_username: string | null;
  admin_password_ciphertext: string | null;
  state: Generated<'accepting' | 'full' | 'draining'>;
  max_tenants: number | null;
  clone_ms: number | null;
  batch_ms: number | null;
  created_at: Generated<Date>;
};

export type OrganizationsTable = {
  id: string;
  name: string;
  name_key: string;
  slug: string;
  admin_email: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};

export type OrganizationSsoTable = {
  organization_id: string;
  provider: 'entra' | 'oidc';
  directory_id: string | null;
  issuer_url: string | null;
  client_id: string;
  client_secret_ciphertext: string | null;
  label: string | null;
  auto_create: Generated<boolean>;
  default_role: Generated<'user' | 'superuser' | 'admin'>;
  is_enabled: Generated<boolean>;
  updated_at: Generated<Date>;
};

export type TenantsTable = {
  id: string;
  name: string;
  name_key: string;
  slug: string;
  company_name: string | null;
  admin_email: string;
  plan: Generated<TenantPlan>;
  max_users: number | null;
  max_projects: number | null;
  status: TenantStatus;
  status_reason: string | null;
  database_server_id: number;
  database_name: string;
  schema_version: number | null;
  migration_error: string | null;
  migration_attempted_at: Date | null;
  organization_id: string | null;
  required_group_ids: Generated<string[]>;
  group_match: Generated<'any' | 'all'>;
  settings: GeneratedJson;
  first_password_ciphertext: string | null;
  registry_version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  activated_at: Date | null;
  suspended_at: Date | null;
  archived_at: Date | null;
  delete_after: Date | null;
};

type TenantCredentialsTable = {
  id: string;
  tenant_id: string;
  login: 'a' | 'b';
  username: string;
  ciphertext: string;
  key_id: string;
  created_at: Generated<Date>;
  retired_at: Date | null;
};

export type TenantOperationsTable = {
  id: string;
  tenant_id: string;
  tenant_slug: string;
  kind: OperationKind;
  state: Generated<OperationState>;
  step: string | null;
  attempt: Generated<number>;
  error: string | null;
  progress_done: Generated<number>;
  progress_total: Generated<number>;
  notes: GeneratedJson;
  node_id: string | null;
  lease_token: string | null;
  lease_until: Date | null;
  not_before: Generated<Date>;
  requested_by: string;
  created_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
};

type PoolDatabasesTable = {
  number: number;
  id: string;
  database_server_id: number;
  schema_version: number;
  state: 'making' | 'ready' | 'claimed' | 'dropping';
  tenant_id: string | null;
  created_at: Generated<Date>;
};

type SchemaTemplatesTable = {
  database_server_id: number;
  schema_version: number;
  checksum: string;
  id: string;
  state: 'making' | 'ready';
  created_at: Generated<Date>;
};

type AdminUsersTable = {
  id: string;
  email: string;
  email_key: string;
  name: string;
  name_key: string;
  role: 'admin' | 'superadmin';
  password_hash: string | null;
  must_change_password: Generated<boolean>;
  password_changed_at: Date | null;
  is_active: Generated<boolean>;
  last_sign_in_at: Date | null;
  created_at: Generated<Date>;
};

type AdminSessionsTable = {
  id: string;
  token_hash: Buffer;
  admin_user_id: string;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
};

type TenantAuditLogTable = {
  sequence: ColumnType<number, never, never>;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  tenant_id: string | null;
  tenant_slug: string | null;
  organization_id: string | null;
  ip_address: string | null;
  details: Json;
  previous_hash: Buffer;
  hash: Buffer;
};

type TenantUsageDailyTable = {
  tenant_id: string;
  /** `YYYY-MM-DD`. */
  used_on: string;
  request_count: Generated<number>;
  error_count: Generated<number>;
  active_user_count: Generated<number>;
  user_count: Generated<number>;
  project_count: Generated<number>;
  database_bytes: Generated<number>;
  socket_minutes: Generated<number>;
  session_count: number | null;
};

type NodesTable = {
  id: string;
  host: string;
  process_id: number;
  url: string | null;
  version: string;
  started_at: Generated<Date>;
  seen_at: Generated<Date>;
  open_sockets: Generated<number>;
  figures: GeneratedJson;
};

type RequestSamplesTable = {
  node_id: string;
  at: Date;
  duration_seconds: number;
  request_count: number;
  error_count: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
};
