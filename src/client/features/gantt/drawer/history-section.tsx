import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { Change } from '../../../data/plan-transport.ts';
import { request } from '../../../data/api.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { Button } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { GanttItem } from '../gantt-items.ts';
import type { DrawerProps } from './drawer-props.ts';
import { historyLines } from './history-words.ts';
import styles from './drawer.module.css';

const MAX_SHOWN = 50;

export type HistorySectionProps = Pick<DrawerProps, 'plan' | 'format'> & { readonly item: GanttItem };

/** Who changed an item, when, and what; asked for only when somebody wants to see it. */
export function HistorySection(props: HistorySectionProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DrawerSection title="History">
      {isOpen ? (
        <HistoryList {...props} />
      ) : (
        <Button size="small" icon={<History size={14} />} onPress={() => setOpen(true)}>
          Show the last changes
        </Button>
      )}
    </DrawerSection>
  );
}

function HistoryList({ plan, format, item }: HistorySectionProps) {
  const store = usePlanStore();
  const revision = useSyncExternalStore(store.subscribe, () => store.plan.revision);
  const { data, error } = useQuery({
    queryKey: ['history', item.id, revision],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly Change[] }>('listChanges', { query: { since: 0, limit: MAX_SHOWN, itemId: item.id }, signal }),
    placeholderData: keepPreviousData,
  });
  if (error) return <p className={styles.hint}>{error.message}</p>;
  if (!data) return <Skeleton rows={3} label="Loading the history…" />;
  const entries = data.items.toReversed().flatMap((change) => {
    const lines = historyLines({ plan, format, itemId: item.id }, change.patches);
    return lines.length === 0 ? [] : [{ change, lines }];
  });
  if (entries.length === 0) return <p className={styles.hint}>No change that you may see is on record.</p>;
  const time = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <ol className={styles.history}>
        {entries.map(({ change, lines }) => (
          <li key={change.revision} className={styles.change}>
            {lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
            <span className={styles.changeBy}>
              {change.actorName ?? 'Somebody'}
              {change.revertsRevision === null ? '' : ', by undo'} · <time dateTime={change.at}>{time.format(new Date(change.at))}</time>
            </span>
          </li>
        ))}
      </ol>
      {data.items.length >= MAX_SHOWN ? <p className={styles.hint}>These are the last {MAX_SHOWN} changes.</p> : null}
    </>
  );
}
