import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operator, OperatorRole } from '../../../contract/admin/operators.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './portal.module.css';
import { tenantsQuery } from './portal-queries.ts';
import { useAction } from './use-action.ts';

const roles: readonly { readonly key: OperatorRole; readonly label: string }[] = [
  { key: 'admin', label: 'Admin' },
  { key: 'superadmin', label: 'Superadmin' },
];

type Values = {
  readonly name: string;
  readonly email: string;
  readonly role: OperatorRole;
  readonly isActive: boolean;
  readonly tenantIds: string[];
};

export type OperatorDialogProps = {
  /** Absent: a new one. */
  readonly operator?: Operator;
  readonly onClose: () => void;
  readonly onIssued: (issued: { readonly email: string; readonly password: string }) => void;
};

/** A user of the portal: who it is, and which tenants they manage. */
export function OperatorDialog({ operator, onClose, onIssued }: OperatorDialogProps) {
  const [values, setValues] = useState<Values>({
    name: operator?.name ?? '',
    email: operator?.email ?? '',
    role: operator?.role ?? 'admin',
    isActive: operator?.isActive ?? true,
    tenantIds: operator?.tenants.map(({ id }) => id) ?? [],
  });
  const change = (next: Partial<Values>): void => setValues((before) => ({ ...before, ...next }));
  const save = useAction({
    run: async () => {
      if (operator) return void (await adminCall('updateOperator', { params: { id: operator.id }, body: values }));
      return adminCall('createOperator', { body: values });
    },
    onDone: (made) => {
      onClose();
      if (made) onIssued({ email: made.operator.email, password: made.oneTimePassword });
    },
    showsOwnFaults: true,
  });
  return (
    <FormDialog
      title={operator ? `Edit ${operator.name}` : 'New admin user'}
      submitLabel={operator ? 'Save' : 'Create admin user'}
      onClose={onClose}
      onSubmit={() => save.run(undefined)}
      isPending={save.isPending}
      fault={save.formFault}
    >
      <TextField
        label="Name"
        isRequired
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway; this is its first field
        autoFocus
        value={values.name}
        error={save.faultOf('name')}
        onChange={(name) => change({ name })}
      />
      <TextField
        label="E-mail"
        type="email"
        isRequired
        value={values.email}
        error={save.faultOf('email')}
        onChange={(email) => change({ email })}
      />
      <Select label="Role" choices={roles} value={values.role} onChange={(role) => change({ role })} />
      {values.role === 'admin' ? <Grants ids={values.tenantIds} onChange={(tenantIds) => change({ tenantIds })} /> : null}
      {operator ? (
        <Checkbox isSelected={values.isActive} onChange={(isActive) => change({ isActive })}>
          May sign in
        </Checkbox>
      ) : null}
    </FormDialog>
  );
}

type GrantsProps = { readonly ids: readonly string[]; readonly onChange: (ids: string[]) => void };

function Grants({ ids, onChange }: GrantsProps) {
  const [search, setSearch] = useState('');
  const { data } = useInfiniteQuery(tenantsQuery(search, 'name'));
  const tenants = data?.pages[0]?.items ?? [];
  return (
    <fieldset className={styles.grants}>
      <legend>Tenants ({ids.length} granted)</legend>
      <TextField label="Search tenants" isLabelHidden placeholder="Search tenants" value={search} onChange={setSearch} />
      <div className={styles.scroll}>
        {tenants.map((tenant) => (
          <Checkbox
            key={tenant.id}
            isSelected={ids.includes(tenant.id)}
            onChange={(isGranted) => onChange(isGranted ? [...ids, tenant.id] : ids.filter((id) => id !== tenant.id))}
          >
            {tenant.name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
