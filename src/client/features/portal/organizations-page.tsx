import { useInfiniteQuery } from '@tanstack/react-query';
import { Network, Plus } from 'lucide-react';
import { useState } from 'react';
import type { OrganizationAnswer } from '../../../contract/admin/organizations.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { OrganizationDialog } from './organization-dialog.tsx';
import { OrganizationDrawer } from './organization-drawer.tsx';
import styles from './portal.module.css';
import { organizationsQuery } from './portal-queries.ts';
import { RowOpener } from './row-opener.tsx';
import { ShowMore } from './show-more.tsx';

export type OrganizationsPageProps = {
  /** The organization whose details are open. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onOpenTenant: (id: string) => void;
};

/** Groups of tenants that share one sign-in. */
export function OrganizationsPage({ openId, onOpen, onOpenTenant }: OrganizationsPageProps) {
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const list = useInfiniteQuery(organizationsQuery(search));
  const { data, error } = list;
  const organizations = data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <Page
          title="Organizations"
          description="The tenants of an organization share one sign-in."
          actions={
            <Button tone="primary" icon={<Plus />} onPress={() => setCreating(true)}>
              New organization
            </Button>
          }
        >
          {error ? <Banner tone="danger">{error.message}</Banner> : null}
          <div className={styles.filters}>
            <SearchField className={styles.search} label="Search by name" value={search} onChange={setSearch} />
          </div>
          {organizations ? (
            <OrganizationTable organizations={organizations} isFiltered={search !== ''} openId={openId} onOpen={onOpen} />
          ) : (
            <Skeleton rows={6} label="Loading the organizations…" />
          )}
          <ShowMore list={list} />
        </Page>
      </div>
      {openId === undefined ? null : (
        <OrganizationDrawer key={openId} id={openId} onClose={() => onOpen(undefined)} onOpenTenant={onOpenTenant} />
      )}
      {isCreating ? <OrganizationDialog onClose={() => setCreating(false)} onSaved={({ id }) => onOpen(id)} /> : null}
    </div>
  );
}

type OrganizationTableProps = {
  readonly organizations: readonly OrganizationAnswer[];
  readonly isFiltered: boolean;
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
};

function OrganizationTable({ organizations, isFiltered, openId, onOpen }: OrganizationTableProps) {
  if (organizations.length === 0 && !isFiltered)
    return (
      <EmptyState icon={<Network />} title="No organizations yet">
        An organization is a group of tenants whose people sign in at one provider.
      </EmptyState>
    );
  return (
    <Table
      label="Organizations"
      columns={columnsOf(openId, onOpen)}
      rows={organizations}
      rowKey={(organization) => organization.id}
      empty="No organization like that."
    />
  );
}

function columnsOf(openId: string | undefined, onOpen: OrganizationTableProps['onOpen']): readonly Column<OrganizationAnswer>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      cell: ({ id, name, slug }) => <RowOpener id={id} openId={openId} onOpen={onOpen} name={name} note={slug} />,
    },
    { key: 'tenants', title: 'Tenants', align: 'end', cell: ({ tenants }) => tenants.length },
    {
      key: 'sso',
      title: 'Single sign-on',
      cell: ({ sso }) => (sso === null ? 'Not set up' : sso.isEnabled ? 'Switched on' : 'Switched off'),
    },
    { key: 'admin', title: 'Administrator', isMinor: true, cell: ({ adminEmail }) => adminEmail ?? '–' },
  ];
}
