/** Single sign-on: how a workspace is connected to its identity provider, and what the sign-in page may know of it. */
import { z } from 'zod';
import { roleSchema } from './access.ts';
import { lineSchema } from './ids.ts';
import { siteIdSchema } from './plan.ts';
import { signInFailures, type SignInFailureCode } from './sign-in-failures.ts';

export const ssoProviders = ['entra', 'oidc'] as const;
export type SsoProvider = (typeof ssoProviders)[number];
export const ssoProviderSchema = z.enum(ssoProviders).describe('`entra`: Microsoft Entra ID; `oidc`: any other OpenID provider');
export const groupMatchSchema = z.enum(['any', 'all']);
const MAX_REQUIRED_GROUPS = 100;
/** Object ids of Entra ID, or what the provider's `groups` claim holds. */
export const groupIdsSchema = z.array(lineSchema(200)).max(MAX_REQUIRED_GROUPS);
const MAX_SITES = 1000;

/** The codes are the keys, so none can be missing. */
const failureCodeSchema = z.enum(Object.keys(signInFailures) as [SignInFailureCode, ...SignInFailureCode[]]);

const connectionFields = {
  provider: ssoProviderSchema,
  directoryId: z.uuid().toLowerCase().nullable().default(null).describe('Entra ID: the directory (tenant) id'),
  issuerUrl: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://login.example.org' })
    .max(500)
    .nullable()
    .default(null)
    .describe('Other providers: the issuer, without /.well-known/…'),
  clientId: lineSchema(200),
  clientSecret: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .regex(/^[\u0021-\u007e]*$/, 'must be the secret’s value, without spaces')
    .optional()
    .describe('Never answered. Absent: the stored one stays, as long as provider, directory, issuer and client stay'),
  label: lineSchema(60).nullable().default(null).describe('“Sign in with …”; absent: Microsoft, or the host of the issuer'),
  autoCreate: z.boolean().default(false).describe('Makes an account at the first sign-in; else it must be there before'),
  isEnabled: z.boolean().default(true),
};

type Place = { readonly provider: SsoProvider; readonly directoryId: string | null; readonly issuerUrl: string | null };

function requirePlace({ provider, directoryId, issuerUrl }: Place, context: z.RefinementCtx): void {
  if (provider === 'entra' && directoryId === null)
    context.addIssue({ code: 'custom', path: ['directoryId'], message: 'is needed for Microsoft Entra ID' });
  if (provider === 'oidc' && issuerUrl === null)
    context.addIssue({ code: 'custom', path: ['issuerUrl'], message: 'is needed for an OpenID provider' });
}

/** Of an organization. Only superadmins reach it, so the default role may be that of an administrator. */
export const organizationSsoBodySchema = z
  .strictObject({ ...connectionFields, defaultRole: roleSchema.default('user') })
  .superRefine(requirePlace);
/** Of a workspace that has no organization with single sign-on. */
export const workspaceSsoBodySchema = z
  .strictObject({
    ...connectionFields,
    defaultRole: z.enum(['user', 'superuser']).default('user'),
    requiredGroupIds: groupIdsSchema.default([]),
    groupMatch: groupMatchSchema.default('any'),
  })
  .superRefine(requirePlace);

