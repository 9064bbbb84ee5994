import { useQuery } from '@tanstack/react-query';
import { Stethoscope } from 'lucide-react';
import type { ReconciliationAnswer } from '../../../contract/admin/system.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/table.tsx';
import { formatKind, formatMoment } from './formats.ts';
import styles from './portal.module.css';
import { reconciliationQuery } from './portal-queries.ts';
import { useAction } from './use-action.ts';

const endings = {
  done: { tone: 'success', text: 'Repaired' },
  manual: { tone: 'warning', text: 'Yours to decide' },
  possible: { tone: 'warning', text: 'Can be repaired' },
  failed: { tone: 'danger', text: 'Not repaired' },
} as const;

/** What differs between the registry and the database servers, and what became of it. */
export function FindingsCard() {
  const { data, error } = useQuery(reconciliationQuery);
  const start = useAction({ run: () => adminCall('startReconciliation') });
  return (
    <Card
      title="Registry and servers"
      description="Compared every hour: what is safe to repair is repaired, the rest is listed."
      actions={
        <Button
          size="small"
          icon={<Stethoscope />}
          isPending={start.isPending || data?.isRunning === true}
          onPress={() => start.run(undefined)}
        >
          Compare now
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {data ? <Outcome last={data.last} /> : error ? null : <Skeleton rows={2} label="Loading the findings…" />}
    </Card>
  );
}

function Outcome({ last }: Pick<ReconciliationAnswer, 'last'>) {
  if (last === null) return <Banner tone="info">Not compared yet: that is done within a minute of the start.</Banner>;
  const when = `${formatMoment(last.finishedAt)}, ${last.requestedBy}`;
  if (last.error !== null) return <Banner tone="danger">{`The comparison could not be finished (${when}): ${last.error}`}</Banner>;
  if (last.findingCount === 0) return <Banner tone="success">{`The registry and the servers agree (${when}).`}</Banner>;
  return (
    <>
      <ul className={styles.log} aria-label="Findings">
        {last.findings.map(({ kind, subject, message, repair }) => (
          <li key={`${kind} ${subject} ${message}`}>
            <strong>{formatKind(kind)}</strong> <Tag tone={endings[repair].tone}>{endings[repair].text}</Tag>
            <span className={styles.meta}>{message}</span>
          </li>
        ))}
      </ul>
      <Banner tone="info">{`${last.findingCount} found (${when}).`}</Banner>
    </>
  );
}
