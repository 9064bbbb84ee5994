import { createContext, useContext } from 'react';
import type { Day } from '../../lib/days.ts';
import type { SiteId } from '../../planning/model.ts';
import type { GridOptions } from './grid-options.ts';

export const zoomModes = ['week', 'month', 'quarter', 'year'] as const;
/** Week and month: a cell is a day; quarter: a week; year: a month. */
export type ZoomMode = (typeof zoomModes)[number];

export const MIN_CELL_PX = 12;
export const MAX_CELL_PX = 120;
/** The cell width that each mode starts with: 100 %. */
export const defaultCellPx: Readonly<Record<ZoomMode, number>> = { week: 48, month: 24, quarter: 48, year: 64 };

export const sidePanels = ['health', 'baselines'] as const;
export type SidePanel = (typeof sidePanels)[number];

/** What a view shows, all of it in the address, so that a colleague can be sent it. */
export type ViewState = {
  /** null: all sites that the user sees. */
  readonly siteId: SiteId | null;
  readonly mode: ZoomMode;
  readonly cellPx: number;
  /** The first day in view; undefined: the view chooses (around today). */
  readonly from: Day | undefined;
  /** The selected project or phase. */
  readonly selectedId: string | undefined;
  /** The details of the selected item are open on the right. */
  readonly isDrawerOpen: boolean;
  readonly showsCriticalPath: boolean;
  /** The only project whose critical path is shown; undefined: all. */
  readonly criticalProjectId: string | undefined;
  /** The baseline that the plan is compared with. */
  readonly baselineId: string | undefined;
  /** What is open on the right besides the details. */
  readonly panel: SidePanel | undefined;
  /** Text that rows are filtered by. */
  readonly search: string;
  /** Columns, order, filters, groups and density of the rows. */
  readonly grid: GridOptions;
  /** The saved view that these options came from. */
  readonly viewId: string | undefined;
};

export type VisibleDays = { readonly from: Day; readonly to: Day };

/** What a view can be asked to do by header, palette and keyboard. */
export type ViewCommand =
  | { readonly kind: 'today' }
  | { readonly kind: 'fit' }
  | { readonly kind: 'reveal'; readonly id: string }
  | { readonly kind: 'day'; readonly day: Day };

/** What a saved view keeps of a state, as parameters of the address. */
export type SavedState = Readonly<Record<string, string | number | boolean>>;

export type ViewControls = {
  readonly state: ViewState;
  /** The scale of a view that says nothing of it, by the workspace's settings. */
  readonly usualMode: ZoomMode;
  /** Writes to the address; `isStep` makes an entry in the browser's history (selection, site), else the entry is replaced. */
  readonly update: (change: Partial<ViewState>, options?: { readonly isStep?: boolean }) => void;
  /** What a saved view would keep of the present state. */
  readonly savedState: SavedState;
  /** Shows a saved view; undefined: everything as usual. */
  readonly openView: (view: { readonly id: string; readonly state: SavedState } | undefined) => void;
  /** What the timeline shows at the moment, for the caption and for previous/next. */
  readonly visibleDays: VisibleDays | undefined;
  readonly reportVisibleDays: (days: VisibleDays) => void;
  /** Requests that are no state, such as going to today a second time. Returns the function that stops listening. */
  readonly onCommand: (listener: (command: ViewCommand) => void) => () => void;
  readonly send: (command: ViewCommand) => void;
};

export const ViewStateContext = createContext<ViewControls | undefined>(undefined);

/** The state of the open view with what changes it. Throws outside a view. */
export function useViewState(): ViewControls {
  const controls = useContext(ViewStateContext);
  if (!controls) throw new Error('useViewState is used outside the application shell');
  return controls;
}
