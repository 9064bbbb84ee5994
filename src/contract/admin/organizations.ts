import { z } from 'zod';
import { emailSchema } from '../access.ts';
import { lineSchema } from '../ids.ts';
import { ssoAddressesSchema, ssoConnectionSchema } from '../sso.ts';
import { adminIdSchema } from './operators.ts';
import { tenantStatusSchema } from './tenants.ts';

const MAX_TENANTS = 1000;

const organizationTenantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  status: tenantStatusSchema,
  requiredGroupIds: z.array(z.string()),
  groupMatch: z.enum(['any', 'all']),
  ...ssoAddressesSchema.shape,
});
export type OrganizationTenant = z.output<typeof organizationTenantSchema>;

/** A group of tenants that share one sign-in. */
export const organizationSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    adminEmail: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    tenants: z.array(organizationTenantSchema),
    sso: ssoConnectionSchema.nullable(),
  })
  .meta({ id: 'Organization' });
export type OrganizationAnswer = z.output<typeof organizationSchema>;

const organizationFields = {
  name: lineSchema(200),
  slug: z
    .string()
    .max(40)
    .regex(/^[a-z](-?[a-z0-9])+$/, 'must be 2 to 40 letters, digits and single hyphens, beginning with a letter'),
  adminEmail: emailSchema.nullable(),
};
export const createOrganizationBodySchema = z
  .object({ ...organizationFields, tenantIds: z.array(adminIdSchema).max(MAX_TENANTS) })
  .partial({ slug: true, adminEmail: true, tenantIds: true })
  .strict()
  .describe('Without a slug, one is made of the name');
export const updateOrganizationBodySchema = z.object(organizationFields).partial().strict();
export const organizationTenantParams = z.strictObject({ id: adminIdSchema, tenantId: adminIdSchema });
