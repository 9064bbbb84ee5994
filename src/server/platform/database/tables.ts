/**
 * The tables of a tenant database. Every store adds its own by declaration merging, so that a table is typed beside the
 * only SQL that uses it:
 * `declare module '../../platform/database/tables.ts' { interface TenantTables { sites: SitesTable } }`.
 */
export interface TenantTables {
  schema_migrations: MigrationsTable;
}

export type MigrationsTable = { version: number; name: string; checksum: string; applied_at: Date };
