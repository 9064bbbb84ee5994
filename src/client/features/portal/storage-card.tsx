import type { Stats } from '../../../contract/admin/system.ts';
import { Card } from '../../ui/page.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Chart } from './chart.tsx';
import { formatBytes } from './formats.ts';
import { Sparkline } from './sparkline.tsx';

type Storage = Stats['storage'][number];

/** How much the tenants' databases hold, all together and each of the largest, over time. */
export function StorageCard({ storage, storageHistory }: Pick<Stats, 'storage' | 'storageHistory'>) {
  return (
    <Card title="Storage" description="Databases of the tenants, measured once an hour; the largest below.">
      {storage.length === 0 ? null : (
        <Chart label="All tenants" values={storageHistory.map(({ databaseBytes }) => databaseBytes)} format={formatBytes} height={72} />
      )}
      <Table
        label="Storage by tenant"
        rows={storage}
        rowKey={(row) => row.tenantId}
        empty="Nothing measured yet: that is done once an hour."
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
