import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Project } from '../../../../planning/model.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { cellOf, isTextEntry } from '../../../timeline/timeline-cells.ts';
import { announce } from '../../../ui/announce.ts';
import { useToasts } from '../../../ui/toast.tsx';
import { textOf } from '../cell-edit.ts';
import { columnOf, fieldOf, isTyped, lockOf, type FieldId } from '../gantt-columns.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import { cellTextOf, type ValueContext } from '../gantt-values.ts';
import type { Act } from '../use-actions.ts';
import type { GanttModel } from '../use-gantt-model.ts';
import type { Selection } from '../use-selection.ts';
import { readTable, tableText } from './clipboard-text.ts';
import { duplicate, pasteCopies, pasteCut } from './copy-actions.ts';
import { editMany } from './edit-many.ts';
import { namesOf, topItems } from './many-actions.ts';
import type { Table } from './paste-table.ts';

/** Beside the text, for pages of this product: which rows these are. */
const ROWS_TYPE = 'application/x-milestone-rows';

type CopiedRows = { readonly ids: readonly string[]; readonly isCut: boolean };
type Copied = { readonly text: string; readonly rows: CopiedRows | undefined };

/** A block of cells that waits for an answer: as new phases, or into the cells. */
export type Pasting = { readonly table: Table; readonly atId: string; readonly column: FieldId };

export type Clipboard = ReturnType<typeof useClipboard>;

/** Copy, cut and paste of rows and of cells, by the browser's own keys and by the menu. */
export function useClipboard(options: {
  readonly model: GanttModel;
  readonly selection: Selection;
  readonly columns: readonly FieldId[];
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
}) {
  const { model, selection, columns, canEdit, act } = options;
  const store = usePlanStore();
  const toasts = useToasts();
  const [pasting, setPasting] = useState<Pasting>();
  /** What a menu copied: a menu cannot reach the browser's clipboard in every case. */
  const ownRef = useRef<Copied>(undefined);

  /** False, and said, where one of them may not be changed. */
  const mayChange = (items: readonly GanttItem[]): boolean => {
    const locked = items.find(({ project }) => !canEdit(project));
    if (locked) void act({ reason: `You may look at ${locked.project.name}, not change it` });
    return locked === undefined;
  };
  const chosenItems = (): readonly GanttItem[] => itemsOf(store.plan, model.rows, selection.ids);
  const take = (items: readonly GanttItem[], column: FieldId, isCut: boolean): Copied | undefined => {
    if (items.length === 0 || (isCut && !mayChange(items))) return undefined;
    if (column !== 'name' && !isCut) {
      announce(`${fieldOf(store.plan, column)?.title ?? 'Value'} of ${namesOf(items)} copied`);
      return { text: tableText(items.map((item) => [textIn(model.values, item, column)])), rows: undefined };
    }
    const said = `${namesOf(topItems(store.plan, items))} ${isCut ? 'cut' : 'copied'}`;
    toasts.show({ key: 'clipboard', text: said, detail: `Choose a row and paste with Ctrl+V` });
    return { text: textOfRows(model.values, items, columns), rows: { ids: items.map(({ id }) => id), isCut } };
  };
  const copy = (items: readonly GanttItem[], isCut: boolean): void => {
    const copied = take(items, 'name', isCut);
    if (!copied) return;
    ownRef.current = copied;
    // Not every page may write there; what was copied is kept here as well.
    void navigator.clipboard?.writeText(copied.text).catch(() => undefined);
  };
  const paste = ({ text, rows }: Copied, at: GanttItem, column: FieldId): void => {
    if (!mayChange([at])) return;
    if (rows) {
      const items = rows.ids.flatMap((id) => findItem(store.plan, id) ?? []);
      if (items.length === 0) void act({ reason: 'What was copied is not there any more' });
      else if (rows.isCut) {
        ownRef.current = undefined;
        if (mayChange(items)) void act(pasteCut(store.plan, items, at), { isUndoOffered: true });
      } else void act(pasteCopies(store.plan, items, at));
      return;
    }
    const table = readTable(text);
    const [only] = table[0] ?? [];
    if (only === undefined) void act({ reason: 'There is nothing to paste' });
    else if (table.length === 1 && table[0]?.length === 1 && isTyped(column) && column !== 'name') {
      const targets = selection.ids.has(at.id) ? chosenItems() : [at];
      const { action, refusals } = editMany(
        model.values,
        targets.map((item) => ({ item, column, text: only.trim() })),
        canEdit,
      );
      void act(action ?? { reason: refusals[0]?.reason ?? 'Nothing has changed' });
    } else setPasting({ table, atId: at.id, column });
  };

  const handle = useEffectEvent((event: ClipboardEvent): void => {
    const cell = placeOf(event.target);
    const item = cell && findItem(store.plan, cell.rowId);
    if (!item || event.defaultPrevented || !event.clipboardData) return;
    if (event.type === 'paste') {
      event.preventDefault();
      paste(readEvent(event.clipboardData, ownRef.current), item, cell.column);
      return;
    }
    const items = selection.ids.has(item.id) ? chosenItems() : [item];
    const copied = take(items, cell.column, event.type === 'cut');
    if (!copied) return;
    event.preventDefault();
    ownRef.current = undefined;
    event.clipboardData.setData('text/plain', copied.text);
    if (copied.rows) event.clipboardData.setData(ROWS_TYPE, JSON.stringify(copied.rows));
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => handle(event);
    for (const kind of ['copy', 'cut', 'paste'] as const) document.addEventListener(kind, listener);
    return () => {
      for (const kind of ['copy', 'cut', 'paste'] as const) document.removeEventListener(kind, listener);
    };
  }, []);
  return {
    copy,
    duplicate: (items: readonly GanttItem[]) => {
      if (mayChange(items)) void act(duplicate(store.plan, items));
    },
    /** As from a menu: what was copied here, else what the browser gives. */
    pasteAt: async (at: GanttItem): Promise<void> => {
      const own = ownRef.current;
      const text = own ? own.text : await navigator.clipboard?.readText().catch(() => '');
      if (own) paste(own, at, 'name');
      else if (text) paste({ text, rows: undefined }, at, 'name');
      else void act({ reason: 'Nothing was copied here. Paste with Ctrl+V what was copied elsewhere.' });
    },
    pasting,
    endPasting: () => setPasting(undefined),
  };
}

