import type { SsoProvider } from '../../../../contract/sso.ts';
import { Switch } from '../../../ui/checkbox.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { SsoValues } from './sso-values.ts';

export type SsoFieldsProps = {
  readonly values: SsoValues;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<SsoValues>) => void;
};

const providers: readonly { readonly key: SsoProvider; readonly label: string }[] = [
  { key: 'entra', label: 'Microsoft Entra ID' },
  { key: 'oidc', label: 'Another OpenID provider' },
];

type ConnectionFieldsProps = SsoFieldsProps & { readonly canUseAnyProvider: boolean; readonly hasStoredSecret: boolean };

/** Where the provider is and how this application signs in there. */
export function ConnectionFields({ values, faultOf, onChange, canUseAnyProvider, hasStoredSecret }: ConnectionFieldsProps) {
  const isEntra = values.provider === 'entra';
  return (
    <>
      {canUseAnyProvider ? (
        <Select
          label="Provider"
          choices={providers}
          value={values.provider}
          error={faultOf('provider')}
          onChange={(provider) => onChange({ provider })}
        />
      ) : null}
      {isEntra ? (
        <TextField
          key="directory"
          label="Directory (tenant) ID"
          autoComplete="off"
          value={values.directoryId}
          error={faultOf('directoryId')}
          onChange={(directoryId) => onChange({ directoryId })}
        />
      ) : (
        <TextField
          key="issuer"
          label="Issuer"
          description="As the provider writes it, without /.well-known/…"
          placeholder="https://login.example.org"
          autoComplete="off"
          value={values.issuerUrl}
          error={faultOf('issuerUrl')}
          onChange={(issuerUrl) => onChange({ issuerUrl })}
        />
      )}
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

/** What it is called on the sign-in page, and who gets in. */
export function AccessFields({ values, faultOf, onChange }: SsoFieldsProps) {
  return (
    <>
      <TextField
        label="Name on the button"
        description="“Sign in with …”. Empty: Microsoft, or the host of the issuer."
        value={values.label}
        error={faultOf('label')}
        onChange={(label) => onChange({ label })}
      />
      <TextField
        label="Required groups"
        isMultiline
        description={
          values.provider === 'entra'
            ? 'Object IDs, one on each line. Empty: everybody of the directory may enter.'
            : 'Values of the claim “groups”, one on each line. Empty: everybody whom the provider knows may enter.'
        }
        value={values.requiredGroups}
        error={faultOf('requiredGroups') ?? faultOf('requiredGroupIds')}
        onChange={(requiredGroups) => onChange({ requiredGroups })}
      />
      <Select
        label="Who may enter"
        isDisabled={values.requiredGroups.trim() === ''}
        choices={[
          { key: 'any', label: 'Members of one of these groups' },
          { key: 'all', label: 'Members of all these groups' },
        ]}
        value={values.groupMatch}
        onChange={(groupMatch) => onChange({ groupMatch })}
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
          choices={[
            { key: 'user', label: 'User' },
            { key: 'superuser', label: 'Superuser' },
          ]}
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
