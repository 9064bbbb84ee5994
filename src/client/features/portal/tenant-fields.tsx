import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import styles from './portal.module.css';

export type TenantValues = {
  readonly name: string;
  readonly slug: string;
  readonly adminEmail: string;
  readonly companyName: string;
  readonly plan: TenantAnswer['plan'];
  readonly maxUsers: number | null;
  readonly maxProjects: number | null;
};

const plans: readonly { readonly key: TenantAnswer['plan']; readonly label: string }[] = [
  { key: 'free', label: 'Free' },
  { key: 'standard', label: 'Standard' },
  { key: 'enterprise', label: 'Enterprise' },
];

export type TenantFieldsProps = {
  readonly values: TenantValues;
  readonly onChange: (change: Partial<TenantValues>) => void;
  readonly faultOf: (field: string) => string | undefined;
  /** About the slug as it is typed. */
  readonly slugNote: string;
  readonly slugFault?: string | undefined;
};

/** What is known of a tenant, to be typed. */
export function TenantFields({ values, onChange, faultOf, slugNote, slugFault }: TenantFieldsProps) {
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway; this is its first field */}
      <TextField label="Name" isRequired autoFocus value={values.name} error={faultOf('name')} onChange={(name) => onChange({ name })} />
      <TextField
        label="Slug"
        isRequired
        prefix="/t/"
        description={slugNote}
        value={values.slug}
        error={faultOf('slug') ?? slugFault}
        onChange={(slug) => onChange({ slug })}
      />
      <TextField
        label="Administrator's e-mail"
        type="email"
        isRequired
        value={values.adminEmail}
        error={faultOf('adminEmail')}
        onChange={(adminEmail) => onChange({ adminEmail })}
      />
      <TextField
        label="Company"
        value={values.companyName}
        error={faultOf('companyName')}
        onChange={(companyName) => onChange({ companyName })}
      />
      <div className={styles.pair}>
        <Select label="Plan" choices={plans} value={values.plan} onChange={(plan) => onChange({ plan })} />
        <NumberField
          label="Most users"
          minValue={1}
          value={values.maxUsers}
          error={faultOf('maxUsers')}
          description="Empty: no limit"
          onChange={(maxUsers) => onChange({ maxUsers })}
        />
        <NumberField
          label="Most projects"
          minValue={1}
          value={values.maxProjects}
          error={faultOf('maxProjects')}
          description="Empty: no limit"
          onChange={(maxProjects) => onChange({ maxProjects })}
        />
      </div>
    </>
  );
}

/** As the server takes them. */
export function bodyOf({ companyName, ...values }: TenantValues) {
  return { ...values, companyName: companyName.trim() === '' ? null : companyName };
}