export const ssoConnectionSchema = z
  .object({
    provider: ssoProviderSchema,
    directoryId: z.string().nullable(),
    issuerUrl: z.string().nullable(),
    clientId: z.string(),
    hasClientSecret: z.boolean(),
    label: z.string().nullable(),
    /** What the button says where no label is set. */
    buttonLabel: z.string(),
    autoCreate: z.boolean(),
    defaultRole: roleSchema,
    isEnabled: z.boolean(),
    updatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SsoConnection' });
export type SsoConnectionAnswer = z.output<typeof ssoConnectionSchema>;

const ssoTestSteps = ['provider', 'issuer', 'keys', 'client', 'groups'] as const;
export const ssoTestSchema = z
  .object({
    isWorking: z.boolean(),
    steps: z.array(
      z.object({
        step: z.enum(ssoTestSteps),
        state: z.enum(['ok', 'failed', 'skipped']),
        /** Whole sentences: what was found, and what to do about it. */
        message: z.string(),
        /** The field of the form that is at fault. */
        field: z.enum(['directoryId', 'issuerUrl', 'clientId', 'clientSecret']).nullable(),
      }),
    ),
  })
  .meta({ id: 'SsoTest' });
export type SsoTest = z.output<typeof ssoTestSchema>;

/** Where the provider sends people back to: both are registered there, exactly as they stand. */
const ssoAddresses = { redirectUri: z.string(), signOutUri: z.string() };
export const ssoAddressesSchema = z.object(ssoAddresses);

const failureSchema = z.object({ code: failureCodeSchema, title: z.string(), message: z.string() });
export const signInOptionsQuerySchema = z.strictObject({ failure: z.string().max(60).optional() });
/** What the sign-in page offers. Paths begin with the workspace's own (`/t/acme/api/…`). */
export const signInOptionsSchema = z
  .object({
    instanceTitle: z.string(),
    hasPasswords: z.boolean().describe('False: the form for e-mail and password is not shown'),
    hasBreakGlass: z.boolean().describe('An emergency code can be used'),
    sso: z.object({ provider: ssoProviderSchema, label: z.string(), startPath: z.string() }).nullable(),
    /** The failure that the address names, in words. */
    failure: failureSchema.nullable(),
    /** An account with this e-mail is there: its password proves whose it is, and connects it. */
    pendingLink: z.object({ email: z.string(), label: z.string() }).nullable(),
  })
  .meta({ id: 'SignInOptions' });
export type SignInOptions = z.output<typeof signInOptionsSchema>;

/** A path within the workspace, such as `/gantt?from=…`. Anything else is taken as its start. */
const nextSchema = z.string().max(2000).optional();
export const startSsoQuerySchema = z.strictObject({
  next: nextSchema,
  account: z.literal('other').optional().describe('Has the provider ask for the account, also where somebody is signed in there'),
});
export const linkSsoBodySchema = z.strictObject({ next: nextSchema });
export const confirmLinkBodySchema = z.strictObject({ password: z.string().min(1).max(512) });
export const breakGlassBodySchema = z.strictObject({ email: lineSchema(254), code: lineSchema(100) });
export const linkUrlSchema = z.object({ url: z.string() });

export const identitySchema = z
  .object({
    id: z.uuid(),
    provider: ssoProviderSchema,
    /** Of the provider, as its button says it. */
    label: z.string(),
    /** False: it is of a provider by which nobody signs in here now. */
    isUsed: z.boolean(),
    email: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Identity' });

export const signInSettingsSchema = z
  .object({
    /** `workspace`: set up here; else by whom, and read-only here. */
    managedBy: z.enum(['workspace', 'organization', 'environment']),
    organizationName: z.string().nullable(),
    sso: ssoConnectionSchema.nullable(),
    /** The workspace's own, where another one counts: it is kept, and counts again when that one ends. */
    ownSso: ssoConnectionSchema.nullable(),
    requiredGroupIds: z.array(z.string()),
    groupMatch: groupMatchSchema,
    ...ssoAddresses,
    /** False where only Entra ID can be set up here, because the server serves many workspaces. */
    canUseAnyProvider: z.boolean(),
    hasPasswords: z.boolean(),
    breakGlassCreatedAt: z.iso.datetime().nullable(),
    /** Sites of accounts that are made at the first sign-in. */
    defaultSiteIds: z.array(siteIdSchema),
    linkedUserCount: z.int(),
  })
  .meta({ id: 'SignInSettings' });
export type SignInSettings = z.output<typeof signInSettingsSchema>;
export const updateSignInSettingsBodySchema = z
  .object({ hasPasswords: z.boolean(), defaultSiteIds: z.array(siteIdSchema).max(MAX_SITES) })
  .partial()
  .strict();
export const breakGlassCodeSchema = z.object({ code: z.string().describe('Shown once'), createdAt: z.iso.datetime() });

export const signInEventKindSchema = z.enum([
  'signed_in',
  'refused',
  'account_created',
  'linked',
  'unlinked',
  'break_glass',
  'settings_changed',
]);
export const signInEventSchema = z
  .object({
    id: z.uuid(),
    /** What the sign-in page shows, for people to tell: the first characters of the id. */
    reference: z.string(),
    at: z.iso.datetime(),
    kind: signInEventKindSchema,
    code: z.string().nullable(),
    /** What an administrator needs to know beyond the code; never a token or a secret. */
    reason: z.string().nullable(),
    userId: z.uuid().nullable(),
    userName: z.string().nullable(),
    email: z.string().nullable(),
    ipAddress: z.string().nullable(),
  })
  .meta({ id: 'SignInEvent' });
export type SignInEvent = z.output<typeof signInEventSchema>;
