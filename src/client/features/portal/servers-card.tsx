import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { DatabaseServerAnswer } from '../../../contract/admin/system.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import { formatNumber } from './formats.ts';
import styles from './portal.module.css';
import { serversQuery } from './portal-queries.ts';
import { ServerDialog } from './server-dialog.tsx';

const tones = { accepting: 'success', full: 'warning', draining: 'neutral' } as const;
const texts = { accepting: 'Accepting', full: 'Full', draining: 'Draining' } as const;

type Open = { readonly server?: DatabaseServerAnswer };

/** Where tenants' databases are, and where new ones go. */
export function ServersCard() {
  const [open, setOpen] = useState<Open>();
  const { data: servers, error } = useQuery(serversQuery);
  return (
    <Card
      title="Database servers"
      description="A new tenant goes to the accepting server with the fewest tenants."
      actions={
        <Button size="small" icon={<Plus />} onPress={() => setOpen({})}>
          Add server
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {servers ? (
        <Table
          label="Database servers"
          rows={servers}
          rowKey={({ id }) => String(id)}
          columns={columnsOf((server) => setOpen({ server }))}
        />
      ) : error ? null : (
        <Skeleton rows={2} label="Loading the servers…" />
      )}
      {open ? <ServerDialog server={open.server} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  );
}

function columnsOf(onEdit: (server: DatabaseServerAnswer) => void): readonly Column<DatabaseServerAnswer>[] {
  return [
    {
      key: 'name',
      title: 'Server',
      cell: (server) => (
        <>
          {server.name}
          <span className={styles.meta}>
            {server.host}:{server.port}
          </span>
        </>
      ),
    },
    { key: 'state', title: 'State', cell: ({ state }) => <Tag tone={tones[state]}>{texts[state]}</Tag> },
    {
      key: 'tenants',
      title: 'Tenants',
      align: 'end',
      cell: ({ tenantCount, maxTenants }) =>
        maxTenants === null ? formatNumber(tenantCount) : `${formatNumber(tenantCount)} of ${formatNumber(maxTenants)}`,
    },
    {
      key: 'pooler',
      title: 'PgBouncer',
      isMinor: true,
      cell: ({ poolerHost, poolerPort }) => (poolerHost === null ? '–' : `${poolerHost}:${poolerPort ?? ''}`),
    },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (server) => <IconButton icon={<Pencil />} label={`Edit ${server.name}`} size="small" onPress={() => onEdit(server)} />,
    },
  ];
}
