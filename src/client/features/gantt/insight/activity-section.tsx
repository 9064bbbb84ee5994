import { useInfiniteQuery } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { call, type AnswerOf } from '../../../data/call.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/checkbox.tsx';
import { cx } from '../../../ui/cx.ts';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { DrawerProps } from '../drawer/drawer-props.ts';
import { isParent, nameOf, type GanttItem } from '../gantt-items.ts';
import { activityLines, gatherFacts } from './activity-words.ts';
import styles from './activity.module.css';

const PAGE = 25;

type Activity = AnswerOf<'listActivity'>['items'][number];

export type ActivitySectionProps = Pick<DrawerProps, 'plan' | 'format' | 'canEdit'> & { readonly item: GanttItem };

/** Who changed an item, when, and what from and to; asked for only when somebody wants to see it. */
export function ActivitySection(props: ActivitySectionProps) {
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(props.item.kind === 'project');
  const holdsPhases = isParent(props.plan, props.item);
  return (
    <DrawerSection title="History">
      {isOpen ? (
        <>
          {holdsPhases ? (
            <Switch isSelected={isWhole} onChange={setWhole}>
              With the phases in it
            </Switch>
          ) : null}
          <ActivityList {...props} contents={isWhole && holdsPhases} />
        </>
      ) : (
        <Button size="small" icon={<History size={14} />} onPress={() => setOpen(true)}>
          Show the last changes
        </Button>
      )}
    </DrawerSection>
  );
}

function ActivityList({ plan, format, canEdit, item, contents }: ActivitySectionProps & { readonly contents: boolean }) {
  const store = usePlanStore();
  const revision = useSyncExternalStore(store.subscribe, () => store.plan.revision);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['activity', item.id, contents, revision],
    queryFn: ({ pageParam }) => call('listActivity', { query: { itemId: item.id, contents, limit: PAGE, before: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.nextBefore ?? undefined,
    // What is shown stays until the newer page is here.
    placeholderData: (before) => before,
  });
  if (error) return <p className={styles.hint}>{error.message}</p>;
  if (!data) return <Skeleton rows={3} label="Loading the history…" />;
  const changes = data.pages.flatMap((page) => page.items);
  const words = { plan, format, itemId: item.id, facts: gatherFacts(changes) };
  const entries = changes.flatMap((change) => {
    const lines = activityLines(words, change);
    return lines.length === 0 ? [] : [{ change, lines }];
  });
  if (entries.length === 0 && !hasNextPage) return <p className={styles.hint}>No change that you may see is on record.</p>;
  return (
    <>
      <ol className={styles.changes}>
        {entries.map(({ change, lines }) => (
          <ActivityEntry key={change.revision} change={change} lines={lines} locale={format.locale} item={item} canUndo={canEdit} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button size="small" tone="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          Show earlier changes
        </Button>
      ) : null}
    </>
  );
}

type ActivityEntryProps = {
  readonly change: Activity;
  readonly lines: readonly string[];
  readonly locale: string;
  readonly item: GanttItem;
  readonly canUndo: boolean;
};

function ActivityEntry({ change, lines, locale, item, canUndo }: ActivityEntryProps) {
  const store = usePlanStore();
  const [isPending, setPending] = useState(false);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const [first = ''] = lines;
  const label = `${nameOf(item)}: ${first}`;
  const undo = async (): Promise<void> => {
    setPending(true);
    await store.revert({ revision: change.revision, label });
    setPending(false);
  };
  return (
    <li className={cx(styles.change, change.isUndone && styles.undone)}>
      <span className={styles.lines}>
        {lines.map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
        <span className={styles.by}>
          {change.actorName ?? 'Somebody'}
          {change.revertsRevision === null ? '' : ', by undo'} · <time dateTime={change.at}>{time.format(new Date(change.at))}</time>
          {change.isUndone ? ' · taken back' : ''}
        </span>
      </span>
      {canUndo && change.isRevertible && !change.isUndone ? (
        <IconButton
          size="small"
          icon={<Undo2 size={15} />}
          label={`Undo this change: ${first}`}
          isDisabled={isPending}
          onPress={() => void undo()}
        />
      ) : null}
    </li>
  );
}
