/** What a view shows in the cells of the table: plain data, so that a row that comes into sight costs no more than what differs. */
import type { TimelineColumn, TimelineRow } from '../timeline-model.ts';

/** By the names that style sheets use, custom properties among them. */
export type CellStyle = Readonly<Record<string, string>>;

/** A piece of a cell that has a look of its own. */
export type CellPart = {
  readonly className: string | undefined;
  readonly style?: CellStyle;
  readonly text?: string;
  /** Where it has no room the browser's tooltip tells the whole text. */
  readonly isCut?: boolean;
  /** Makes it a button of this name; the view hears when it is pressed. */
  readonly label?: string;
  /** The button opens a menu. */
  readonly hasMenu?: boolean;
  /** The button is a box to check. */
  readonly isChecked?: boolean;
};

export type CellLine = {
  readonly text: string;
  /** How the cell itself looks, beside what all cells have in common. */
  readonly className?: string | undefined;
  readonly style?: CellStyle;
  readonly before?: readonly CellPart[];
  readonly after?: readonly CellPart[];
  /** Its parts stand side by side; otherwise it is a line of text, cut where it has no room. */
  readonly isBox?: boolean;
};

/** A text alone, or a line with more to it. */
export type CellContent = string | CellLine;

/** Asked once for a row, then for each of its columns. */
export type CellContentOf = (row: TimelineRow) => (column: TimelineColumn) => CellContent;
