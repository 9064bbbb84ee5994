import { z } from 'zod';
import { idSchema, lineSchema, percentSchema, type UserSessionId } from './ids.ts';
import { siteIdSchema, staffIdSchema } from './plan.ts';
import { roles } from './roles.ts';

export const roleSchema = z.enum(roles);
/** International addresses too; the shape alone is checked, a mail would be the proof. */
export const emailSchema = lineSchema(254).pipe(z.email({ pattern: z.regexes.unicodeEmail }));
const passwordSchema = z.string().min(1).max(512);

export const signInBodySchema = z.strictObject({ email: lineSchema(254), password: passwordSchema });
export const changePasswordBodySchema = z.strictObject({ currentPassword: passwordSchema, newPassword: passwordSchema });

/** The signed-in person: rights are read at each request, so this is what holds now. */
export const meSchema = z
  .object({
    id: staffIdSchema,
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    siteIds: z.array(siteIdSchema),
    homeSiteId: siteIdSchema.nullable(),
    mustChangePassword: z.boolean(),
    /** False: signs in at the provider alone. */
    hasPassword: z.boolean(),
    instanceTitle: z.string(),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof meSchema>;

export const sessionIdSchema = idSchema<UserSessionId>();
export const sessionSchema = z
  .object({
    id: sessionIdSchema,
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Session' });

export const userSchema = z
  .object({
    id: staffIdSchema,
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    isActive: z.boolean(),
    siteIds: z.array(siteIdSchema),
    homeSiteId: siteIdSchema.nullable(),
    jobTitle: z.string().nullable(),
    maxCapacityPercent: percentSchema,
    weeklyPattern: z.array(percentSchema).length(7),
    mustChangePassword: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export type User = z.output<typeof userSchema>;

const userFields = {
  email: emailSchema,
  name: lineSchema(200),
  role: roleSchema,
  siteIds: z.array(siteIdSchema).max(1000),
  homeSiteId: siteIdSchema.nullable(),
  jobTitle: lineSchema(100).nullable(),
  maxCapacityPercent: percentSchema,
  weeklyPattern: z.array(percentSchema).length(7),
  isActive: z.boolean(),
};
export const createUserBodySchema = z
  .object(userFields)
  .partial({ homeSiteId: true, jobTitle: true, maxCapacityPercent: true, weeklyPattern: true, isActive: true })
  .extend({
    id: staffIdSchema.optional(),
    password: passwordSchema.optional().describe('Absent: a one-time password is made and answered once'),
  })
  .strict();
export const updateUserBodySchema = z.object(userFields).partial().strict();
export const createdUserSchema = z.object({ user: userSchema, oneTimePassword: z.string().nullable() });
