import type { SsoProvider } from '../../../contract/sso.ts';
import type { Role } from '../../../contract/roles.ts';
import type { OpenidConnection, OpenidPlace } from '../../platform/openid/openid-connection.ts';
import { buttonLabelOf, issuerOf, PUBLIC_CLOUD, type OpenidPlatform } from '../../platform/openid/openid-connection.ts';
import type { RequiredGroups } from '../../platform/openid/groups.ts';
import { KeyringError } from '../../platform/secrets/keyring.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { findOwnConnection, type OwnConnection } from './sso-store.ts';

/** The sign-in that counts here: that of the organization, else the workspace's own. */
export type EffectiveSso = OpenidPlace & {
  readonly managedBy: 'workspace' | 'organization' | 'environment';
  /** null: it cannot be read with the present key. */
  readonly clientSecret: string | null;
  readonly buttonLabel: string;
  readonly autoCreate: boolean;
  readonly defaultRole: Role;
  readonly required: RequiredGroups;
};

/** Undefined: there is none, or it is switched off. */
export async function findSso(context: TenantContext): Promise<EffectiveSso | undefined> {
  const { managedSso } = context;
  if (managedSso) {
    const { requiredGroupIds: ids, groupMatch: match } = managedSso;
    return { ...managedSso, buttonLabel: buttonLabelOf(managedSso), required: { ids, match } };
  }
  const own = await findOwnConnection(context.database);
  if (!own?.isEnabled) return undefined;
  const { requiredGroupIds: ids, groupMatch: match } = own;
  return {
    ...own,
    managedBy: 'workspace',
    clientSecret: readSecret(context, own),
    buttonLabel: buttonLabelOf(own),
    required: { ids, match },
  };
}

export function platformOf({ settings }: TenantContext): OpenidPlatform {
  return settings.openid ?? PUBLIC_CLOUD;
}

/** Whether somebody of this realm comes from the provider that counts here now. */
export function isOfProvider(
  sso: EffectiveSso | undefined,
  platform: OpenidPlatform,
  { provider, realm }: { readonly provider: SsoProvider; readonly realm: string },
): boolean {
  if (sso?.provider !== provider) return false;
  return provider === 'entra' ? realm === sso.directoryId : URL.parse(realm)?.href === issuerOf(sso, platform).href;
}

/** Undefined where the secret cannot be read. */
export function connectionOf({ provider, directoryId, issuerUrl, clientId, clientSecret }: EffectiveSso): OpenidConnection | undefined {
  return clientSecret === null ? undefined : { provider, directoryId, issuerUrl, clientId, clientSecret };
}

/** Bound to the tenant: in another one's row it opens nothing. */
export function secretPurposeOf({ tenant }: TenantContext) {
  return { owner: tenant.id, purpose: 'sso-client' } as const;
}

export function readSecret(context: TenantContext, { ciphertext }: Pick<OwnConnection, 'ciphertext'>): string | null {
  try {
    return context.keyring.decrypt(ciphertext, secretPurposeOf(context));
  } catch (error) {
    if (error instanceof KeyringError) return null;
    throw error;
  }
}
