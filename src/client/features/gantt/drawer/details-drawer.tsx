import { useState, useSyncExternalStore } from 'react';
import { usePlanStore } from '../../../data/plan-context.ts';
import { useViewState } from '../../../data/view-state.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import { DraftsContext } from './drafts.ts';
import { GoneDrawer, type GoneItem } from './gone-drawer.tsx';
import { ItemDrawer, type ItemDrawerProps } from './item-drawer.tsx';

export type DetailsDrawerProps = Omit<ItemDrawerProps, 'item'> & {
  /** undefined: what was selected is not in the plan (any more). */
  readonly item: GanttItem | undefined;
};

/** The details of what is selected; where somebody deletes it while one types in them, what one has typed. */
export function DetailsDrawer({ item, ...props }: DetailsDrawerProps) {
  const { plan, onClose } = props;
  const { update } = useViewState();
  const [shown, setShown] = useState<GoneItem>();
  const [gone, setGone] = useState<GoneItem>();
  const store = usePlanStore();
  const change = useSyncExternalStore(store.subscribe, () => store.lastForeignChange);
  if (item && (item.id !== shown?.id || nameOf(item) !== shown.name)) {
    const kept = [shown, gone].find((one) => one?.id === item.id);
    setShown({ id: item.id, kind: item.kind, name: nameOf(item), drafts: kept?.drafts ?? new Map() });
    if (kept === gone) setGone(undefined);
  }
  if (!item && shown) {
    setShown(undefined);
    const isBy = change?.ids.includes(shown.id) === true;
    if (shown.drafts.size > 0 && !findItem(plan, shown.id))
      setGone(isBy ? { ...shown, who: change.actorName, revision: change.revision } : shown);
  }
  if (gone)
    return (
      <GoneDrawer
        key={gone.id}
        gone={gone}
        isBack={findItem(plan, gone.id) !== undefined}
        onOpen={() => update({ selectedId: gone.id })}
        onClose={() => {
          setGone(undefined);
          if (!item) onClose();
        }}
      />
    );
  return item ? (
    <DraftsContext value={shown?.drafts}>
      <ItemDrawer {...props} item={item} />
    </DraftsContext>
  ) : null;
}
