/** What a view passes to the timeline. */
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { ColumnHandlers } from './column-head.tsx';
import type { GestureHandlers } from './gesture-handlers.ts';
import type { MinimapProps } from './minimap.tsx';
import type { TimelineData } from './timeline-contract.ts';
import type { TimelineHandle } from './timeline-handle.ts';
import type { ChooseHow, Span, TimelineColumn, TimelineRow } from './timeline-model.ts';
import type { RowPathProps } from './row-path.tsx';
import type { CellContentOf } from './rows/cell-content.ts';
import type { ActiveCell } from './timeline-cells.ts';
import type { ViewportView } from './viewport.ts';

export type TimelineTexts = {
  readonly grid: string;
  readonly bars: string;
  readonly splitter: string;
  /** Names what the first row in sight lies in. */
  readonly path: string;
  /** Names the button of a column's menu. */
  readonly columnMenu: (title: string) => string;
};

/** A cell that is a field at the moment, and that field. */
export type EditedCell = ActiveCell & { readonly field: ReactNode };

export type TimelineProps = Omit<TimelineData, 'rowHeight'> &
  Omit<GestureHandlers, 'chooseBar' | 'chooseNothing' | 'isSelecting'> & {
    readonly ref?: Ref<TimelineHandle>;
    readonly texts: TimelineTexts;
    readonly rowHeight?: number;
    /** The whole plan in a strip below, if it is wanted. */
    readonly minimap?: Pick<MinimapProps, 'label' | 'describe'> | undefined;
    /** Presses on bars and tracks add their rows to those that are chosen, or take them off. */
    readonly isSelecting?: boolean;
    readonly columns: readonly TimelineColumn[];
    /** Without them the columns are as they are. */
    readonly columnHandlers?: ColumnHandlers;
    readonly contentOf: CellContentOf;
    /** The cell that is a field at the moment. */
    readonly edited?: EditedCell | undefined;
    /** A button in a cell of the table was pressed. */
    readonly onCellPress: (rowId: string, columnId: string, button: HTMLElement) => void;
    /** What a row lies in, from the root; without it parents that were scrolled away are not shown. */
    readonly pathOf?: RowPathProps['pathOf'];
    readonly initialView: ViewportView;
    /** undefined: a share of the room that the timeline has. */
    readonly gridWidth: number | undefined;
    readonly onGridWidthChange: (width: number) => void;
    readonly onViewChange: (view: ViewportView, visible: Span) => void;
    readonly onChoose: (rowId: string | undefined, how: ChooseHow) => void;
    readonly onChooseAll: () => void;
    readonly onToggle: (rowId: string, isExpanded: boolean) => void;
    /** Keys that the view knows; true when it took the key. Asked before the timeline's own keys. */
    readonly onCellKey: (event: KeyboardEvent, row: TimelineRow, columnId: string) => boolean;
    /** A cell of the table was pressed twice. */
    readonly onCellOpen: (rowId: string, columnId: string) => void;
  };
