import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import { useState } from 'react';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { CreateTenantDialog } from './create-tenant-dialog.tsx';
import { FigureCards } from './figure-cards.tsx';
import { capitalized, formatBytes, formatNumber } from './formats.ts';
import { Moment } from './moment.tsx';
import styles from './portal.module.css';
import { statsQuery, tenantsQuery, type TenantSort } from './portal-queries.ts';
import { RowOpener } from './row-opener.tsx';
import { TenantDrawer } from './tenant-drawer.tsx';
import { statusTexts, TenantState } from './tenant-status.tsx';
import { ShowMore } from './show-more.tsx';

export type TenantsPageProps = {
  readonly me: OperatorMe;
  /** The tenant whose details are open. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onOpenOrganization: (id: string) => void;
};

const sorts: readonly { readonly key: TenantSort; readonly label: string }[] = [
  { key: 'name', label: 'By name' },
  { key: 'slug', label: 'By address' },
  { key: '-createdAt', label: 'Newest first' },
];

type StatusChoice = TenantAnswer['status'] | 'all';
const statusChoices: readonly { readonly key: StatusChoice; readonly label: string }[] = [
  { key: 'all', label: 'Every status' },
  // The keys are the states.
  ...(Object.keys(statusTexts) as TenantAnswer['status'][]).map((key) => ({ key, label: statusTexts[key] })),
];

/** Every tenant that this person manages, as it is now. */
export function TenantsPage({ me, openId, onOpen, onOpenOrganization }: TenantsPageProps) {
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TenantSort>('name');
  const [status, setStatus] = useState<StatusChoice>('all');
  const [isCreating, setCreating] = useState(false);
  const list = useInfiniteQuery(tenantsQuery(search, sort, status === 'all' ? undefined : status));
  const { data, error } = list;
  const tenants = data?.pages.flatMap((page) => page.items);
  const isSuperadmin = me.role === 'superadmin';
  const isFiltered = search !== '' || status !== 'all';
  const hasNone = tenants?.length === 0 && !isFiltered;
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <Page
          title="Tenants"
          description="Each has a database and logins of its own, and an address below /t/."
          actions={
            isSuperadmin ? (
              <Button tone="primary" icon={<Plus />} onPress={() => setCreating(true)}>
                New tenant
              </Button>
            ) : null
          }
        >
          {isSuperadmin && !hasNone ? <Totals /> : null}
          {error ? <Banner tone="danger">{error.message}</Banner> : null}
          {hasNone ? null : (
            <div className={styles.filters}>
              <SearchField className={styles.search} label="Search by name, address or administrator" value={search} onChange={setSearch} />
              <Select label="Status" isLabelHidden choices={statusChoices} value={status} onChange={setStatus} />
              <Select label="Order" isLabelHidden choices={sorts} value={sort} onChange={setSort} />
            </div>
          )}
          {tenants && hasNone ? (
            <NoTenants isSuperadmin={isSuperadmin} />
          ) : tenants ? (
            <Table
              label="Tenants"
              columns={columnsOf(openId, onOpen)}
              rows={tenants}
              rowKey={(tenant) => tenant.id}
              isDim={(tenant) => tenant.status === 'archived'}
              empty="No tenant like that."
            />
          ) : (
            <Skeleton rows={8} label="Loading the tenants…" />
          )}
          <ShowMore list={list} />
        </Page>
      </div>
      {openId === undefined ? null : (
        <TenantDrawer key={openId} id={openId} me={me} onClose={() => onOpen(undefined)} onOpenOrganization={onOpenOrganization} />
      )}
      {isCreating ? <CreateTenantDialog onClose={() => setCreating(false)} onCreated={onOpen} /> : null}
    </div>
  );
}

function Totals() {
  const { data } = useQuery(statsQuery(24));
  if (!data) return null;
  const figures: readonly (readonly [title: string, value: string])[] = [
    ['Tenants', formatNumber(data.tenantCount)],
    ['Active', formatNumber(data.tenantsByStatus['active'] ?? 0)],
    ['Users', formatNumber(data.userCount)],
    ['Storage', formatBytes(data.databaseBytes)],
  ];
  return <FigureCards figures={figures} />;
}

function NoTenants({ isSuperadmin }: { readonly isSuperadmin: boolean }) {
  return isSuperadmin ? (
    <EmptyState icon={<Building2 />} title="No tenants yet">
      A tenant is one customer or department with a plan, people and a database of its own. The first is ready in seconds: its credentials
      are then there to be passed on.
    </EmptyState>
  ) : (
    <EmptyState icon={<Building2 />} title="No tenant is granted to you">
      Ask a superadmin of this platform for the tenants that you are to manage.
    </EmptyState>
  );
}

function columnsOf(openId: string | undefined, onOpen: TenantsPageProps['onOpen']): readonly Column<TenantAnswer>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      cell: ({ id, name, slug }) => <RowOpener id={id} openId={openId} onOpen={onOpen} name={name} note={`/t/${slug}/`} />,
    },
    { key: 'status', title: 'Status', cell: (tenant) => <TenantState tenant={tenant} /> },
    { key: 'plan', title: 'Plan', isMinor: true, cell: (tenant) => capitalized(tenant.plan) },
    { key: 'admin', title: 'Administrator', isMinor: true, cell: (tenant) => tenant.adminEmail },
    { key: 'created', title: 'Created', isMinor: true, align: 'end', cell: (tenant) => <Moment at={tenant.createdAt} /> },
  ];
}
