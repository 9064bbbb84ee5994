import { z } from 'zod';
import { ssoProviders } from '../../../contract/sso.ts';
import { staffIdSchema } from '../../../contract/plan.ts';
import { idSchema, type UserSessionId } from '../../../contract/ids.ts';
import type { ReplyControls, RequestFacts } from '../../platform/http/http-server.ts';
import { KeyringError } from '../../platform/secrets/keyring.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';

const LIFE_SECONDS = 600;

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Which application of which provider the answer is for. */
  client: z.string(),
  redirectUri: z.string(),
  next: z.string(),
  /** Whose account is to be connected, in which session; null: somebody wants to sign in. */
  link: z.object({ userId: staffIdSchema, sessionId: idSchema<UserSessionId>() }).nullable(),
  endsAtMs: z.number(),
});
/** A sign-in under way, in the one browser that began it. */
export type Flow = z.output<typeof flowSchema>;

const pendingSchema = z.object({
  userId: staffIdSchema,
  accountEmail: z.string(),
  provider: z.enum(ssoProviders),
  realm: z.string(),
  subject: z.string(),
  email: z.string().nullable(),
  endsAtMs: z.number(),
});
/** An identity that the provider confirmed, and the account that it may be connected with once its password is given. */
export type PendingLink = z.output<typeof pendingSchema>;

/** A value that only this server can read, of this tenant and for this purpose alone, in a cookie that ends soon. */
function sealed<Value extends { endsAtMs: number }>(name: string, purpose: 'sso-flow' | 'sso-link', schema: z.ZodType<Value>) {
  return {
    set: (context: TenantContext, reply: ReplyControls, value: Omit<Value, 'endsAtMs'>): void => {
      const text = JSON.stringify({ ...value, endsAtMs: Date.now() + LIFE_SECONDS * 1000 });
      reply.setCookie(name, context.keyring.encrypt(text, { owner: context.tenant.id, purpose }), { maxAgeSeconds: LIFE_SECONDS });
    },
    read: (context: TenantContext, { cookies }: RequestFacts): Value | undefined => {
      const text = cookies[name];
      if (text === undefined) return undefined;
      try {
        const value = schema.parse(JSON.parse(context.keyring.decrypt(text, { owner: context.tenant.id, purpose })));
        return value.endsAtMs > Date.now() ? value : undefined;
      } catch (error) {
        if (error instanceof KeyringError) return undefined;
        throw error;
      }
    },
    clear: (reply: ReplyControls): void => reply.clearCookie(name),
  };
}

export const flowCookie = sealed('milestone_sso', 'sso-flow', flowSchema);
export const pendingCookie = sealed('milestone_sso_link', 'sso-link', pendingSchema);
