import type { Stats } from '../../../contract/admin/system.ts';
import { Card } from '../../ui/page.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import type { ShownTime } from './chart-geometry.ts';
import { Chart } from './chart.tsx';
import { formatBytes, formatWhenIn } from './formats.ts';
import { Sparkline } from './sparkline.tsx';

type Storage = Stats['storage'][number];
type StorageCardProps = Pick<Stats, 'storage' | 'storageHistory'> & { readonly shown: ShownTime };

const HOUR_MS = 3_600_000;
/** It is measured once an hour: less has no course. */
const SHORTEST_HOURS = 24;

/** How much the tenants' databases hold, all together and each of the largest, over time. */
export function StorageCard({ storage, storageHistory, shown: { toMs, hours } }: StorageCardProps) {
  const spanMs = Math.max(hours, SHORTEST_HOURS) * HOUR_MS;
  const measured = storageHistory.map(({ at, databaseBytes }) => ({ atMs: Date.parse(at), value: databaseBytes }));
  const last = measured.at(-1);
  // What it was holds until it is measured again.
  const points = last ? [...measured, { atMs: toMs, value: last.value }] : [];
  return (
    <Card title="Storage" description="Databases of the tenants, measured once an hour; the largest below.">
      {storage.length === 0 ? null : (
        <Chart
          label="All tenants"
          points={points}
          span={{ fromMs: toMs - spanMs, toMs, stepMs: Infinity }}
          format={formatBytes}
          formatWhen={formatWhenIn(spanMs)}
          height={72}
        />
      )}
      <Table
        label="Storage by tenant"
        rows={storage}
        rowKey={(row) => row.tenantId}
        empty="Nothing measured yet: a new tenant is measured within a minute, and every hour from then on."
        columns={columns}
      />
    </Card>
  );
}

const columns: readonly Column<Storage>[] = [
  { key: 'name', title: 'Tenant', cell: (row) => row.name },
  {
    key: 'course',
    title: 'Course',
    isMinor: true,
    cell: ({ name, points }) => (
      <Sparkline label={`Storage of ${name}: ${formatBytes(points[0] ?? 0)} to ${formatBytes(points.at(-1) ?? 0)}`} values={points} />
    ),
  },
  { key: 'bytes', title: 'Size', align: 'end', cell: (row) => formatBytes(row.databaseBytes) },
];
