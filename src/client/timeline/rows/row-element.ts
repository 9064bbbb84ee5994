import type { ColumnLayout } from '../column-layout.ts';
import { BAR_COLUMN } from '../timeline-cells.ts';
import type { TimelineRow } from '../timeline-model.ts';
import styles from '../timeline.module.css';
import { paintBarCells, type PlacesOfBars } from './bar-cells.ts';
import type { CellContentOf } from './cell-content.ts';
import { CellElement } from './cell-element.ts';
import { makeElement, paintAttribute } from './paint-element.ts';

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

/** One row of the tree grid: its cells on the left and one cell over each visible bar. Any row can be painted in it, one after the other. */
export class RowElement {
  readonly element: HTMLElement;
  private readonly cellsBox: HTMLElement;
  private cells: readonly CellElement[] = [];
  private readonly bars: HTMLElement[] = [];
  private settledCount = 0;
  private table: TableLook | undefined;
  private look: RowLook | undefined;
  private readonly attributes: Record<string, string | undefined> = {};

  constructor() {
    this.element = makeElement('row', styles.row);
    this.cellsBox = makeElement('presentation', styles.cells);
    this.element.append(this.cellsBox);
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
    if (tableBefore?.gridWidth !== table.gridWidth) this.cellsBox.style.width = `${table.gridWidth}px`;
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
    layout.columns.forEach((column, index) => {
      const cell = this.cells[index];
      if (!cell) return;
      cell.paint(contentOf(row, column), editor?.columnId === column.id ? editor.element : undefined);
      const tabIndex = stopColumn === column.id ? 0 : -1;
      if (cell.element.tabIndex !== tabIndex) cell.element.tabIndex = tabIndex;
    });
  }

  private put(name: string, value: string | undefined): void {
    if (this.attributes[name] === value) return;
    this.attributes[name] = value;
    paintAttribute(this.element, name, value);
  }

  /** Other widths are told to the cells that there are; other columns get new ones. */
  private layOut(before: ColumnLayout | undefined, layout: ColumnLayout): void {
    const isOther = !before || before.columns.length !== layout.columns.length || isSplit(before) !== isSplit(layout);
    const isOtherOrder =
      isOther || layout.columns.some(({ id, align }, index) => id !== before.columns[index]?.id || align !== before.columns[index].align);
    if (isOtherOrder || before?.frozenCount !== layout.frozenCount) this.makeCells(layout);
    this.cells.forEach(({ element }, index) => {
      element.style.flex = `0 0 ${layout.widths[index] ?? 0}px`;
    });
  }

  private makeCells(layout: ColumnLayout): void {
    this.cells = layout.columns.map(({ id, align }, index) => {
      const element = makeElement('gridcell', styles.textCell);
      element.setAttribute('aria-colindex', String(index + 1));
      element.tabIndex = -1;
      element.dataset.column = id;
      element.dataset.align = align;
      element.dataset.cut = '';
      return new CellElement(element);
    });
    const elements = this.cells.map(({ element }) => element);
    if (!isSplit(layout)) return this.cellsBox.replaceChildren(...elements);
    const [scrolled, shifted] = [makeElement('presentation', styles.scrolled), makeElement('presentation', styles.shifted)];
    scrolled.dataset.over = '';
    scrolled.append(shifted);
    shifted.append(...elements.slice(layout.frozenCount));
    this.cellsBox.replaceChildren(...elements.slice(0, layout.frozenCount), scrolled);
  }
}

/** All cells stand side by side; where they have no room, all but the first ones are in a box that scrolls. */
const isSplit = ({ overflow }: ColumnLayout): boolean => overflow > 0;

function isSame(one: RowLook, other: RowLook): boolean {
  return (
    one.row === other.row &&
    one.index === other.index &&
    one.isSelected === other.isSelected &&
    one.stopColumn === other.stopColumn &&
    one.editor?.element === other.editor?.element &&
    one.editor?.columnId === other.editor?.columnId
  );
}
