import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { bodyOf, TenantFields, type TenantValues } from './tenant-fields.tsx';
import { useAction } from './use-action.ts';

const FORM = 'edit-tenant';

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
    <Dialog
      title={`Edit ${tenant.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} tone="primary" isPending={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          save.run(undefined);
        }}
      >
        {save.formFault === undefined ? null : <Banner tone="danger">{save.formFault}</Banner>}
        <TenantFields
          values={values}
          onChange={(change) => setValues((before) => ({ ...before, ...change }))}
          faultOf={save.faultOf}
          slugNote="Another slug is another address; the old one leads to the new one."
        />
      </Form>
    </Dialog>
  );
}