/** The chosen items in the order in which they are shown. */
export function itemsOf(plan: ValueContext['plan'], rows: GanttModel['rows'], ids: ReadonlySet<string>): readonly GanttItem[] {
  const shown = [...ids].filter((id) => rows.indexOf(id) >= 0).sort((a, b) => rows.indexOf(a) - rows.indexOf(b));
  return shown.flatMap((id) => findItem(plan, id) ?? []);
}

/** The row and column that hold the focus; undefined where one types, or outside the table. */
function placeOf(target: EventTarget | null): { readonly rowId: string; readonly column: FieldId } | undefined {
  const element = target instanceof Element && target !== document.body ? target : document.activeElement;
  const cell = element && !isTextEntry(element) ? cellOf(element) : undefined;
  return cell && { rowId: cell.rowId, column: fieldIn(cell.columnId) };
}

function fieldIn(columnId: string): FieldId {
  const column = columnOf(columnId);
  return column === undefined || column === 'actions' ? 'name' : column;
}

function readEvent(data: DataTransfer, own: Copied | undefined): Copied {
  const [text, rows] = [data.getData('text/plain'), data.getData(ROWS_TYPE)];
  if (own && own.text === text) return own;
  return { text, rows: rows === '' ? undefined : readRows(rows) };
}

function readRows(text: string): CopiedRows | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('ids' in read) || !Array.isArray(read.ids)) return undefined;
    return { ids: read.ids.filter((id) => typeof id === 'string'), isCut: 'isCut' in read && read.isCut === true };
  } catch {
    return undefined;
  }
}

function textIn(values: ValueContext, item: GanttItem, column: FieldId): string {
  const isLocked = lockOf(values.plan, item, column, true) !== undefined;
  return isTyped(column) && !isLocked ? textOf(values, item, column) : cellTextOf(values, item, column);
}

/** The shown columns under their heads, parts moved in below what they are part of. */
function textOfRows(values: ValueContext, items: readonly GanttItem[], columns: readonly FieldId[]): string {
  const depths = items.map((item) => Number(cellTextOf(values, item, 'level')));
  const least = Math.min(...depths);
  const lines = items.map((item, index) =>
    columns.map((column) =>
      column === 'name' ? `${'  '.repeat((depths[index] ?? least) - least)}${nameOf(item)}` : textIn(values, item, column),
    ),
  );
  return tableText([columns.map((column) => fieldOf(values.plan, column)?.title ?? column), ...lines]);
}
