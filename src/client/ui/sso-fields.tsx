import type { ReactNode } from 'react';
import { Switch } from './checkbox.tsx';
import { PasswordField } from './password-field.tsx';
import { Select, type Choice } from './select.tsx';
import { TextField } from './text-field.tsx';

type Provider = 'entra' | 'oidc';
type ClientValues = {
  readonly provider: Provider;
  readonly directoryId: string;
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};
type AccessValues<Role extends string> = {
  readonly label: string;
  readonly autoCreate: boolean;
  readonly defaultRole: Role;
  readonly isEnabled: boolean;
};
type FieldsProps<Values> = {
  readonly values: Values;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<Values>) => void;
};

const providers: readonly Choice<Provider>[] = [
  { key: 'entra', label: 'Microsoft Entra ID' },
  { key: 'oidc', label: 'Another OpenID provider' },
];

export type SsoClientFieldsProps = FieldsProps<ClientValues> & {
  /** False: only Entra ID, so that there is no question. */
  readonly canUseAnyProvider?: boolean;
  readonly hasStoredSecret: boolean;
};

/** Where the identity provider is and how this application signs in there. */
export function SsoClientFields({ values, faultOf, onChange, canUseAnyProvider = true, hasStoredSecret }: SsoClientFieldsProps) {
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

export type SsoAccessFieldsProps<Role extends string> = FieldsProps<AccessValues<Role>> & {
  /** Which roles new accounts may have. */
  readonly roles: readonly Choice<Role>[];
  /** Who gets in, where that is asked too. */
  readonly children?: ReactNode;
};

/** What the sign-in is called, and what becomes of people who come by it. */
export function SsoAccessFields<Role extends string>({ values, faultOf, onChange, roles, children }: SsoAccessFieldsProps<Role>) {
  return (
    <>
      <TextField
        label="Name on the button"
        description="“Sign in with …”. Empty: Microsoft, or the host of the issuer."
        value={values.label}
        error={faultOf('label')}
        onChange={(label) => onChange({ label })}
      />
      {children}
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
