import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { cellOf, isTextEntry } from '../../../timeline/timeline-cells.ts';
import { announce } from '../../../ui/announce.ts';
import { useToasts } from '../../../ui/toast.tsx';
import { columnOf, fieldOf, isTyped, type FieldId } from '../gantt-columns.ts';
import { findItem, type GanttItem } from '../gantt-items.ts';
import type { Act } from '../use-actions.ts';
import type { GanttModel } from '../use-gantt-model.ts';
import type { Selection } from '../use-selection.ts';
import { readTable } from './clipboard-text.ts';
import { copyOfCells, copyOfRows, readCopied, writeCopied, type Copied, type CopiedRows } from './copied.ts';
import { duplicate, pasteCopies, pasteCut } from './copy-actions.ts';
import { editMany } from './edit-many.ts';
import { namesOf, topItems } from './many-actions.ts';
import type { Table } from './paste-table.ts';

/** A block of cells that waits for an answer: as new phases, or into the cells. */
export type Pasting = { readonly table: Table; readonly atId: string; readonly column: FieldId };

export type Clipboard = ReturnType<typeof useClipboard>;

type ClipboardOptions = {
  readonly model: GanttModel;
  readonly selection: Selection;
  readonly columns: readonly FieldId[];
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
};

/** Copy, cut and paste of rows and of cells, by the browser's own keys and by the menu. */
export function useClipboard(options: ClipboardOptions) {
  const { model, selection, columns, act } = options;
  const store = usePlanStore();
  const toasts = useToasts();
  /** What a menu copied: a menu cannot reach the browser's clipboard in every case. */
  const ownRef = useRef<Copied>(undefined);
  const forget = (): void => {
    ownRef.current = undefined;
  };
  const { paste, pasting, endPasting } = usePaste(options, forget);

  const take = (items: readonly GanttItem[], column: FieldId, isCut: boolean): Copied | undefined => {
    if (items.length === 0 || (isCut && !mayChange(options, items))) return undefined;
    if (column !== 'name' && !isCut) {
      announce(`${fieldOf(store.plan, column)?.title ?? 'Value'} of ${namesOf(items)} copied`);
      return copyOfCells(model.values, items, column);
    }
    const said = `${namesOf(topItems(store.plan, items))} ${isCut ? 'cut' : 'copied'}`;
    toasts.show({ key: 'clipboard', text: said, detail: `Choose a row and paste with Ctrl+V` });
    return copyOfRows(model.values, items, columns, isCut);
  };

  useClipboardEvents((event, data, cell) => {
    const item = findItem(store.plan, cell.rowId);
    if (!item) return;
    if (event.type === 'paste') {
      event.preventDefault();
      paste(readCopied(data, ownRef.current), item, cell.column);
      return;
    }
    const items = selection.ids.has(item.id) ? itemsOf(store.plan, model.rows, selection.ids) : [item];
    const copied = take(items, cell.column, event.type === 'cut');
    if (!copied) return;
    event.preventDefault();
    forget();
    writeCopied(data, copied);
  });
  return {
    copy: (items: readonly GanttItem[], isCut: boolean): void => {
      const copied = take(items, 'name', isCut);
      if (!copied) return;
      ownRef.current = copied;
      // Not every page may write there; what was copied is kept here as well.
      void navigator.clipboard?.writeText(copied.text).catch(() => undefined);
    },
    duplicate: (items: readonly GanttItem[]): void => {
      if (mayChange(options, items)) void act(duplicate(store.plan, items));
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
    endPasting,
  };
}

/** `onCutUsed`: rows that were cut are pasted once. */
function usePaste(options: ClipboardOptions, onCutUsed: () => void) {
  const { model, selection, canEdit, act } = options;
  const store = usePlanStore();
  const [pasting, setPasting] = useState<Pasting>();
  const pasteRows = ({ ids, isCut }: CopiedRows, at: GanttItem): void => {
    const items = ids.flatMap((id) => findItem(store.plan, id) ?? []);
    if (items.length === 0) void act({ reason: 'What was copied is not there any more' });
    else if (isCut) {
      onCutUsed();
      if (mayChange(options, items)) void act(pasteCut(store.plan, items, at), { isUndoOffered: true });
    } else void act(pasteCopies(store.plan, items, at));
  };
  const pasteText = (text: string, at: GanttItem, column: FieldId): void => {
    const table = readTable(text);
    const [only] = table[0] ?? [];
    if (only === undefined) void act({ reason: 'There is nothing to paste' });
    else if (table.length === 1 && table[0]?.length === 1 && isTyped(column) && column !== 'name') {
      const targets = selection.ids.has(at.id) ? itemsOf(store.plan, model.rows, selection.ids) : [at];
      const { action, refusals } = editMany(
        model.values,
        targets.map((item) => ({ item, column, text: only.trim() })),
        canEdit,
      );
      void act(action ?? { reason: refusals[0]?.reason ?? 'Nothing has changed' });
    } else setPasting({ table, atId: at.id, column });
  };
  const paste = ({ text, rows }: Copied, at: GanttItem, column: FieldId): void => {
    if (!mayChange(options, [at])) return;
    if (rows) pasteRows(rows, at);
    else pasteText(text, at, column);
  };
  return { paste, pasting, endPasting: () => setPasting(undefined) };
}

/** False, and said, where one of them may not be changed. */
function mayChange({ canEdit, act }: ClipboardOptions, items: readonly GanttItem[]): boolean {
  const locked = items.find(({ project }) => !canEdit(project));
  if (locked) void act({ reason: `You may look at ${locked.project.name}, not change it` });
  return locked === undefined;
}

type CellPlace = { readonly rowId: string; readonly column: FieldId };

/** The browser's own copy, cut and paste, where a cell has the focus. */
function useClipboardEvents(onEvent: (event: ClipboardEvent, data: DataTransfer, cell: CellPlace) => void): void {
  const handle = useEffectEvent((event: ClipboardEvent): void => {
    const cell = placeOf(event.target);
    if (cell && !event.defaultPrevented && event.clipboardData) onEvent(event, event.clipboardData, cell);
  });
  useEffect(() => {
    const abort = new AbortController();
    for (const kind of ['copy', 'cut', 'paste'] as const)
      document.addEventListener(kind, (event) => handle(event), { signal: abort.signal });
    return () => abort.abort();
  }, []);
}

/** The chosen items in the order in which they are shown. */
export function itemsOf(plan: Plan, rows: GanttModel['rows'], ids: ReadonlySet<string>): readonly GanttItem[] {
  const shown = [...ids].filter((id) => rows.indexOf(id) >= 0).sort((a, b) => rows.indexOf(a) - rows.indexOf(b));
  return shown.flatMap((id) => findItem(plan, id) ?? []);
}

/** The row and column that hold the focus; undefined where one types, or outside the table. */
function placeOf(target: EventTarget | null): CellPlace | undefined {
  const element = target instanceof Element && target !== document.body ? target : document.activeElement;
  const cell = element && !isTextEntry(element) ? cellOf(element) : undefined;
  return cell && { rowId: cell.rowId, column: fieldIn(cell.columnId) };
}

function fieldIn(columnId: string): FieldId {
  const column = columnOf(columnId);
  return column === undefined || column === 'actions' ? 'name' : column;
}
