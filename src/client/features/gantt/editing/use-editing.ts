import { useMemo, useState, type RefObject } from 'react';
import type { Project } from '../../../../planning/model.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import type { GridOptions } from '../../../data/grid-options.ts';
import type { TimelineHandle } from '../../../timeline/timeline-handle.ts';
import { chosenColumns, listColumns } from '../gantt-columns.ts';
import type { GanttItem } from '../gantt-items.ts';
import { drawLink } from '../gestures/link-commands.ts';
import type { Act } from '../use-actions.ts';
import type { CanReport } from '../use-permissions.ts';
import type { GanttModel } from '../use-gantt-model.ts';
import type { Selection } from '../use-selection.ts';
import { useClipboard } from './use-clipboard.ts';
import { useRowDrag } from './use-row-drag.ts';

export type EditingDialog = { readonly kind: 'moveTo' | 'editMany'; readonly items: readonly GanttItem[] } | { readonly kind: 'goToDate' };

export type Editing = ReturnType<typeof useEditing>;

/** What is done to rows beyond their cells: copying, moving, linking by keys, and the dialogs of it. */
export function useEditing(options: {
  readonly model: GanttModel;
  readonly selection: Selection;
  readonly grid: GridOptions;
  readonly rootRef: RefObject<HTMLElement | null>;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly act: Act;
}) {
  const { model, selection, grid, rootRef, timelineRef, canEdit, canReport, act } = options;
  const store = usePlanStore();
  const [dialog, setDialog] = useState<EditingDialog>();
  const all = listColumns(model.plan);
  const columns = useMemo(
    () => chosenColumns(all, grid.columns).flatMap(({ id }) => all.find((column) => column.id === id)?.id ?? []),
    [all, grid.columns],
  );
  const clipboard = useClipboard({ model, selection, columns, canEdit, act });
  const isInOrder = grid.sort.length === 0 && grid.groups.length === 0;
  useRowDrag(rootRef, { rows: model.rows, selection, isInOrder, canEdit, act });

  /** Gives an arrow that waits for its other end this item; false when none waits. */
  const completeLink = (item: GanttItem): boolean => {
    const open = timelineRef.current?.takeOpenLink();
    if (!open) return false;
    const own = { rowId: item.id, side: open.held === 'to' ? 'start' : 'end' } as const;
    const [from, to] = open.held === 'to' ? [open.fixed, own] : [own, open.fixed];
    const { rows, today, format } = model;
    const context = { plan: store.plan, format, rows, today, canEdit, canReport, selectedIds: selection.ids };
    void act(drawLink(context, { kind: 'link', ...(open.linkId === undefined ? {} : { linkId: open.linkId }), from, to }));
    return true;
  };
  return { columns, isInOrder, clipboard, dialog, openDialog: setDialog, closeDialog: () => setDialog(undefined), completeLink };
}
