import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Stats } from '../../../contract/admin/system.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import { Chart } from './chart.tsx';
import { formatBytes, formatMoment, formatNumber } from './formats.ts';
import styles from './portal.module.css';
import { statsQuery } from './portal-queries.ts';

const ranges = [
  { key: '1', label: 'The last hour', short: '1 h' },
  { key: '24', label: 'The last day', short: '24 h' },
  { key: '168', label: 'The last week', short: '7 d' },
] as const;
type Range = (typeof ranges)[number]['key'];

/** The platform as a whole. */
export function SystemPage() {
  const [range, setRange] = useState<Range>('24');
  const { data: stats, error } = useQuery(statsQuery(Number(range)));
  return (
    <Page
      title="System"
      description={stats ? `Milestone ${stats.version}` : undefined}
      actions={<Segmented label="Time shown" choices={ranges} value={range} onChange={setRange} />}
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {stats ? <SystemCards stats={stats} /> : <Skeleton rows={10} label="Loading the figures…" />}
    </Page>
  );
}

function SystemCards({ stats }: { readonly stats: Stats }) {
  const totals: readonly (readonly [title: string, value: string])[] = [
    ['Tenants', formatNumber(stats.tenantCount)],
    ['Users', formatNumber(stats.userCount)],
    ['Projects', formatNumber(stats.projectCount)],
    ['Storage', formatBytes(stats.databaseBytes)],
    ['Open sockets', formatNumber(stats.openSockets)],
    ['Failed tenants', formatNumber(stats.failedOperationCount)],
  ];
  const perSecond = stats.requests.map((point) => point.requestCount / point.durationSeconds);
  return (
    <>
      <dl className={styles.cards}>
        {totals.map(([title, value]) => (
          <div key={title} className={styles.card}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.charts}>
        <Card title="Requests">
          <Chart label="Requests a second" values={perSecond} format={formatNumber} />
        </Card>
        <Card title="Latency">
          <Chart
            label="95 of 100 answered within"
            values={stats.requests.flatMap(({ p95Ms }) => (p95Ms === null ? [] : [p95Ms]))}
            format={(value) => `${formatNumber(value)} ms`}
          />
        </Card>
      </div>
      <Card title="Storage" description="The largest databases, as last measured.">
        <Storage storage={stats.storage} />
      </Card>
      <Card title="Nodes" description="Programs that serve this platform, with their connections to databases.">
        <Nodes nodes={stats.nodes} />
      </Card>
    </>
  );
}

type StorageRow = Stats['storage'][number];
type Node = Stats['nodes'][number];

function Storage({ storage }: Pick<Stats, 'storage'>) {
  return (
    <Table
      label="Storage by tenant"
      rows={storage}
      rowKey={(row) => row.tenantId}
      empty="Nothing measured yet: that is done once an hour."
      columns={storageColumnsOf(Math.max(1, ...storage.map((row) => row.databaseBytes)))}
    />
  );
}

function storageColumnsOf(largest: number): readonly Column<StorageRow>[] {
  return [
    { key: 'name', title: 'Tenant', cell: (row) => row.name },
    {
      key: 'share',
      title: 'Share',
      isTitleHidden: true,
      isMinor: true,
      cell: (row) => <meter className={styles.meter} max={largest} value={row.databaseBytes} aria-label={`Storage of ${row.name}`} />,
    },
    { key: 'bytes', title: 'Size', align: 'end', cell: (row) => formatBytes(row.databaseBytes) },
  ];
}

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
  { key: 'started', title: 'Started', isMinor: true, align: 'end', cell: (node) => formatMoment(node.startedAt) },
];
