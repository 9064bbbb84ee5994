import { z } from 'zod';
import { emailSchema } from '../access.ts';
import { lineSchema } from '../ids.ts';
import { groupIdsSchema, groupMatchSchema, ssoAddressesSchema, ssoProviderSchema } from '../sso.ts';

const tenantStatuses = ['pending', 'provisioning', 'active', 'suspended', 'archived', 'deleting', 'failed'] as const;
export const tenantStatusSchema = z.enum(tenantStatuses);
const tenantPlans = ['free', 'standard', 'enterprise'] as const;
const tenantPlanSchema = z.enum(tenantPlans);
const momentSchema = z.iso.datetime();

export const operationSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['provision', 'deprovision', 'migrate', 'rotate', 'move', 'export', 'import', 'clone']),
    state: z.enum(['queued', 'running', 'succeeded', 'failed']),
    step: z.string().nullable(),
    attempt: z.int(),
    error: z.string().nullable(),
    progressDone: z.int(),
    progressTotal: z.int(),
    requestedBy: z.string(),
    createdAt: momentSchema,
    startedAt: momentSchema.nullable(),
    finishedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Operation' });
export type OperationAnswer = z.output<typeof operationSchema>;

export const tenantSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    companyName: z.string().nullable(),
    adminEmail: z.string(),
    plan: tenantPlanSchema,
    maxUsers: z.int().nullable(),
    maxProjects: z.int().nullable(),
    status: tenantStatusSchema,
    statusReason: z.string().nullable(),
    databaseServerId: z.int(),
    databaseServerName: z.string(),
    databaseName: z.string(),
    schemaVersion: z.int().nullable(),
    /** The product's; a tenant below it is being migrated. */
    currentSchemaVersion: z.int(),
    migrationError: z.string().nullable(),
    hasFirstPassword: z.boolean(),
    organization: z
      .object({
        id: z.uuid(),
        name: z.string(),
        /** By which its people sign in; null: by none. */
        ssoProvider: ssoProviderSchema.nullable(),
      })
      .nullable(),
    /** Of the organization's directory: who may enter; empty: everybody. */
    requiredGroupIds: z.array(z.string()),
    groupMatch: groupMatchSchema,
    ...ssoAddressesSchema.shape,
    createdAt: momentSchema,
    updatedAt: momentSchema,
    activatedAt: momentSchema.nullable(),
    suspendedAt: momentSchema.nullable(),
    archivedAt: momentSchema.nullable(),
    deleteAfter: momentSchema.nullable(),
    /** The one under way, else null. */
    operation: operationSchema.nullable(),
  })
  .meta({ id: 'Tenant' });
export type TenantAnswer = z.output<typeof tenantSchema>;

const limitSchema = z.int().min(1).max(1_000_000).nullable();
const tenantFields = {
  name: lineSchema(100),
  companyName: lineSchema(200).nullable(),
  adminEmail: emailSchema,
  plan: tenantPlanSchema,
  maxUsers: limitSchema,
  maxProjects: limitSchema,
};
const slugSchema = z.string().max(100);
export const createTenantBodySchema = z
  .object({
    ...tenantFields,
    slug: slugSchema,
    provision: z.boolean().default(true),
    databaseServerId: z.int().min(1).max(2_147_483_647),
    organizationId: z.uuid().toLowerCase(),
  })
  .partial({ organizationId: true, companyName: true, plan: true, maxUsers: true, maxProjects: true, databaseServerId: true })
  .strict();
export const updateTenantBodySchema = z
  .object({ ...tenantFields, slug: slugSchema, requiredGroupIds: groupIdsSchema, groupMatch: groupMatchSchema })
  .partial()
  .strict();
export const tenantStatusBodySchema = z.strictObject({
  status: z.enum(['active', 'suspended', 'archived']),
  reason: lineSchema(500).optional().describe('Shown to those who try to sign in'),
});
export const deleteTenantBodySchema = z.strictObject({ confirmSlug: slugSchema });
export const tenantWithOperationSchema = z.object({ tenant: tenantSchema, operation: operationSchema.nullable() });

export const connectionTestSchema = z
  .object({
    isConnected: z.boolean(),
    message: z.string(),
    durationMs: z.int().nullable(),
    schemaVersion: z.int().nullable(),
    serverVersion: z.string().nullable(),
  })
  .meta({ id: 'ConnectionTest' });
export const credentialsSchema = z
  .object({
    host: z.string(),
    port: z.int(),
    databaseName: z.string(),
    logins: z.array(z.object({ login: z.enum(['a', 'b']), username: z.string(), password: z.string() })),
    adminEmail: z.string(),
    firstPassword: z.string().nullable().describe('Until the administrator has changed it'),
  })
  .meta({ id: 'TenantCredentials' });
export const slugCheckSchema = z.object({ isFree: z.boolean(), reason: z.string().nullable() });
export const usageDaySchema = z
  .object({
    usedOn: z.iso.date(),
    requestCount: z.number(),
    errorCount: z.number(),
    activeUserCount: z.int(),
    userCount: z.int(),
    projectCount: z.int(),
    databaseBytes: z.number(),
    socketMinutes: z.number(),
  })
  .meta({ id: 'UsageDay' });
export type UsageDay = z.output<typeof usageDaySchema>;
