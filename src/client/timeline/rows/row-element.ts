import type { ColumnLayout } from '../column-layout.ts';
import { isSame } from '../is-same.ts';
import { BAR_COLUMN } from '../timeline-cells.ts';
import type { TimelineRow } from '../timeline-model.ts';
import styles from '../timeline.module.css';
import { paintBarCells, type PlacesOfBars } from './bar-cells.ts';
import type { CellContentOf } from './cell-content.ts';
import { CellElement } from './cell-element.ts';
import { makeElement, paintAttribute } from './paint-element.ts';
import { putInOrder } from './reading-order.ts';

/** What the cells of all rows have in common. */
export type TableLook = {
  readonly layout: ColumnLayout;
  readonly gridWidth: number;
  readonly rowHeight: number;
  readonly contentOf: CellContentOf;
};

export type RowLook = {
  readonly row: TimelineRow;
  readonly index: number;
  readonly isSelected: boolean;
  /** The column of the cell that the Tab key leads to, when it is in this row. */
  readonly stopColumn: string | undefined;
  /** The field that stands in a cell of this row while it is edited. */
  readonly editor: { readonly columnId: string; readonly element: HTMLElement } | undefined;
};

/** Where bars have cells; they are placed anew when scrolling has settled, which `settledCount` tells. */
export type BarsLook = { readonly settledCount: number; readonly placesOf: PlacesOfBars };

/** What holds the cells that have no room beside the first ones. Once there it stays, as in the head of the table. */
type ScrolledCells = { readonly box: HTMLElement; readonly shifted: HTMLElement };

/** One row of the tree grid: its cells on the left and one cell over each visible bar. Any row can be painted in it, one after the other. */
export class RowElement {
  readonly element: HTMLElement;
  private cells: readonly CellElement[] = [];
  private scrolled: ScrolledCells | undefined;
  private readonly bars: HTMLElement[] = [];
  private settledCount = 0;
  private table: TableLook | undefined;
  private look: RowLook | undefined;
  private readonly attributes: Record<string, string | undefined> = {};

  constructor() {
    this.element = makeElement('row', styles.row);
  }

  paint(look: RowLook, table: TableLook, bars: BarsLook): void {
    const isOther = this.table !== table || !this.look || !isSame(this.look, look);
    if (isOther) this.paintRow(look, table);
    if (isOther || this.settledCount !== bars.settledCount) this.paintBars(look, table, bars);
  }

  private paintRow(look: RowLook, table: TableLook): void {
    const { look: before, table: tableBefore } = this;
    this.look = look;
    this.table = table;
    if (tableBefore?.layout !== table.layout) this.layOut(tableBefore?.layout, table.layout);
    const { style } = this.element;
    const isOtherHeight = tableBefore?.rowHeight !== table.rowHeight;
    if (tableBefore?.gridWidth !== table.gridWidth) style.width = `${table.gridWidth}px`;
    if (isOtherHeight) style.height = `${table.rowHeight}px`;
    if (isOtherHeight || before?.index !== look.index) style.top = `${look.index * table.rowHeight}px`;
    this.paintAttributes(look);
    this.paintCells(look, table);
  }

  private paintBars({ row, index, stopColumn, isSelected }: RowLook, { layout, gridWidth }: TableLook, bars: BarsLook): void {
    this.settledCount = bars.settledCount;
    const isStop = stopColumn === BAR_COLUMN;
    const look = { left: gridWidth, columnIndex: layout.columns.length + 1, isStop, isChosen: isSelected };
    paintBarCells(this.element, this.bars, bars.placesOf(row, index, isStop), look);
  }

  private paintAttributes({ row, index, isSelected }: RowLook): void {
    this.put('aria-rowindex', String(index + 2));
    this.put('aria-level', String(row.level));
    this.put('aria-setsize', String(row.siblingCount));
    this.put('aria-posinset', String(row.siblingPosition));
    this.put('aria-expanded', row.isExpanded === undefined ? undefined : String(row.isExpanded));
    this.put('aria-selected', String(isSelected));
    this.put('data-row', row.id);
    this.put('data-group', row.isGroupStart ? 'true' : undefined);
  }

  private paintCells({ row, stopColumn, editor }: RowLook, { layout, contentOf }: TableLook): void {
    const contentIn = contentOf(row);
    layout.columns.forEach((column, index) => {
      const cell = this.cells[index];
      if (!cell) return;
      cell.paint(contentIn(column), editor?.columnId === column.id ? editor.element : undefined);
      const tabIndex = stopColumn === column.id ? 0 : -1;
      if (cell.element.tabIndex !== tabIndex) cell.element.tabIndex = tabIndex;
    });
  }

  private put(name: string, value: string | undefined): void {
    if (this.attributes[name] === value) return;
    this.attributes[name] = value;
    paintAttribute(this.element, name, value);
  }

  /** Other widths are told to the cells that there are; only other columns need other cells. */
  private layOut(before: ColumnLayout | undefined, layout: ColumnLayout): void {
    const { columns, widths, frozenCount, overflow } = layout;
    const isOther = before?.columns.length !== columns.length || before.frozenCount !== frozenCount || (overflow > 0 && !this.scrolled);
    const isOtherOrder =
      isOther || columns.some(({ id, align }, index) => id !== before.columns[index]?.id || align !== before.columns[index].align);
    if (isOtherOrder) this.makeCells(layout);
    this.scrolled?.box.toggleAttribute('data-over', overflow > 0);
    this.cells.forEach(({ element }, index) => {
      const width = widths[index] ?? 0;
      element.style.flex = `0 0 ${width}px`;
      element.toggleAttribute('data-roomy', width >= (columns[index]?.roomyFrom ?? Number.POSITIVE_INFINITY));
    });
  }

  /** A cell is the same element as long as its column is shown: one may be typing in it. */
  private makeCells({ columns, frozenCount, overflow }: ColumnLayout): void {
    const before = new Map(this.cells.map((cell) => [cell.element.dataset.column, cell]));
    this.cells = columns.map(({ id, align }, index) => {
      const cell = before.get(id) ?? makeCell(id);
      before.delete(id);
      cell.element.setAttribute('aria-colindex', String(index + 1));
      cell.element.dataset.align = align;
      return cell;
    });
    for (const { element } of before.values()) element.remove();
    const elements = this.cells.map(({ element }) => element);
    if (overflow > 0) this.scrolled ??= makeScrolled();
    if (!this.scrolled) return putInOrder(this.element, elements);
    const { box, shifted } = this.scrolled;
    putInOrder(this.element, [...elements.slice(0, frozenCount), box]);
    putInOrder(shifted, elements.slice(frozenCount));
  }
}

function makeCell(columnId: string): CellElement {
  const element = makeElement('gridcell', styles.textCell);
  element.tabIndex = -1;
  element.dataset.column = columnId;
  element.dataset.cut = '';
  return new CellElement(element);
}

function makeScrolled(): ScrolledCells {
  const [box, shifted] = [makeElement('presentation', styles.scrolled), makeElement('presentation', styles.shifted)];
  box.append(shifted);
  return { box, shifted };
}
