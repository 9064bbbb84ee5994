/**
 * The rows that are in the document. They are painted without React, which hears nothing of it while one scrolls: elements whose row
 * went out of sight take those that came into it.
 */
import { isSame } from '../is-same.ts';
import type { Scene } from '../scene.ts';
import { windowIndexes, type ActiveCell } from '../timeline-cells.ts';
import { NO_WINDOW, type RenderedWindow } from '../timeline-contract.ts';
import type { RowSource } from '../timeline-model.ts';
import { placesOfBars } from './bar-cells.ts';
import { putInOrder } from './reading-order.ts';
import { RowElement, type RowLook, type TableLook } from './row-element.ts';

export type RowsContent = TableLook & {
  readonly rows: RowSource;
  /** The one cell that the Tab key leads to, and the index of its row, which stays in the document wherever one scrolls. */
  readonly stop: ActiveCell | undefined;
  readonly stopIndex: number;
  readonly selectedRowIds: ReadonlySet<string>;
  /** The field that one types in, and its cell. */
  readonly editor: (ActiveCell & { readonly element: HTMLElement }) | undefined;
};

/** Elements that wait for the next row, taken out of the document. */
const MAX_SPARES = 64;

export class RowsView {
  private readonly host: HTMLElement;
  private readonly sceneOf: () => Scene | undefined;
  private content: RowsContent | undefined;
  private table: TableLook | undefined;
  private window = NO_WINDOW;
  private shown = new Map<string, RowElement>();
  private readonly spares: RowElement[] = [];

  /** `sceneOf`: what the bars are painted from; undefined before there is anything. */
  constructor(host: HTMLElement, sceneOf: () => Scene | undefined) {
    this.host = host;
    this.sceneOf = sceneOf;
  }

  show(window: RenderedWindow): void {
    this.window = window;
    this.paint();
  }

  update(content: RowsContent): void {
    this.content = content;
    const { layout, gridWidth, rowHeight, contentOf } = content;
    const table = { layout, gridWidth, rowHeight, contentOf };
    // The same object as long as nothing of it differs: rows are told by it.
    if (!this.table || !isSame(this.table, table)) this.table = table;
    this.paint();
  }

  close(): void {
    this.host.replaceChildren();
    this.shown.clear();
  }

  private paint(): void {
    const { content, table, window } = this;
    // Nothing before the first window is known: it comes before anything is painted.
    if (!content || !table || window.settledCount === 0) return;
    const looks = windowIndexes(window.rows, content.rows.count, content.stopIndex).map((index) => lookOf(content, index));
    const rows = this.take(looks);
    const elements = rows.map(({ element }) => element);
    // While one scrolls, rows that come into sight have no bars to press yet.
    const placesOf = window.isMoving ? () => [] : placesOfBars(this.sceneOf, window.bars);
    const bars = { settledCount: window.settledCount, placesOf };
    looks.forEach((look, place) => rows[place]?.paint(look, table, bars));
    if (!window.isMoving) putInOrder(this.host, elements);
  }

  /** An element for each look: that of its row, one whose row is not shown any more, or a new one. */
  private take(looks: readonly RowLook[]): readonly RowElement[] {
    const before = this.shown;
    const shown = new Map<string, RowElement>();
    looks.forEach(({ row }) => {
      const own = before.get(row.id);
      if (own) shown.set(row.id, own);
    });
    const free: RowElement[] = [];
    before.forEach((row, id) => {
      if (shown.has(id)) return;
      // What somebody types there is not meant for another row: the focus goes with the element.
      if (row.element.contains(document.activeElement)) row.element.remove();
      else free.push(row);
    });
    this.shown = shown;
    const taken = looks.map((look) => {
      const row = shown.get(look.row.id) ?? free.pop() ?? this.makeRow();
      shown.set(look.row.id, row);
      return row;
    });
    for (const row of free) row.element.remove();
    this.spares.push(...free.slice(0, MAX_SPARES - this.spares.length));
    return taken;
  }

  private makeRow(): RowElement {
    const row = this.spares.pop() ?? new RowElement();
    this.host.append(row.element);
    return row;
  }
}

function lookOf({ rows, stop, stopIndex, selectedRowIds, editor }: RowsContent, index: number): RowLook {
  const row = rows.rowAt(index);
  return {
    row,
    index,
    isSelected: selectedRowIds.has(row.id),
    stopColumn: index === stopIndex ? stop?.columnId : undefined,
    editor: editor?.rowId === row.id ? editor : undefined,
  };
}
