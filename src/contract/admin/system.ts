import { z } from 'zod';
import { lineSchema } from '../ids.ts';
import { pageQuery } from '../paging.ts';

export const auditEntrySchema = z
  .object({
    sequence: z.int(),
    at: z.iso.datetime(),
    actorName: z.string(),
    action: z.string(),
    tenantId: z.uuid().nullable(),
    tenantSlug: z.string().nullable(),
    ipAddress: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryAnswer = z.output<typeof auditEntrySchema>;
/** A cursor is the sequence that the page before ended with. */
export const auditQuerySchema = z.strictObject({
  limit: pageQuery.limit,
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  search: lineSchema(200).optional().describe('Words, each part of what was done, of whom, by whom or from where; case ignored'),
});
export const auditVerificationSchema = z.object({
  isIntact: z.boolean(),
  entryCount: z.int(),
  brokenAt: z.int().nullable().describe('Sequence of the first entry that does not fit its hash or the one before it'),
});

export const statsSchema = z
  .object({
    version: z.string(),
    tenantsByStatus: z.record(z.string(), z.int()),
    tenantCount: z.int(),
    userCount: z.int().describe('Over all tenants, as last counted'),
    projectCount: z.int(),
    sessionCount: z.int().describe('Signed in and not idle for a day, over all tenants, as last counted'),
    databaseBytes: z.number(),
    storage: z.array(
      z.object({
        tenantId: z.uuid(),
        name: z.string(),
        slug: z.string(),
        databaseBytes: z.number(),
        points: z.array(z.number()).describe('Its size at the moments of storageHistory, as last measured before each'),
      }),
    ),
    storageHistory: z.array(z.object({ at: z.iso.datetime(), databaseBytes: z.number() })).describe('All tenants together'),
    openSockets: z.int(),
    requests: z.array(
      z.object({
        at: z.iso.datetime(),
        durationSeconds: z.int(),
        requestCount: z.number(),
        errorCount: z.number(),
        p50Ms: z.number().nullable(),
        p95Ms: z.number().nullable(),
      }),
    ),
    nodes: z.array(
      z.object({
        id: z.uuid(),
        host: z.string(),
        processId: z.int(),
        version: z.string(),
        startedAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        isAlive: z.boolean(),
        openSockets: z.int(),
        connections: z.int(),
        idleConnections: z.int(),
        waiting: z.int(),
      }),
    ),
    failedOperationCount: z.int(),
    migrations: z.object({
      schemaVersion: z.int().describe("Of this program's tenant schema"),
      tenantCount: z.int().describe('Tenants that have a database'),
      behindCount: z.int(),
      failedCount: z.int(),
      behind: z
        .array(
          z.object({
            tenantId: z.uuid(),
            name: z.string(),
            slug: z.string(),
            schemaVersion: z.int().nullable(),
            error: z.string().nullable(),
            attemptedAt: z.iso.datetime().nullable(),
          }),
        )
        .describe('The first 50, failed ones first'),
    }),
  })
  .meta({ id: 'Stats' });
export type Stats = z.output<typeof statsSchema>;

export const databaseServerSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    host: z.string(),
    port: z.int(),
    ssl: z.enum(['off', 'require', 'verify']),
    state: z.enum(['accepting', 'full', 'draining']),
    maxTenants: z.int().nullable(),
    poolerHost: z.string().nullable().describe("Where tenants' connections go instead: a PgBouncer in transaction mode"),
    poolerPort: z.int().nullable(),
    adminUsername: z.string().nullable().describe('null on server 1: it comes from the configuration'),
    tenantCount: z.int(),
  })
  .meta({ id: 'DatabaseServer' });
export type DatabaseServerAnswer = z.output<typeof databaseServerSchema>;

const findingSchema = z
  .object({
    kind: z.string(),
    serverId: z.int(),
    tenantId: z.uuid().nullable(),
    subject: z.string(),
    message: z.string(),
    repair: z.enum(['possible', 'manual', 'done', 'failed']),
  })
  .meta({ id: 'Finding' });

/** What the last comparison of the registry with the database servers found. */
export const reconciliationSchema = z
  .object({
    isRunning: z.boolean(),
    last: z
      .object({
        requestedBy: z.string(),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime(),
        findingCount: z.int(),
        findings: z.array(findingSchema).describe('At most 500'),
        error: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Reconciliation' });
export type ReconciliationAnswer = z.output<typeof reconciliationSchema>;

const portSchema = z.int().min(1).max(65535);
const serverFields = {
  name: lineSchema(100),
  host: lineSchema(255),
  port: portSchema,
  ssl: z.enum(['off', 'require', 'verify']),
  state: z.enum(['accepting', 'full', 'draining']),
  maxTenants: z.int().min(0).max(1_000_000).nullable(),
  poolerHost: lineSchema(255).nullable(),
  poolerPort: portSchema.nullable(),
};
const adminLogin = { adminUsername: lineSchema(63), adminPassword: z.string().min(1).max(512) };
export const createServerBodySchema = z
  .object({ ...serverFields, ...adminLogin })
  .partial({ ssl: true, state: true, maxTenants: true, poolerHost: true, poolerPort: true })
  .strict();
export const updateServerBodySchema = z
  .object({ ...serverFields, ...adminLogin })
  .partial()
  .strict()
  .describe('Host, port and login of server 1 come from the configuration and cannot be changed here');
export const serverParams = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
