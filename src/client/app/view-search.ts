import { formatDay, parseDay } from '../../lib/days.ts';
import type { SiteId } from '../../planning/model.ts';
import { gridOptionsOf, gridSearchOf, parseGridSearch, type GridSearch } from '../data/grid-options.ts';
import {
  defaultCellPx,
  MAX_CELL_PX,
  MIN_CELL_PX,
  sidePanels,
  zoomModes,
  type SavedState,
  type SidePanel,
  type ViewState,
  type ZoomMode,
} from '../data/view-state.ts';

/** The view's state as it stands in the address: what is usual is left out. */
export type ViewSearch = GridSearch & {
  readonly site?: string;
  readonly zoom?: ViewState['mode'];
  readonly cell?: number;
  readonly from?: string;
  readonly select?: string;
  readonly details?: boolean;
  /** True, or the id of the one project whose critical path is shown. */
  readonly critical?: true | string;
  readonly baseline?: string;
  readonly panel?: SidePanel;
  readonly q?: string;
  readonly view?: string;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_SEARCH_LENGTH = 100;
/** Where the workspace's settings say nothing else. */
export const DEFAULT_MODE = 'month';

/** Reads an address; whatever makes no sense in it is as if it were absent. */
export function parseViewSearch(search: Record<string, unknown>): ViewSearch {
  const mode = zoomModes.find((mode) => mode === search.zoom);
  const cell = Number(search.cell);
  const from = typeof search.from === 'string' && parseDay(search.from) !== undefined ? search.from : undefined;
  return withoutAbsent({
    site: idOf(search.site),
    zoom: mode,
    cell: cell >= MIN_CELL_PX && cell <= MAX_CELL_PX ? Math.round(cell) : undefined,
    from,
    select: idOf(search.select),
    details: search.details === true ? true : undefined,
    critical: search.critical === true ? true : idOf(search.critical),
    baseline: idOf(search.baseline),
    panel: sidePanels.find((panel) => panel === search.panel),
    q: textOf(search.q),
    view: idOf(search.view),
    ...parseGridSearch(search),
  });
}

/** `usualMode`: of an address that names none. */
export function viewStateOf(search: ViewSearch, usualMode: ZoomMode = DEFAULT_MODE): ViewState {
  const mode = search.zoom ?? usualMode;
  return {
    // An id of the address: one that does not exist selects nothing.
    siteId: (search.site ?? null) as SiteId | null,
    mode,
    cellPx: search.cell ?? defaultCellPx[mode],
    from: search.from === undefined ? undefined : parseDay(search.from),
    selectedId: search.select,
    isDrawerOpen: search.details ?? false,
    showsCriticalPath: search.critical !== undefined,
    criticalProjectId: search.critical === true ? undefined : search.critical,
    baselineId: search.baseline,
    panel: search.panel,
    search: search.q ?? '',
    grid: gridOptionsOf(search),
    viewId: search.view,
  };
}

export function viewSearchOf(state: ViewState, usualMode: ZoomMode = DEFAULT_MODE): ViewSearch {
  return withoutAbsent({
    site: state.siteId ?? undefined,
    zoom: state.mode === usualMode ? undefined : state.mode,
    cell: state.cellPx === defaultCellPx[state.mode] ? undefined : Math.round(state.cellPx),
    from: state.from === undefined ? undefined : formatDay(state.from),
    // The heading of a group can be where one is, but it is nothing of the plan.
    select: idOf(state.selectedId),
    details: state.isDrawerOpen ? true : undefined,
    critical: state.showsCriticalPath ? (state.criticalProjectId ?? true) : undefined,
    baseline: state.baselineId,
    panel: state.panel,
    q: state.search === '' ? undefined : state.search,
    view: state.viewId,
    ...gridSearchOf(state.grid),
  });
}

/** What a saved view keeps: how one looks, not where one is. */
const KEPT = ['site', 'zoom', 'cell', 'critical', 'baseline', 'q', 'cols', 'sort', 'filter', 'group', 'density', 'map'] as const;

/** The part of a state that a saved view keeps, as it stands in the address. */
export function savedStateOf(state: ViewState, usualMode: ZoomMode = DEFAULT_MODE): SavedState {
  const search = viewSearchOf(state, usualMode);
  return Object.fromEntries(KEPT.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));
}

/** The state after a saved view is opened: what it keeps as it says, the rest as it was. Without a view everything is as usual. */
export function withSavedView(
  state: ViewState,
  view: { readonly id: string; readonly state: SavedState } | undefined,
  usualMode: ZoomMode = DEFAULT_MODE,
): ViewState {
  const { from, selectedId, isDrawerOpen, panel } = state;
  const saved = viewStateOf(parseViewSearch({ ...view?.state, view: view?.id }), usualMode);
  return { ...saved, from, selectedId, isDrawerOpen, panel };
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, MAX_SEARCH_LENGTH) : undefined;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined;
}

function withoutAbsent(search: { [Key in keyof ViewSearch]: ViewSearch[Key] | undefined }): ViewSearch {
  // Only keys without a value are taken away, so what remains is a ViewSearch.
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
