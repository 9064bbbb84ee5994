import { z } from 'zod';
import { lineSchema } from '../ids.ts';

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
    databaseBytes: z.number(),
    storage: z.array(z.object({ tenantId: z.uuid(), name: z.string(), slug: z.string(), databaseBytes: z.number() })),
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
    tenantCount: z.int(),
  })
  .meta({ id: 'DatabaseServer' });
const portSchema = z.int().min(1).max(65535);
const serverFields = {
  name: lineSchema(100),
  host: lineSchema(255),
  port: portSchema,
  ssl: z.enum(['off', 'require', 'verify']),
  state: z.enum(['accepting', 'full', 'draining']),
  maxTenants: z.int().min(0).max(1_000_000).nullable(),
};
const adminLogin = { adminUsername: lineSchema(63), adminPassword: z.string().min(1).max(512) };
export const createServerBodySchema = z
  .object({ ...serverFields, ...adminLogin })
  .partial({ ssl: true, state: true, maxTenants: true })
  .strict();
export const updateServerBodySchema = z
  .object({ ...serverFields, ...adminLogin })
  .partial()
  .strict()
  .describe('Host, port and login of server 1 come from the configuration and cannot be changed here');
export const serverParams = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
