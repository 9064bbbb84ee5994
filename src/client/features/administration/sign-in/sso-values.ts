import type { SignInSettings, SsoProvider } from '../../../../contract/sso.ts';
import type { BodyOf } from '../../../data/call.ts';

/** The form as it is typed. */
export type SsoValues = {
  readonly provider: SsoProvider;
  readonly directoryId: string;
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly autoCreate: boolean;
  readonly defaultRole: 'user' | 'superuser';
  /** One id on each line. */
  readonly requiredGroups: string;
  readonly groupMatch: 'any' | 'all';
};
export type SsoFaults = Partial<Record<keyof SsoValues, string>>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function valuesOf({ sso, requiredGroupIds, groupMatch }: SignInSettings): SsoValues {
  return {
    provider: sso?.provider ?? 'entra',
    directoryId: sso?.directoryId ?? '',
    issuerUrl: sso?.issuerUrl ?? '',
    clientId: sso?.clientId ?? '',
    clientSecret: '',
    label: sso?.label ?? '',
    isEnabled: sso?.isEnabled ?? true,
    autoCreate: sso?.autoCreate ?? false,
    defaultRole: sso?.defaultRole === 'superuser' ? 'superuser' : 'user',
    requiredGroups: requiredGroupIds.join('\n'),
    groupMatch,
  };
}

/** What can be seen to be wrong before anybody is asked. */
export function checkSso(values: SsoValues, hasStoredSecret: boolean): SsoFaults {
  const { provider, directoryId, issuerUrl, clientId, clientSecret } = values;
  return {
    ...(provider === 'entra' && !UUID.test(directoryId.trim())
      ? { directoryId: 'Enter the Directory (tenant) ID as Entra ID shows it: 32 digits and letters with hyphens.' }
      : {}),
    ...(provider === 'oidc' && !/^https?:\/\/[^\s/]+/.test(issuerUrl.trim())
      ? { issuerUrl: 'Enter an address such as https://login.example.org.' }
      : {}),
    ...(clientId.trim() === '' ? { clientId: 'Enter the id that the provider gave to this application.' } : {}),
    ...(clientSecret.trim() === '' && !hasStoredSecret ? { clientSecret: 'Enter the secret’s value.' } : {}),
  };
}

export function ssoBodyOf(values: SsoValues): BodyOf<'setSso'> {
  const { provider, isEnabled, autoCreate, defaultRole, groupMatch } = values;
  const label = values.label.trim();
  const clientSecret = values.clientSecret.trim();
  return {
    provider,
    directoryId: provider === 'entra' ? values.directoryId.trim().toLowerCase() : null,
    issuerUrl: provider === 'oidc' ? values.issuerUrl.trim() : null,
    clientId: values.clientId.trim(),
    ...(clientSecret === '' ? {} : { clientSecret }),
    label: label === '' ? null : label,
    isEnabled,
    autoCreate,
    defaultRole,
    requiredGroupIds: values.requiredGroups.split(/[\s,;]+/).filter((id) => id !== ''),
    groupMatch,
  };
}
