import type { SignInSettings, SsoProvider } from '../../../../contract/sso.ts';
import type { BodyOf } from '../../../data/call.ts';
import { groupIdsIn, isUuid } from '../../../data/group-ids.ts';

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
  const { provider, directoryId, issuerUrl, clientId, clientSecret, requiredGroups } = values;
  return {
    ...(provider === 'entra' && !isUuid(directoryId.trim())
      ? { directoryId: 'Enter the Directory (tenant) ID as Entra ID shows it: 32 digits and letters with hyphens.' }
      : {}),
    ...(provider === 'oidc' && !/^https?:\/\/[^\s/]+/.test(issuerUrl.trim())
      ? { issuerUrl: 'Enter an address such as https://login.example.org.' }
      : {}),
    ...(clientId.trim() === '' ? { clientId: 'Enter the id that the provider gave to this application.' } : {}),
    ...(provider === 'entra' && !groupIdsIn(requiredGroups).every(isUuid)
      ? { requiredGroups: 'Enter the Object ID of each group, not its name.' }
      : {}),
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
    requiredGroupIds: groupIdsIn(values.requiredGroups),
    groupMatch,
  };
}
