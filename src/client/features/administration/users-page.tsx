import { useQuery } from '@tanstack/react-query';
import { KeyRound, Pencil, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { User } from '../../../contract/access.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { call } from '../../data/call.ts';
import { usePageActions } from '../../data/page-actions.ts';
import { sitesQuery, usersQuery } from '../../data/reference.ts';
import { useMe } from '../../data/session.ts';
import { roleTexts } from '../../data/role-texts.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import styles from './administration.module.css';
import { OneTimePasswordDialog, type Issued } from './one-time-password-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';
import { useSave } from './use-save.ts';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit'; readonly user: User } | { readonly kind: 'reset'; readonly user: User };

/** Everybody who may sign in: who they are, what they may do, where they belong. */
export function UsersPage() {
  const { data: users, error } = useQuery(usersQuery);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open>();
  usePageActions(() => [{ id: 'new-user', label: 'New user', run: () => setOpen({ kind: 'new' }) }]);
  const [issued, setIssued] = useState<Issued>();
  const shown = useMemo(() => filterUsers(users ?? [], search), [users, search]);
  const close = (): void => setOpen(undefined);
  return (
    <Page
      title="Users"
      description="People sign in with their e-mail address. Their sites decide what they see in full."
      actions={
        <Button tone="primary" icon={<UserPlus />} onPress={() => setOpen({ kind: 'new' })}>
          New user
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      <div className={styles.tools}>
        <SearchField className={styles.search} label="Search by name or e-mail" value={search} onChange={setSearch} />
      </div>
      {users ? <UserTable users={shown} onOpen={setOpen} /> : <Skeleton rows={8} label="Loading the users…" />}
      {open?.kind === 'new' ? <UserDialog onClose={close} onIssued={setIssued} /> : null}
      {open?.kind === 'edit' ? <UserDialog user={open.user} onClose={close} onIssued={setIssued} /> : null}
      {open?.kind === 'reset' ? <ResetDialog user={open.user} onClose={close} onIssued={setIssued} /> : null}
      <OneTimePasswordDialog issued={issued} onClose={() => setIssued(undefined)} />
    </Page>
  );
}

function UserTable({ users, onOpen }: { readonly users: readonly User[]; readonly onOpen: (open: Open) => void }) {
  const me = useMe();
  const { data: sites } = useQuery(sitesQuery);
  const siteName = (id: string): string => sites?.find((site) => site.id === id)?.name ?? '…';
  return (
    <Table
      label="Users"
      columns={columnsOf(me.id, siteName, onOpen)}
      rows={users}
      rowKey={(user) => user.id}
      isDim={(user) => !user.isActive}
      empty="Nobody of this name or address."
    />
  );
}

function columnsOf(myId: string, siteName: (id: string) => string, onOpen: (open: Open) => void): readonly Column<User>[] {
  return [
    { key: 'name', title: 'Name', cell: (user) => <Person user={user} isMe={user.id === myId} /> },
    { key: 'role', title: 'Role', cell: (user) => <Tag tone={user.role === 'user' ? 'neutral' : 'accent'}>{roleTexts[user.role]}</Tag> },
    {
      key: 'sites',
      title: 'Sites',
      isMinor: true,
      cell: (user) => (user.role === 'admin' ? 'All sites' : user.siteIds.map(siteName).sort().join(', ') || 'None'),
    },
    { key: 'job', title: 'Job title', isMinor: true, cell: (user) => user.jobTitle ?? '' },
    { key: 'state', title: 'State', isMinor: true, cell: (user) => <State user={user} /> },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (user) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {user.id === myId ? null : (
            <IconButton
              icon={<KeyRound />}
              label={`New password for ${user.name}`}
              size="small"
              onPress={() => onOpen({ kind: 'reset', user })}
            />
          )}
          <IconButton icon={<Pencil />} label={`Edit ${user.name}`} size="small" onPress={() => onOpen({ kind: 'edit', user })} />
        </span>
      ),
    },
  ];
}

function Person({ user, isMe }: { readonly user: User; readonly isMe: boolean }) {
  return (
    <span className={styles.person}>
      <Avatar name={user.name} />
      <span>
        {user.name} {isMe ? <Tag>You</Tag> : null}
        <span className={styles.meta} style={{ display: 'block' }}>
          {user.email}
        </span>
      </span>
    </span>
  );
}

function State({ user }: { readonly user: User }) {
  if (!user.isActive) return <Tag tone="danger">Switched off</Tag>;
  return user.mustChangePassword ? <Tag>Invited</Tag> : <Tag tone="success">Active</Tag>;
}

type ResetDialogProps = { readonly user: User; readonly onClose: () => void; readonly onIssued: (issued: Issued) => void };

function ResetDialog({ user, onClose, onIssued }: ResetDialogProps) {
  const reset = useSave({
    save: () => call('resetUserPassword', { params: { id: user.id } }),
    refresh: usersQuery.queryKey,
    onSaved: ({ oneTimePassword }) => {
      onClose();
      onIssued({ name: user.name, email: user.email, oneTimePassword });
    },
  });
  return (
    <ConfirmDialog
      title={`Give ${user.name} a new password?`}
      confirmLabel="Make a new password"
      isOpen
      isPending={reset.isPending}
      onConfirm={() => reset.run(undefined)}
      onClose={onClose}
    >
      The present password stops working and every session of {user.name} ends. You get a one-time password to pass on.
    </ConfirmDialog>
  );
}

function filterUsers(users: readonly User[], search: string): User[] {
  const wanted = nameKeyOf(search);
  return users.filter((user) => nameKeyOf(`${user.name} ${user.email}`).includes(wanted)).sort((a, b) => a.name.localeCompare(b.name));
}
