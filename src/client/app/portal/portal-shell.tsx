import { KeyRound, LogOut } from 'lucide-react';
import { useCallback, useEffect, useState, type MouseEvent, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import { adminCall } from '../../data/admin-call.ts';
import { ChangePasswordForm } from '../../features/access/change-password-form.tsx';
import { AuditPage } from '../../features/portal/audit-page.tsx';
import { OperatorsPage } from '../../features/portal/operators-page.tsx';
import { OrganizationsPage } from '../../features/portal/organizations-page.tsx';
import { SystemPage } from '../../features/portal/system-page.tsx';
import { TenantsPage } from '../../features/portal/tenants-page.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/menu.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { ThemeMenu } from '../shell/theme-menu.tsx';
import styles from './portal.module.css';
import { usePortalLocation } from './use-portal-location.ts';

type Tab = { readonly page: string; readonly title: string; readonly isForSuperadmins: boolean };
const tabs: readonly Tab[] = [
  { page: '', title: 'Tenants', isForSuperadmins: false },
  { page: 'organizations', title: 'Organizations', isForSuperadmins: true },
  { page: 'users', title: 'Admin users', isForSuperadmins: true },
  { page: 'system', title: 'System', isForSuperadmins: true },
  { page: 'audit', title: 'Audit', isForSuperadmins: true },
];

/** On a phone the row of tabs is longer than the window. */
const showInRow = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

export type PortalShellProps = { readonly me: OperatorMe; readonly onSignedOut: () => void };

/** Head with the tabs, and the one that is open below. */
export function PortalShell({ me, onSignedOut }: PortalShellProps) {
  const { page, tenantId, organizationId, go } = usePortalLocation();
  const openTenant = useCallback((id: string | undefined): void => go(id === undefined ? '/admin/' : `/admin/?tenant=${id}`), [go]);
  const openOrganization = useCallback(
    (id: string | undefined): void => go(id === undefined ? '/admin/organizations' : `/admin/organizations?organization=${id}`),
    [go],
  );
  const shown = tabs.filter((tab) => !tab.isForSuperadmins || me.role === 'superadmin');
  const open = shown.find((tab) => tab.page === page);
  useEffect(() => {
    document.title = `${open?.title ?? 'Not found'} · Milestone administration`;
  }, [open]);
  const link = (tab: Tab): ReactNode => (
    <a
      key={tab.page}
      href={`/admin/${tab.page}`}
      className={styles.tab}
      ref={tab === open ? showInRow : undefined}
      aria-current={tab === open ? 'page' : undefined}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(`/admin/${tab.page}`);
      }}
    >
      {tab.title}
    </a>
  );
  return (
    <div className={styles.portal}>
      <header className={styles.head}>
        <div className={styles.brand}>
          <Logo size={24} />
          <span>
            Milestone <span className={styles.sub}>administration</span>
          </span>
        </div>
        <nav className={styles.tabs} aria-label="Administration">
          {shown.map(link)}
        </nav>
        <div className={styles.tools}>
          <ThemeMenu />
          <AccountMenu me={me} onSignedOut={onSignedOut} />
        </div>
      </header>
      <main className={styles.main} tabIndex={-1}>
        {open?.page === '' ? <TenantsPage me={me} openId={tenantId} onOpen={openTenant} onOpenOrganization={openOrganization} /> : null}
        {open?.page === 'organizations' ? (
          <OrganizationsPage openId={organizationId} onOpen={openOrganization} onOpenTenant={openTenant} />
        ) : null}
        {open?.page === 'users' ? <OperatorsPage me={me} /> : null}
        {open?.page === 'system' ? <SystemPage onOpenTenant={openTenant} /> : null}
        {open?.page === 'audit' ? <AuditPage /> : null}
        {open ? null : <EmptyState isPage title="There is no such page" />}
      </main>
    </div>
  );
}

function AccountMenu({ me, onSignedOut }: PortalShellProps) {
  const [isChanging, setChanging] = useState(false);
  const toasts = useToasts();
  const signOut = async (): Promise<void> => {
    await adminCall('signOutOperator').catch(() => undefined);
    onSignedOut();
  };
  return (
    <>
      <MenuTrigger>
        <Button className={styles.account ?? ''} aria-label={`Account of ${me.name}`}>
          <Avatar name={me.name} />
        </Button>
        <Menu label="Account">
          <MenuSection title={`${me.name} · ${me.email}`}>
            <MenuItem icon={<KeyRound />} onAction={() => setChanging(true)}>
              Change password
            </MenuItem>
            <MenuItem icon={<LogOut />} onAction={() => void signOut()}>
              Sign out
            </MenuItem>
          </MenuSection>
        </Menu>
      </MenuTrigger>
      <Dialog title="Change password" isOpen={isChanging} onClose={() => setChanging(false)} size="small">
        <ChangePasswordForm
          submitLabel="Change password"
          change={(body) => adminCall('changeOperatorPassword', { body })}
          onChanged={() => {
            setChanging(false);
            toasts.show({ tone: 'success', text: 'Your password is changed', detail: 'All other sessions were ended.' });
          }}
        />
      </Dialog>
    </>
  );
}
