import { useCallback, useState, type RefObject } from 'react';
import { useViewState, type SidePanel } from '../../data/view-state.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { criticalToggle } from './critical-toggle.ts';
import { isBox } from './custom-fields.ts';
import { useEarlyDrawer } from './drawer/lazy-drawer.ts';
import { useEditing } from './editing/use-editing.ts';
import { fitSpanOf, type FitTarget } from './fit.ts';
import { columnOf } from './gantt-columns.ts';
import { findItem } from './gantt-items.ts';
import { useReview } from './review/use-review.ts';
import { useCellEditing } from './use-cell-editing.tsx';
import { useChoices } from './use-choices.ts';
import { useCollapsed } from './use-collapsed.ts';
import { useDetails } from './use-details.ts';
import { useForeignChanges } from './use-foreign-changes.ts';
import { useKeptMessage } from './use-found-rows.ts';
import { useGanttModel } from './use-gantt-model.ts';
import { useGanttPageActions } from './use-gantt-page-actions.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useBaseline } from './insight/use-baseline.ts';
import { useGoneBaseline } from './insight/use-gone-baseline.ts';
import { useGridOptions } from './use-grid-options.ts';
import { useGanttPageKeys } from './use-page-keys.ts';
import { usePermissions } from './use-permissions.ts';
import { useSelection } from './use-selection.ts';
import { useViewCommands } from './use-view-commands.ts';

type MenuPlace = { readonly rowId: string; readonly x: number; readonly y: number };

/** Parts of the page that keys and menus go to. */
export type GanttPageRefs = {
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly mainRef: RefObject<HTMLDivElement | null>;
  readonly searchRef: RefObject<HTMLInputElement | null>;
};
export type GanttPartProps = { readonly page: ReturnType<typeof useGanttPage> };

/** What the page shows of the plan, and what its parts, keys and menus can ask of it. */
export function useGanttPage({ timelineRef, mainRef, searchRef }: GanttPageRefs) {
  const shown = useShownPlan(timelineRef);
  const { controls, permissions, collapsed, model, selection } = shown;
  const { state, update } = controls;
  const { canEdit, canReport } = permissions;
  useGoneBaseline(controls);
  const overlays = useOverlays();
  const { openMenu, openHelp } = overlays;
  const options = useGridOptions(controls);
  const details = useDetails(controls);
  const critical = criticalToggle(controls);
  const reviews = useReview();
  const shared = { model, selection, canEdit, canReport, timelineRef };
  const { act, beginEdit, cells } = useCellEditing({ ...shared, collapsed, openMenu, ask: reviews.ask });
  const editing = useEditing({ ...shared, grid: state.grid, rootRef: mainRef, act });
  const { clipboard, openDialog, isInOrder, completeLink } = editing;
  const choose = useChoices({
    rows: model.rows,
    selection,
    clipboard,
    openDialog,
    isInOrder,
    collapsed,
    act,
    beginEdit,
    beginLink: (id) => timelineRef.current?.beginLink({ fixed: { rowId: id, side: 'end' }, held: 'to' }),
    openDetails: details.open,
    explain: details.explain,
    toggleCritical: critical.toggle,
  });
  const fit = (target: FitTarget): void => {
    const span = fitSpanOf(target, model.plan, model.rows, selection.ids);
    if (!span) return;
    timelineRef.current?.fit(span);
    if (target !== 'plan' && state.selectedId !== undefined) timelineRef.current?.revealRow(state.selectedId, { keepsDays: true });
  };
  const focusSearch = (): void => searchRef.current?.focus();
  const goToDate = (): void => openDialog({ kind: 'goToDate' });
  const togglePanel = (panel: SidePanel): void => update({ panel: state.panel === panel ? undefined : panel, isDrawerOpen: false });
  const doing = { canEdit, fit, choose, focusSearch, openHelp };
  useGanttPageKeys({ openHelp, focusSearch, goToDate, goToToday: () => controls.send({ kind: 'today' }) });
  const refuse = (reason: string): void => void act({ reason });
  const handleKey = useGridKeys({ ...doing, selection, refuse, beginEdit, openMenu, goToDate, completeLink });
  const selected = findItem(model.plan, state.selectedId);
  const asking = { plan: model.plan, controls, collapsed, options, selected, selectedCount: selection.ids.size };
  useGanttPageActions({ ...asking, ...doing, togglePanel });
  return {
    ...shown,
    ...overlays,
    options,
    details,
    critical,
    reviews,
    act,
    editing,
    choose,
    fit,
    togglePanel,
    handleKey,
    cells,
    selected,
    goTo: (id: string): void => controls.send({ kind: 'reveal', id }),
    openCell: (id: string, column: string): void => {
      const field = columnOf(column);
      // Pressing twice on a box has checked it and taken that back.
      if (field && field !== 'actions' && !isBox(model.plan, field)) beginEdit(id, field);
    },
  };
}

/** The plan as address, rights and opened rows let it be seen, with what is chosen of it. */
function useShownPlan(timelineRef: GanttPageRefs['timelineRef']) {
  const controls = useViewState();
  const permissions = usePermissions();
  const collapsed = useCollapsed();
  const baseline = useBaseline(controls.state.baselineId);
  const model = useGanttModel(controls.state, collapsed.ids, permissions, baseline);
  const selection = useSelection(controls, model.rows);
  useKeptMessage(model.plan, model.keptId, model.wasFound);
  useViewCommands(controls, timelineRef, model, collapsed);
  useForeignChanges(timelineRef, controls.state.selectedId);
  useEarlyDrawer();
  return { controls, permissions, collapsed, model, selection };
}

/** The menu and the help that lie over the page. */
function useOverlays() {
  const [menu, setMenu] = useState<MenuPlace>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  return {
    menu,
    openMenu: useCallback((rowId: string, x: number, y: number) => setMenu({ rowId, x, y }), []),
    closeMenu: () => setMenu(undefined),
    isHelpOpen,
    openHelp: () => setHelpOpen(true),
    closeHelp: () => setHelpOpen(false),
  };
}
