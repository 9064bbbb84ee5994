import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

const FORM = 'delete-tenant';
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
    <Dialog
      title={`Delete ${tenant.name}?`}
      isOpen
      isAlert
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} tone="danger" isDisabled={confirmSlug !== tenant.slug} isPending={remove.isPending}>
            Delete for ever
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (confirmSlug === tenant.slug) remove.run(undefined);
        }}
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
      </Form>
    </Dialog>
  );
}
