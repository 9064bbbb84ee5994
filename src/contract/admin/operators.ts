import { z } from 'zod';
import { emailSchema } from '../access.ts';
import { lineSchema } from '../ids.ts';

export const adminIdSchema = z.uuid().toLowerCase();
const passwordSchema = z.string().min(1).max(512);
const operatorRoles = ['admin', 'superadmin'] as const;
const operatorRoleSchema = z.enum(operatorRoles);
export type OperatorRole = (typeof operatorRoles)[number];

export const operatorSignInBodySchema = z.strictObject({ email: lineSchema(254), password: passwordSchema });
export const operatorPasswordBodySchema = z.strictObject({ currentPassword: passwordSchema, newPassword: passwordSchema });

/** Who is signed in at the portal, with what holds now. */
export const operatorMeSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: operatorRoleSchema,
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'OperatorMe' });
export type OperatorMe = z.output<typeof operatorMeSchema>;

export const operatorSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: operatorRoleSchema,
    isActive: z.boolean(),
    mustChangePassword: z.boolean(),
    lastSignInAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    /** Of a regular admin: the tenants that they manage. */
    tenants: z.array(z.object({ id: z.uuid(), name: z.string(), slug: z.string() })),
  })
  .meta({ id: 'Operator' });
export type Operator = z.output<typeof operatorSchema>;

const operatorFields = {
  email: emailSchema,
  name: lineSchema(200),
  role: operatorRoleSchema,
  isActive: z.boolean(),
  tenantIds: z.array(adminIdSchema).max(1000),
};
export const createOperatorBodySchema = z.object(operatorFields).partial({ isActive: true, tenantIds: true }).strict();
export const updateOperatorBodySchema = z.object(operatorFields).partial().strict();
export const issuedPasswordSchema = z.object({ email: z.string(), password: z.string() });
export const createdOperatorSchema = z.object({ operator: operatorSchema, oneTimePassword: z.string() });
