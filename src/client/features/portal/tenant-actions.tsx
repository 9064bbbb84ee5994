import { Archive, ExternalLink, KeyRound, Pause, Pencil, Play, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CredentialsDialog } from './credentials-dialog.tsx';
import { DeleteTenantDialog } from './delete-tenant-dialog.tsx';
import { EditTenantDialog } from './edit-tenant-dialog.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

type Status = 'active' | 'suspended' | 'archived';
type Open = 'edit' | 'delete' | 'credentials' | 'suspended' | 'archived';
export type TenantActionsProps = { readonly tenant: TenantAnswer; readonly me: OperatorMe; readonly onDeleted: () => void };

const questions = {
  suspended: { title: 'Suspend', text: 'Everybody is signed out within two seconds and nobody gets in. Nothing is deleted.' },
  archived: { title: 'Archive', text: 'The tenant is put away: nobody gets in, and its data stays as it is.' },
} as const;

/** What can be done with a tenant in the state that it is in. */
export function TenantActions({ tenant, me, onDeleted }: TenantActionsProps) {
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const params = { id: tenant.id };
  const setStatus = useAction({
    run: ({ status, reason = '' }: { readonly status: Status; readonly reason?: string }) =>
      adminCall('setTenantStatus', { params, body: { status, ...(reason.trim() === '' ? {} : { reason }) } }),
    onDone: close,
    done: 'The status is changed',
  });
  const { status } = tenant;
  const isHere = status === 'active' || status === 'suspended' || status === 'archived';
  const isIdle = tenant.operation === null;
  const isSuperadmin = me.role === 'superadmin';
  return (
    <div className={styles.actions}>
      {status === 'active' ? (
        <a className={styles.visit} href={`/t/${tenant.slug}/`} target="_blank" rel="noreferrer">
          Open workspace <ExternalLink aria-hidden size={14} />
        </a>
      ) : null}
      {(status === 'pending' || status === 'failed') && isIdle ? <ProvisionButton id={tenant.id} isRepeated={status === 'failed'} /> : null}
      {isHere ? (
        <Button icon={<KeyRound />} onPress={() => setOpen('credentials')}>
          Credentials
        </Button>
      ) : null}
      <Button icon={<Pencil />} onPress={() => setOpen('edit')}>
        Edit
      </Button>
      {status === 'active' ? (
        <Button icon={<Pause />} onPress={() => setOpen('suspended')}>
          Suspend
        </Button>
      ) : null}
      {status === 'suspended' || status === 'archived' ? (
        <Button icon={<Play />} isPending={setStatus.isPending} onPress={() => setStatus.run({ status: 'active' })}>
          Activate
        </Button>
      ) : null}
      {status === 'active' || status === 'suspended' ? (
        <Button icon={<Archive />} onPress={() => setOpen('archived')}>
          Archive
        </Button>
      ) : null}
      {isSuperadmin && status === 'deleting' && isIdle ? <RestoreButton id={tenant.id} /> : null}
      {isSuperadmin && isIdle && status !== 'deleting' && status !== 'provisioning' ? (
        <Button icon={<Trash2 />} onPress={() => setOpen('delete')}>
          {status === 'failed' ? 'Discard' : 'Delete'}
        </Button>
      ) : null}
      {open === 'edit' ? <EditTenantDialog tenant={tenant} onClose={close} /> : null}
      {open === 'delete' ? <DeleteTenantDialog tenant={tenant} onClose={close} onDeleted={onDeleted} /> : null}
      {open === 'credentials' ? <CredentialsDialog tenant={tenant} onClose={close} /> : null}
      {open === 'suspended' || open === 'archived' ? (
        <CloseTenantDialog
          name={tenant.name}
          status={open}
          isPending={setStatus.isPending}
          onConfirm={(reason) => setStatus.run({ status: open, reason })}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function ProvisionButton({ id, isRepeated }: { readonly id: string; readonly isRepeated: boolean }) {
  const provision = useAction({ run: () => adminCall('provisionTenant', { params: { id } }) });
  return (
    <Button
      tone="primary"
      icon={isRepeated ? <RotateCcw /> : <Play />}
      isPending={provision.isPending}
      onPress={() => provision.run(undefined)}
    >
      {isRepeated ? 'Try again' : 'Provision'}
    </Button>
  );
}

function RestoreButton({ id }: { readonly id: string }) {
  const restore = useAction({
    run: () => adminCall('restoreTenant', { params: { id } }),
    done: 'The tenant is back, and inactive',
  });
  return (
    <Button icon={<Undo2 />} isPending={restore.isPending} onPress={() => restore.run(undefined)}>
      Restore
    </Button>
  );
}

type CloseTenantDialogProps = {
  readonly name: string;
  readonly status: keyof typeof questions;
  readonly isPending: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
};

/** Asks before everybody of a tenant is shut out, and for what they are told. */
function CloseTenantDialog({ name, status, isPending, onConfirm, onClose }: CloseTenantDialogProps) {
  const [reason, setReason] = useState('');
  const { title, text } = questions[status];
  return (
    <ConfirmDialog
      title={`${title} ${name}?`}
      confirmLabel={title}
      isOpen
      isPending={isPending}
      onConfirm={() => onConfirm(reason)}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>{text}</p>
        <TextField
          label="Reason"
          description="Optional; its people read it"
          maxLength={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
          autoFocus
          value={reason}
          onChange={setReason}
        />
      </div>
    </ConfirmDialog>
  );
}
