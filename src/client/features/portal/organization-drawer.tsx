import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { OrganizationAnswer, OrganizationTenant } from '../../../contract/admin/organizations.ts';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { ProblemError } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { cx } from '../../ui/cx.ts';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { CopyValue } from '../../ui/copy-value.tsx';
import { Drawer, DrawerSection } from '../../ui/drawer.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { AuditSection } from './audit-section.tsx';
import { Facts } from './facts.tsx';
import { formatMoment } from './formats.ts';
import { OrganizationDialog } from './organization-dialog.tsx';
import { OrganizationSso } from './organization-sso.tsx';
import styles from './portal.module.css';
import { organizationAuditQuery, organizationQuery, tenantsQuery } from './portal-queries.ts';
import { useAction } from './use-action.ts';

export type OrganizationDrawerProps = {
  readonly id: string;
  readonly onClose: () => void;
  readonly onOpenTenant: (id: string) => void;
};

/** One organization: what is known of it, its tenants and how their people sign in. */
export function OrganizationDrawer({ id, onClose, onOpenTenant }: OrganizationDrawerProps) {
  const { data: organization, error } = useQuery(organizationQuery(id));
  const isGone = error instanceof ProblemError && error.code === 'not_found';
  const toasts = useToasts();
  // Deleted by somebody else: there is nothing more to show.
  useEffect(() => {
    if (!isGone) return;
    toasts.show({ tone: 'info', text: 'The organization was deleted meanwhile' });
    onClose();
  }, [isGone, onClose, toasts]);
  return (
    <Drawer title={organization?.name ?? 'Organization'} eyebrow={organization?.slug} onClose={onClose} className={styles.drawer}>
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {organization ? (
        <>
          <Summary organization={organization} onDeleted={onClose} />
          <OrganizationSso organization={organization} />
          <TenantsSection organization={organization} onOpenTenant={onOpenTenant} />
          <OrganizationAudit organization={organization} />
        </>
      ) : (
        <Skeleton rows={8} label="Loading the organization…" />
      )}
    </Drawer>
  );
}

const WITHOUT = 'Its people sign in with passwords then; whoever has none gets one from an administrator of the tenant.';

type SummaryProps = { readonly organization: OrganizationAnswer; readonly onDeleted: () => void };

