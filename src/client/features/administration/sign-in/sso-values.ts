import type { SignInSettings } from '../../../../contract/sso.ts';
import type { BodyOf } from '../../../data/call.ts';
import { groupIdsIn, isUuid } from '../../../data/group-ids.ts';
import { connectionBodyOf, connectionValuesOf, type SsoConnectionValues } from '../../../data/sso-connection.ts';

/** The form as it is typed. */
export type SsoValues = SsoConnectionValues & {
  readonly defaultRole: 'user' | 'superuser';
  /** One id on each line. */
  readonly requiredGroups: string;
  readonly groupMatch: 'any' | 'all';
};
export type SsoFaults = Partial<Record<keyof SsoValues, string>>;

export function valuesOf({ sso, requiredGroupIds, groupMatch }: SignInSettings): SsoValues {
  return {
    ...connectionValuesOf(sso),
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
  const { defaultRole, requiredGroups, groupMatch } = values;
  return { ...connectionBodyOf(values), defaultRole, requiredGroupIds: groupIdsIn(requiredGroups), groupMatch };
}
