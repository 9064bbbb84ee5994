import { useQuery } from '@tanstack/react-query';
import { KeyRound, Pencil, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Operator, OperatorMe } from '../../../contract/admin/operators.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { CopyValue } from '../../ui/copy-value.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import { OperatorDialog } from './operator-dialog.tsx';
import { Moment } from './moment.tsx';
import styles from './portal.module.css';
import { operatorsQuery } from './portal-queries.ts';
import { useAction } from './use-action.ts';

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'reset' | 'delete'; readonly operator: Operator }
  | { readonly kind: 'issued'; readonly email: string; readonly password: string };

/** Who may use this portal, and for which tenants. */
export function OperatorsPage({ me }: { readonly me: OperatorMe }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open>();
  const { data: operators, error } = useQuery(operatorsQuery(search));
  const close = (): void => setOpen(undefined);
  const issue = (issued: { readonly email: string; readonly password: string }): void => setOpen({ kind: 'issued', ...issued });
  return (
    <Page
      title="Admin users"
      description="Superadmins do everything; admins manage the tenants that are granted to them."
      actions={
        <Button tone="primary" icon={<UserPlus />} onPress={() => setOpen({ kind: 'new' })}>
          New admin user
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      <div className={styles.filters}>
        <SearchField className={styles.search} label="Search by name or e-mail" value={search} onChange={setSearch} />
      </div>
      {operators ? (
        <Table
          label="Admin users"
          columns={columnsOf(me, setOpen)}
          rows={operators}
          rowKey={(operator) => operator.id}
          isDim={(operator) => !operator.isActive}
          empty="Nobody of this name or address."
        />
      ) : (
        <Skeleton rows={6} label="Loading the admin users…" />
      )}
      {open?.kind === 'new' ? <OperatorDialog onClose={close} onIssued={issue} /> : null}
      {open?.kind === 'edit' ? <OperatorDialog operator={open.operator} onClose={close} onIssued={issue} /> : null}
      {open?.kind === 'reset' ? <ResetDialog operator={open.operator} onClose={close} onIssued={issue} /> : null}
      {open?.kind === 'delete' ? <DeleteDialog operator={open.operator} onClose={close} /> : null}
      {open?.kind === 'issued' ? <IssuedDialog email={open.email} password={open.password} onClose={close} /> : null}
    </Page>
  );
}

function columnsOf(me: OperatorMe, onOpen: (open: Open) => void): readonly Column<Operator>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      cell: (operator) => (
        <>
          {operator.name} {operator.id === me.id ? <Tag>You</Tag> : null}
          <span className={styles.meta}>{operator.email}</span>
        </>
      ),
    },
    {
      key: 'role',
      title: 'Role',
      cell: ({ role }) => <Tag tone={role === 'superadmin' ? 'accent' : 'neutral'}>{role === 'superadmin' ? 'Superadmin' : 'Admin'}</Tag>,
    },
    {
      key: 'tenants',
      title: 'Tenants',
      isMinor: true,
      cell: ({ role, tenants }) => (role === 'superadmin' ? 'All' : tenants.map(({ name }) => name).join(', ') || 'None'),
    },
    { key: 'state', title: 'State', isMinor: true, cell: (operator) => <State operator={operator} /> },
    { key: 'seen', title: 'Last sign-in', isMinor: true, cell: (operator) => <Moment at={operator.lastSignInAt} /> },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (operator) => (
        <span className={styles.buttons}>
          <IconButton icon={<Pencil />} label={`Edit ${operator.name}`} size="small" onPress={() => onOpen({ kind: 'edit', operator })} />
          {operator.id === me.id ? null : (
            <>
              <IconButton
                icon={<KeyRound />}
                label={`New password for ${operator.name}`}
                size="small"
                onPress={() => onOpen({ kind: 'reset', operator })}
              />
              <IconButton
                icon={<Trash2 />}
                label={`Delete ${operator.name}`}
                size="small"
                onPress={() => onOpen({ kind: 'delete', operator })}
              />
            </>
          )}
        </span>
      ),
    },
  ];
}

function State({ operator }: { readonly operator: Operator }) {
  if (!operator.isActive) return <Tag tone="danger">Switched off</Tag>;
  return operator.mustChangePassword ? <Tag>Invited</Tag> : <Tag tone="success">Active</Tag>;
}

type OneProps = { readonly operator: Operator; readonly onClose: () => void };
type IssuedHandler = (issued: { readonly email: string; readonly password: string }) => void;

function ResetDialog({ operator, onClose, onIssued }: OneProps & { readonly onIssued: IssuedHandler }) {
  const reset = useAction({ run: () => adminCall('resetOperatorPassword', { params: { id: operator.id } }), onDone: onIssued });
  return (
    <ConfirmDialog
      title={`Give ${operator.name} a new password?`}
      confirmLabel="Make a new password"
      isOpen
      isPending={reset.isPending}
      onConfirm={() => reset.run(undefined)}
      onClose={onClose}
    >
      The present password stops working and every session of {operator.name} ends.
    </ConfirmDialog>
  );
}

function DeleteDialog({ operator, onClose }: OneProps) {
  const remove = useAction({ run: () => adminCall('deleteOperator', { params: { id: operator.id } }), onDone: onClose });
  return (
    <ConfirmDialog
      title={`Delete ${operator.name}?`}
      confirmLabel="Delete"
      isOpen
      isPending={remove.isPending}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    >
      {operator.name} cannot sign in here any more. What the audit log says of them stays.
    </ConfirmDialog>
  );
}

function IssuedDialog({ email, password, onClose }: { readonly email: string; readonly password: string; readonly onClose: () => void }) {
  return (
    <Dialog
      title="One-time password"
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <Button tone="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles.form}>
        <p>Pass it on in person or by phone. It is shown this once only, and replaced at the first sign-in.</p>
        <CopyValue label="E-mail" value={email} />
        <CopyValue label="One-time password" value={password} />
      </div>
    </Dialog>
  );
}
