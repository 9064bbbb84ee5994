import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { ProblemError } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Drawer, DrawerSection } from '../../ui/drawer.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/table.tsx';
import { AuditSection } from './audit-section.tsx';
import { Chart } from './chart.tsx';
import { Facts } from './facts.tsx';
import { capitalized, formatBytes, formatDay, formatMoment, formatNumber } from './formats.ts';
import styles from './portal.module.css';
import { tenantAuditQuery, tenantOperationsQuery, tenantQuery, tenantUsageQuery } from './portal-queries.ts';
import { TenantActions } from './tenant-actions.tsx';
import { TenantSignIn } from './tenant-sign-in.tsx';
import { TenantState } from './tenant-status.tsx';
import { useAction } from './use-action.ts';

export type TenantDrawerProps = {
  readonly id: string;
  readonly me: OperatorMe;
  readonly onClose: () => void;
  readonly onOpenOrganization: (id: string) => void;
};

/** Everything about one tenant, and what can be done with it. */
export function TenantDrawer({ id, me, onClose, onOpenOrganization }: TenantDrawerProps) {
  const { data: tenant, error } = useQuery(tenantQuery(id));
  const isGone = error instanceof ProblemError && error.code === 'not_found';
  // Deleted here or by somebody else: there is nothing more to show.
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  if (!tenant)
    return (
      <Drawer title="Tenant" onClose={onClose} className={styles.drawer}>
        {error ? <Banner tone="danger">{error.message}</Banner> : <Skeleton rows={8} label="Loading the tenant…" />}
      </Drawer>
    );
  return (
    <Drawer title={tenant.name} eyebrow={`/t/${tenant.slug}/`} onClose={onClose} className={styles.drawer}>
      <div className={styles.summary}>
        <TenantState tenant={tenant} />
        {tenant.statusReason === null ? null : <Banner tone={tenant.status === 'failed' ? 'danger' : 'info'}>{tenant.statusReason}</Banner>}
        {tenant.migrationError === null ? null : <Banner tone="danger">{tenant.migrationError}</Banner>}
        <TenantActions tenant={tenant} me={me} onDeleted={onClose} />
      </div>
      <Details tenant={tenant} />
      <TenantSignIn tenant={tenant} onOpenOrganization={me.role === 'superadmin' ? onOpenOrganization : undefined} />
      <ConnectionSection tenant={tenant} />
      <UsageSection tenant={tenant} />
      <OperationsSection tenant={tenant} />
      <TenantAudit id={id} updatedAt={tenant.updatedAt} />
    </Drawer>
  );
}

function Details({ tenant }: { readonly tenant: TenantAnswer }) {
  const limit = (value: number | null): string => (value === null ? 'No limit' : formatNumber(value));
  return (
    <DrawerSection title="Details">
      <Facts
        facts={[
          ['Administrator', tenant.adminEmail],
          ['Company', tenant.companyName ?? '–'],
          ['Plan', capitalized(tenant.plan)],
          ['Most users', limit(tenant.maxUsers)],
          ['Most projects', limit(tenant.maxProjects)],
          ['Created', formatMoment(tenant.createdAt)],
          ['Activated', formatMoment(tenant.activatedAt)],
          ...(tenant.deleteAfter === null ? [] : [['Is deleted', formatMoment(tenant.deleteAfter)] as const]),
        ]}
      />
    </DrawerSection>
  );
}

function ConnectionSection({ tenant }: { readonly tenant: TenantAnswer }) {
  const test = useAction({ run: () => adminCall('testTenantConnection', { params: { id: tenant.id } }) });
  const { schemaVersion, currentSchemaVersion } = tenant;
  const isBehind = schemaVersion !== null && schemaVersion < currentSchemaVersion;
  return (
    <DrawerSection
      title="Database"
      actions={
        <Button size="small" isDisabled={schemaVersion === null} isPending={test.isPending} onPress={() => test.run(undefined)}>
          Test connection
        </Button>
      }
    >
      <Facts
        facts={[
          ['Name', <code key="name">{tenant.databaseName}</code>],
          ['Server', tenant.databaseServerName],
          ['Schema', schemaVersion === null ? 'Not made yet' : `Version ${schemaVersion}${isBehind ? ` of ${currentSchemaVersion}` : ''}`],
        ]}
      />
      {test.answer ? (
        <Banner tone={test.answer.isConnected ? 'success' : 'danger'}>
          {test.answer.message}
          {test.answer.isConnected ? ` PostgreSQL ${test.answer.serverVersion ?? ''}, ${test.answer.durationMs ?? 0} ms.` : ''}
        </Banner>
      ) : null}
    </DrawerSection>
  );
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

function UsageSection({ tenant: { id, maxUsers, maxProjects } }: { readonly tenant: TenantAnswer }) {
  const { data = [] } = useQuery(tenantUsageQuery(id));
  const last = data.at(-1);
  const days = data.map(({ usedOn, ...figures }) => ({ ...figures, atMs: Date.parse(usedOn) }));
  // A day on which it was not measured says nothing.
  const sizes = days.filter(({ databaseBytes }) => databaseBytes > 0).map(({ atMs, databaseBytes }) => ({ atMs, value: databaseBytes }));
  const toMs = days.at(-1)?.atMs ?? 0;
  const span = { fromMs: Math.min(days[0]?.atMs ?? 0, toMs - WEEK_DAYS * DAY_MS), toMs, stepMs: Infinity };
  const course = { span, formatWhen: formatDay, height: 56 };
  return (
    <DrawerSection title="Use">
      <Chart
        label="Requests a day"
        points={days.map(({ atMs, requestCount }) => ({ atMs, value: requestCount }))}
        format={formatNumber}
        {...course}
      />
      {sizes.length === 0 ? null : <Chart label="Database" points={sizes} format={formatBytes} {...course} />}
      {last ? (
        <Facts
          facts={[
            ['Users', ofAtMost(last.userCount, maxUsers)],
            ['Active today', formatNumber(last.activeUserCount)],
            ['Projects', ofAtMost(last.projectCount, maxProjects)],
          ]}
        />
      ) : null}
    </DrawerSection>
  );
}

function ofAtMost(count: number, most: number | null): string {
  return most === null ? formatNumber(count) : `${formatNumber(count)} of ${formatNumber(most)}`;
}

const operationTones = { queued: 'neutral', running: 'accent', succeeded: 'success', failed: 'danger' } as const;

function OperationsSection({ tenant }: { readonly tenant: TenantAnswer }) {
  const { data = [] } = useQuery({ ...tenantOperationsQuery(tenant.id), refetchInterval: tenant.operation ? 1000 : false });
  return (
    <DrawerSection title="Operations">
      {data.length === 0 ? <p className={styles.quiet}>None so far.</p> : null}
      <ul className={styles.log}>
        {data.map((operation) => (
          <li key={operation.id}>
            <Tag tone={operationTones[operation.state]}>{capitalized(operation.state)}</Tag> {capitalized(operation.kind)}
            <span className={styles.meta}>
              {formatMoment(operation.createdAt)} · {operation.requestedBy}
            </span>
            {operation.error === null ? null : <span className={styles.meta}>{operation.error}</span>}
          </li>
        ))}
      </ul>
    </DrawerSection>
  );
}

function TenantAudit({ id, updatedAt }: { readonly id: string; readonly updatedAt: string }) {
  const query = tenantAuditQuery(id);
  const { data = [] } = useQuery({ ...query, queryKey: [...query.queryKey, updatedAt] });
  return <AuditSection entries={data} />;
}
