import { useState } from 'react';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { bodyOf, TenantFields, type TenantValues } from './tenant-fields.tsx';
import { useAction } from './use-action.ts';

/** Changes what is known of a tenant; a former address goes on leading to it. */
export function EditTenantDialog({ tenant, onClose }: { readonly tenant: TenantAnswer; readonly onClose: () => void }) {
  const { name, slug, adminEmail, companyName, plan, maxUsers, maxProjects } = tenant;
  const [values, setValues] = useState<TenantValues>({
    name,
    slug,
    adminEmail,
    companyName: companyName ?? '',
    plan,
    maxUsers,
    maxProjects,
  });
  const save = useAction({
    run: () => adminCall('updateTenant', { params: { id: tenant.id }, body: bodyOf(values) }),
    onDone: onClose,
    done: 'The tenant is changed',
    showsOwnFaults: true,
  });
  return (
    <FormDialog
      title={`Edit ${tenant.name}`}
      submitLabel="Save"
      onClose={onClose}
      onSubmit={() => save.run(undefined)}
      isPending={save.isPending}
      fault={save.formFault}
    >
      <TenantFields
        values={values}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        faultOf={save.faultOf}
        slugNote="Another slug is another address; the old one leads to the new one."
      />
    </FormDialog>
  );
}
