import { useState } from 'react';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from './use-action.ts';

export type DeleteTenantDialogProps = { readonly tenant: TenantAnswer; readonly onClose: () => void; readonly onDeleted: () => void };

/** Asks for the slug, typed, before everything of the tenant is gone. */
export function DeleteTenantDialog({ tenant, onClose, onDeleted }: DeleteTenantDialogProps) {
  const [confirmSlug, setConfirmSlug] = useState('');
  const remove = useAction({
    run: () => adminCall('deleteTenant', { params: { id: tenant.id }, body: { confirmSlug } }),
    onDone: ({ operation }) => {
      onClose();
      if (operation?.state === 'succeeded') onDeleted();
    },
    done: 'The tenant is being deleted',
    showsOwnFaults: true,
  });
  return (
    <FormDialog
      title={`Delete ${tenant.name}?`}
      submitLabel="Delete for ever"
      isAlert
      size="small"
      tone="danger"
      isSubmitDisabled={confirmSlug !== tenant.slug}
      onClose={onClose}
      onSubmit={() => {
        if (confirmSlug === tenant.slug) remove.run(undefined);
      }}
      isPending={remove.isPending}
    >
      <p>
        Its database with every plan, its people and its logins are dropped. Nothing brings them back but a backup. Type{' '}
        <strong>{tenant.slug}</strong> to confirm.
      </p>
      <TextField
        label="Slug of the tenant"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
        autoFocus
        autoComplete="off"
        value={confirmSlug}
        error={remove.faultOf('confirmSlug') ?? remove.formFault}
        onChange={setConfirmSlug}
      />
    </FormDialog>
  );
}
