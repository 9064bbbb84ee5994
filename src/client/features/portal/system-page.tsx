import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Stats } from '../../../contract/admin/system.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import type { ShownTime } from './chart-geometry.ts';
import { Chart } from './chart.tsx';
import { FigureCards } from './figure-cards.tsx';
import { FindingsCard } from './findings-card.tsx';
import { formatBytes, formatNumber, formatWhenIn } from './formats.ts';
import { MigrationsCard } from './migrations-card.tsx';
import { Moment } from './moment.tsx';
import styles from './portal.module.css';
import { statsQuery } from './portal-queries.ts';
import { ServersCard } from './servers-card.tsx';
import { StorageCard } from './storage-card.tsx';

const ranges = [
  { key: '1', label: 'The last hour', short: '1 h' },
  { key: '24', label: 'The last day', short: '24 h' },
  { key: '168', label: 'The last week', short: '7 d' },
  { key: '720', label: 'The last month', short: '30 d' },
] as const;
type Range = (typeof ranges)[number]['key'];

export type SystemPageProps = { readonly onOpenTenant: (id: string) => void };

/** The platform as a whole. */
export function SystemPage({ onOpenTenant }: SystemPageProps) {
  const [range, setRange] = useState<Range>('24');
  const { data: stats, error, dataUpdatedAt } = useQuery(statsQuery(Number(range)));
  return (
    <Page
      title="System"
      description={stats ? `Milestone ${stats.version}` : undefined}
      actions={<Segmented label="Time shown" choices={ranges} value={range} onChange={setRange} />}
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {stats ? (
        <SystemCards stats={stats} shown={{ toMs: dataUpdatedAt, hours: Number(range) }} onOpenTenant={onOpenTenant} />
      ) : (
        <Skeleton rows={10} label="Loading the figures…" />
      )}
    </Page>
  );
}

type SystemCardsProps = SystemPageProps & { readonly stats: Stats; readonly shown: ShownTime };

function SystemCards({ stats, shown, onOpenTenant }: SystemCardsProps) {
  const totals: readonly (readonly [title: string, value: string])[] = [
    ['Tenants', formatNumber(stats.tenantCount)],
    ['Users', formatNumber(stats.userCount)],
    ['Active sessions', formatNumber(stats.sessionCount)],
    ['Projects', formatNumber(stats.projectCount)],
    ['Storage', formatBytes(stats.databaseBytes)],
    ['Open sockets', formatNumber(stats.openSockets)],
    ['Failed tenants', formatNumber(stats.failedOperationCount)],
  ];
  return (
    <>
      <FigureCards figures={totals} />
      <Traffic requests={stats.requests} shown={shown} />
      <StorageCard storage={stats.storage} storageHistory={stats.storageHistory} shown={shown} />
      <FindingsCard />
      <MigrationsCard migrations={stats.migrations} onOpen={onOpenTenant} />
      <ServersCard />
      <Card title="Nodes" description="Programs that serve this platform, with their connections to databases.">
        <Nodes nodes={stats.nodes} />
      </Card>
    </>
  );
}

const HOUR_MS = 3_600_000;
/** Of a stretch that is missing the neighbours are further apart than this many stretches. */
const GAP = 2.5;

function Traffic({ requests, shown: { toMs, hours } }: Pick<Stats, 'requests'> & { readonly shown: ShownTime }) {
  const stretchMs = (requests[0]?.durationSeconds ?? 0) * 1000;
  const span = { fromMs: toMs - hours * HOUR_MS, toMs, stepMs: stretchMs * GAP };
  const formatWhen = formatWhenIn(hours * HOUR_MS);
  const points = requests.map(({ at, ...point }) => ({ ...point, atMs: Date.parse(at) }));
  return (
    <div className={styles.charts}>
      <Card title="Requests">
        <Chart
          label="Requests a second"
          points={points.map(({ atMs, requestCount, durationSeconds }) => ({ atMs, value: requestCount / durationSeconds }))}
          span={span}
          format={formatNumber}
          formatWhen={formatWhen}
        />
      </Card>
      <Card title="Latency">
        <Chart
          label="95 of 100 answered within"
          points={points.flatMap(({ atMs, p95Ms }) => (p95Ms === null ? [] : [{ atMs, value: p95Ms }]))}
          span={span}
          format={(value) => `${formatNumber(value)} ms`}
          formatWhen={formatWhen}
        />
      </Card>
    </div>
  );
}

type Node = Stats['nodes'][number];

function Nodes({ nodes }: Pick<Stats, 'nodes'>) {
  return <Table label="Nodes" rows={nodes} rowKey={(node) => node.id} isDim={(node) => !node.isAlive} columns={nodeColumns} />;
}

const nodeColumns: readonly Column<Node>[] = [
  { key: 'host', title: 'Node', cell: (node) => `${node.host} (${node.processId})` },
  { key: 'state', title: 'State', cell: (node) => (node.isAlive ? <Tag tone="success">Alive</Tag> : <Tag tone="danger">Silent</Tag>) },
  { key: 'connections', title: 'Connections', align: 'end', cell: (node) => `${node.connections} (${node.idleConnections} idle)` },
  { key: 'waiting', title: 'Waiting', align: 'end', isMinor: true, cell: (node) => node.waiting },
  { key: 'sockets', title: 'Sockets', align: 'end', isMinor: true, cell: (node) => node.openSockets },
  { key: 'version', title: 'Version', isMinor: true, cell: (node) => node.version },
  { key: 'started', title: 'Started', isMinor: true, align: 'end', cell: (node) => <Moment at={node.startedAt} /> },
];
