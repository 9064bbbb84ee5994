import type { Stats } from '../../../contract/admin/system.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/page.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import { formatNumber } from './formats.ts';
import { Moment } from './moment.tsx';
import styles from './portal.module.css';

type Migrations = Stats['migrations'];
export type MigrationsCardProps = { readonly migrations: Migrations; readonly onOpen: (tenantId: string) => void };

/** Which tenants are on today's schema, and why the others are not. */
export function MigrationsCard({ migrations, onOpen }: MigrationsCardProps) {
  const { schemaVersion, tenantCount, behindCount, failedCount, behind } = migrations;
  const currentCount = tenantCount - behindCount;
  return (
    <Card
      title="Migrations"
      description={`The schema of this version is ${schemaVersion}. Tenants behind it are not served until they are migrated.`}
    >
      <div className={styles.fleet}>
        <meter className={styles.meter} max={Math.max(1, tenantCount)} value={currentCount} aria-label="Tenants on today's schema" />
        <span>
          {formatNumber(currentCount)} of {formatNumber(tenantCount)} current
        </span>
        {failedCount > 0 ? <Tag tone="danger">{`${formatNumber(failedCount)} failed`}</Tag> : null}
      </div>
      {behindCount === 0 ? null : (
        <>
          <Banner tone="warning">
            Run <code>milestone migrate</code> on a machine with the configuration of this platform. It goes on where it was stopped.
          </Banner>
          <Table label="Tenants behind" rows={behind} rowKey={({ tenantId }) => tenantId} columns={columnsOf(onOpen)} />
        </>
      )}
    </Card>
  );
}

function columnsOf(onOpen: MigrationsCardProps['onOpen']): readonly Column<Migrations['behind'][number]>[] {
  return [
    {
      key: 'name',
      title: 'Tenant',
      cell: ({ tenantId, name, slug }) => (
        <button type="button" className={styles.open} onClick={() => onOpen(tenantId)}>
          {name}
          <span className={styles.meta}>/t/{slug}/</span>
        </button>
      ),
    },
    { key: 'version', title: 'Schema', cell: (row) => row.schemaVersion ?? 'None' },
    { key: 'error', title: 'Error', cell: ({ error }) => error ?? 'Not tried yet' },
    { key: 'tried', title: 'Last tried', isMinor: true, align: 'end', cell: ({ attemptedAt }) => <Moment at={attemptedAt} /> },
  ];
}
