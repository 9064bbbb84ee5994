import { lazy, Suspense } from 'react';
import type { Day } from '../../../../lib/days.ts';
import type { Project } from '../../../../planning/model.ts';
import type { GanttItem } from '../gantt-items.ts';
import type { MenuChoice } from '../gantt-menu.tsx';
import type { Act } from '../use-actions.ts';
import type { GanttModel } from '../use-gantt-model.ts';
import type { Selection } from '../use-selection.ts';
import { itemsOf } from './use-clipboard.ts';
import type { Editing } from './use-editing.ts';
import { early } from '../../../ui/early-parts.ts';

const PasteDialog = lazy(early(async () => ({ default: (await import('./paste-dialog.tsx')).PasteDialog })));
const EditManyDialog = lazy(early(async () => ({ default: (await import('./edit-many-dialog.tsx')).EditManyDialog })));
const MoveDialog = lazy(early(async () => ({ default: (await import('./move-dialog.tsx')).MoveDialog })));
const SelectionBar = lazy(early(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar })));

const GoToDateDialog = lazy(early(async () => ({ default: (await import('./go-to-date-dialog.tsx')).GoToDateDialog })));

export type EditingDialogsProps = {
  readonly model: GanttModel;
  readonly selection: Selection;
  readonly editing: Editing;
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly choose: (choice: MenuChoice, item: GanttItem) => void;
  readonly openMenu: (rowId: string, x: number, y: number) => void;
  readonly onGoToDay: (day: Day) => void;
};

/** What several rows can be asked to do, and the questions that pasting, moving and editing them bring. */
export function EditingDialogs({ model, selection, editing, canEdit, act, choose, openMenu, onGoToDay }: EditingDialogsProps) {
  const { plan, rows, values, today, format } = model;
  const { clipboard, columns, dialog, closeDialog: onClose } = editing;
  const isBarShown = selection.ids.size > 1 || selection.isSelecting;
  const items = isBarShown ? itemsOf(plan, rows, selection.ids) : [];
  const active = items.at(-1);
  return (
    <Suspense>
      {active && isBarShown ? (
        <SelectionBar
          count={items.length}
          canEdit={items.every(({ project }) => canEdit(project))}
          onChoose={(choice) => choose(choice, active)}
          isSelecting={selection.isSelecting}
          onMore={(x, y) => openMenu(active.id, x, y)}
          onClear={selection.end}
        />
      ) : null}
      {clipboard.pasting ? (
        <PasteDialog {...{ values, rows, columns, canEdit, act }} pasting={clipboard.pasting} onClose={clipboard.endPasting} />
      ) : null}
      {dialog?.kind === 'editMany' ? <EditManyDialog {...{ values, canEdit, act, onClose }} items={dialog.items} /> : null}
      {dialog?.kind === 'moveTo' ? (
        <MoveDialog {...{ act, onClose }} items={dialog.items} canEdit={({ project }) => canEdit(project)} />
      ) : null}
      {dialog?.kind === 'goToDate' ? (
        <GoToDateDialog
          {...{ today, format, onClose }}
          onGo={(day) => {
            onClose();
            onGoToDay(day);
          }}
        />
      ) : null}
    </Suspense>
  );
}