function Summary({ organization, onDeleted }: SummaryProps) {
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const close = (): void => setOpen(undefined);
  const remove = useAction({
    run: () => adminCall('deleteOrganization', { params: { id: organization.id } }),
    // Gone from the page before everything shown is read again: there is nothing left to read of it.
    onDone: () => flushSync(onDeleted),
    done: 'The organization is deleted; its tenants stay',
  });
  return (
    <div className={styles.summary}>
      <Facts
        facts={[
          ['Administrator', organization.adminEmail ?? '–'],
          ['Created', formatMoment(organization.createdAt)],
        ]}
      />
      <div className={styles.actions}>
        <Button icon={<Pencil />} onPress={() => setOpen('edit')}>
          Edit
        </Button>
        <Button icon={<Trash2 />} onPress={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      {open === 'edit' ? <OrganizationDialog organization={organization} onClose={close} /> : null}
      <ConfirmDialog
        title={`Delete ${organization.name}?`}
        confirmLabel="Delete"
        isOpen={open === 'delete'}
        isPending={remove.isPending}
        onConfirm={() => remove.run(undefined)}
        onClose={close}
      >
        Its tenants are unlinked, not deleted: their plans and people stay. Its single sign-on is gone, and its client secret forgotten.{' '}
        {organization.sso ? WITHOUT : ''}
      </ConfirmDialog>
    </div>
  );
}

type TenantsSectionProps = { readonly organization: OrganizationAnswer; readonly onOpenTenant: (id: string) => void };

function TenantsSection({ organization, onOpenTenant }: TenantsSectionProps) {
  return (
    <DrawerSection title="Tenants">
      {organization.tenants.length === 0 ? <p className={styles.quiet}>None so far.</p> : null}
      <ul className={styles.log}>
        {organization.tenants.map((tenant) => (
          <TenantItem key={tenant.id} organization={organization} tenant={tenant} onOpenTenant={onOpenTenant} />
        ))}
      </ul>
      <AssignTenant organization={organization} />
    </DrawerSection>
  );
}

type TenantItemProps = TenantsSectionProps & { readonly tenant: OrganizationTenant };

function TenantItem({ organization, tenant, onOpenTenant }: TenantItemProps) {
  const [isAsking, setAsking] = useState(false);
  const remove = useAction({
    run: () => adminCall('unassignTenant', { params: { id: organization.id, tenantId: tenant.id } }),
    onDone: () => setAsking(false),
    done: `${tenant.name} is taken out`,
  });
  return (
    <li className={styles.form}>
      <div className={styles.actions}>
        <button type="button" className={cx(styles.open, styles.grows)} onClick={() => onOpenTenant(tenant.id)}>
          {tenant.name}
          {tenant.requiredGroupIds.length > 0 ? <span className={styles.meta}>Certain groups only</span> : null}
        </button>
        <Button size="small" aria-label={`Remove ${tenant.name}`} onPress={() => setAsking(true)}>
          Remove
        </Button>
      </div>
      <CopyValue label="Redirect URI" owner={tenant.name} value={tenant.redirectUri} />
      <CopyValue label="Sign-out URI" owner={tenant.name} value={tenant.signOutUri} />
      <ConfirmDialog
        title={`Remove ${tenant.name} from ${organization.name}?`}
        confirmLabel="Remove"
        isOpen={isAsking}
        isPending={remove.isPending}
        onConfirm={() => remove.run(undefined)}
        onClose={() => setAsking(false)}
      >
        Nothing in it is deleted. {organization.sso ? WITHOUT : ''}
      </ConfirmDialog>
    </li>
  );
}

/** Finds a tenant by a part of its name and puts it under the organization. */
function AssignTenant({ organization }: { readonly organization: OrganizationAnswer }) {
  const [search, setSearch] = useState('');
  const [tenantId, setTenantId] = useState<string | null>(null);
  const { data } = useInfiniteQuery(tenantsQuery(search, 'name'));
  const here = new Set(organization.tenants.map(({ id }) => id));
  const others = (data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => !here.has(id));
  const chosen = others.find(({ id }) => id === tenantId);
  const assign = useAction({
    run: (id: string) => adminCall('assignTenant', { params: { id: organization.id, tenantId: id } }),
    onDone: () => setTenantId(null),
    done: 'The tenant is assigned',
  });
  return (
    <div className={styles.form}>
      <ComboBox
        label="Tenant to assign"
        placeholder="Type a part of its name"
        choices={others.map(({ id, name, slug }) => ({ key: id, label: name, note: slug }))}
        value={tenantId}
        description={chosen?.organization ? whatMoves(chosen, organization.name) : undefined}
        onSearch={setSearch}
        onChange={setTenantId}
      />
      <Button
        isDisabled={!chosen}
        isPending={assign.isPending}
        onPress={() => {
          if (chosen) assign.run(chosen.id);
        }}
      >
        Assign
      </Button>
    </div>
  );
}

function whatMoves({ organization, requiredGroupIds }: TenantAnswer, to: string): string {
  const groups = requiredGroupIds.length === 0 ? '' : ` Its required groups stay; see that ${to} has them.`;
  return `It moves here from ${organization?.name ?? 'no organization'}. Its people connect their accounts anew, each with a password.${groups}`;
}

function OrganizationAudit({ organization }: { readonly organization: OrganizationAnswer }) {
  const { data = [] } = useQuery(organizationAuditQuery(organization.id));
  return <AuditSection entries={data} />;
}
