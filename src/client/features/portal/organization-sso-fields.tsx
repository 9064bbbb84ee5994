import type { SsoConnectionAnswer, SsoProvider } from '../../../contract/sso.ts';
import { Switch } from '../../ui/checkbox.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Role = SsoConnectionAnswer['defaultRole'];
export type OrganizationSsoValues = {
  readonly provider: SsoProvider;
  readonly directoryId: string;
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
  readonly autoCreate: boolean;
  readonly defaultRole: Role;
  readonly isEnabled: boolean;
};

export type OrganizationSsoFieldsProps = {
  readonly values: OrganizationSsoValues;
  readonly hasStoredSecret: boolean;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<OrganizationSsoValues>) => void;
};

const providers: readonly { readonly key: SsoProvider; readonly label: string }[] = [
  { key: 'entra', label: 'Microsoft Entra ID' },
  { key: 'oidc', label: 'Another OpenID provider' },
];
const roles: readonly { readonly key: Role; readonly label: string }[] = [
  { key: 'user', label: 'User' },
  { key: 'superuser', label: 'Superuser' },
  { key: 'admin', label: 'Administrator' },
];

/** The provider of an organization, and what becomes of people who come from it. */
export function OrganizationSsoFields(props: OrganizationSsoFieldsProps) {
  return (
    <>
      <ConnectionFields {...props} />
      <AccessFields {...props} />
    </>
  );
}

function ConnectionFields({ values, hasStoredSecret, faultOf, onChange }: OrganizationSsoFieldsProps) {
  const isEntra = values.provider === 'entra';
  const place = isEntra ? 'directoryId' : 'issuerUrl';
  return (
    <>
      <Select
        label="Provider"
        choices={providers}
        value={values.provider}
        error={faultOf('provider')}
        onChange={(provider) => onChange({ provider })}
      />
      <TextField
        key={place}
        label={isEntra ? 'Directory (tenant) ID' : 'Issuer'}
        autoComplete="off"
        value={values[place]}
        error={faultOf(place)}
        onChange={(value) => onChange(isEntra ? { directoryId: value } : { issuerUrl: value })}
      />
      <TextField
        label={isEntra ? 'Application (client) ID' : 'Client ID'}
        autoComplete="off"
        value={values.clientId}
        error={faultOf('clientId')}
        onChange={(clientId) => onChange({ clientId })}
      />
      <PasswordField
        label="Client secret"
        description={
          hasStoredSecret
            ? 'One is stored, encrypted, and never shown. Leave this empty to keep it.'
            : 'Its value, not its id. It is stored encrypted and never shown again.'
        }
        autoComplete="new-password"
        value={values.clientSecret}
        error={faultOf('clientSecret')}
        onChange={(clientSecret) => onChange({ clientSecret })}
      />
    </>
  );
}

function AccessFields({ values, faultOf, onChange }: OrganizationSsoFieldsProps) {
  return (
    <>
      <TextField
        label="Name on the button"
        description="“Sign in with …”. Empty: Microsoft, or the host of the issuer."
        value={values.label}
        error={faultOf('label')}
        onChange={(label) => onChange({ label })}
      />
      <Switch
        isSelected={values.autoCreate}
        onChange={(autoCreate) => onChange({ autoCreate })}
        description="Off: an administrator adds people first, with the e-mail address that the provider knows."
      >
        Make an account at the first sign-in
      </Switch>
      {values.autoCreate ? (
        <Select
          label="Role of new accounts"
          choices={roles}
          value={values.defaultRole}
          error={faultOf('defaultRole')}
          onChange={(defaultRole) => onChange({ defaultRole })}
        />
      ) : null}
      <Switch
        isSelected={values.isEnabled}
        onChange={(isEnabled) => onChange({ isEnabled })}
        description="Off: the button disappears and passwords work; everything here is kept."
      >
        Switched on
      </Switch>
    </>
  );
}
