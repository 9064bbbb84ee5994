import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, Search, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { AuditEntryAnswer } from '../../../contract/admin/system.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AuditDetails } from './audit-details.tsx';
import { exportAudit } from './audit-export.ts';
import { formatAction } from './formats.ts';
import { Moment } from './moment.tsx';
import styles from './portal.module.css';
import { auditQuery } from './portal-queries.ts';
import { useAction } from './use-action.ts';
import { ShowMore } from './show-more.tsx';

/** Who did what, newest first; no entry can be changed unnoticed. */
export function AuditPage() {
  const [search, setSearch] = useState('');
  const list = useInfiniteQuery(auditQuery(search));
  const { data, error } = list;
  const verify = useAction({ run: () => adminCall('verifyAudit') });
  const save = useAction({ run: () => exportAudit(search), onDone: (file) => saveAs(file, 'milestone-audit.csv') });
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title="Audit"
      description="Each entry carries a hash over itself and the one before it."
      actions={
        <>
          <Button icon={<Download />} isPending={save.isPending} onPress={() => save.run(undefined)}>
            Export
          </Button>
          <Button icon={<ShieldCheck />} isPending={verify.isPending} onPress={() => verify.run(undefined)}>
            Verify the log
          </Button>
        </>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {verify.answer ? (
        <Banner tone={verify.answer.isIntact ? 'success' : 'danger'}>
          {verify.answer.isIntact
            ? `All ${verify.answer.entryCount} entries are as they were written.`
            : `Entry ${verify.answer.brokenAt ?? 0} is not as it was written.`}
        </Banner>
      ) : null}
      <div className={styles.filters}>
        <TextField
          className={styles.search}
          label="Search by action, tenant, person or address"
          isLabelHidden
          placeholder="Search by action, tenant, person or address"
          prefix={<Search />}
          maxLength={200}
          value={search}
          onChange={setSearch}
        />
      </div>
      {entries ? (
        <Table label="Audit log" rows={entries} rowKey={(entry) => String(entry.sequence)} columns={columns} empty="No entry like that." />
      ) : (
        <Skeleton rows={10} label="Loading the log…" />
      )}
      <ShowMore list={list} />
    </Page>
  );
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const columns: readonly Column<AuditEntryAnswer>[] = [
  { key: 'what', title: 'What', cell: (entry) => formatAction(entry.action) },
  { key: 'tenant', title: 'Tenant', cell: (entry) => entry.tenantSlug ?? '' },
  { key: 'who', title: 'Who', isMinor: true, cell: (entry) => entry.actorName },
  { key: 'from', title: 'From', isMinor: true, cell: (entry) => entry.ipAddress ?? '' },
  { key: 'details', title: 'Details', isMinor: true, cell: (entry) => <AuditDetails details={entry.details} /> },
  { key: 'when', title: 'When', align: 'end', cell: (entry) => <Moment at={entry.at} /> },
];
