import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { useViewState, type SidePanel } from '../../data/view-state.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { DrawerPlace } from '../../ui/drawer.tsx';
import { announce } from '../../ui/announce.ts';
import { EditingDialogs } from './editing/editing-dialogs.tsx';
import { useEditing } from './editing/use-editing.ts';
import { ItemDrawer, useEarlyDrawer } from './drawer/lazy-drawer.ts';
import { GanttChart } from './gantt-chart.tsx';
import { fitSpanOf, type FitTarget } from './fit.ts';
import { isBox } from './custom-fields.ts';
import { columnOf } from './gantt-columns.ts';
import { findItem, type GanttItem } from './gantt-items.ts';
import { GanttMenu } from './gantt-menu.tsx';
import { GanttToolbar } from './gantt-toolbar.tsx';
import { GridBars } from './grid-bars.tsx';
import { GridTools } from './grid-tools.tsx';
import { SidePanelBody } from './insight/lazy-insight.ts';
import { PanelButtons } from './insight/panel-buttons.tsx';
import { useReview } from './review/use-review.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useCellEditing } from './use-cell-editing.tsx';
import { useChoices } from './use-choices.ts';
import { useCollapsed } from './use-collapsed.ts';
import { useForeignChanges } from './use-foreign-changes.ts';
import { useGanttPageActions } from './use-gantt-page-actions.ts';
import { useGanttModel } from './use-gantt-model.ts';
import { useGridOptions } from './use-grid-options.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGanttPageKeys } from './use-page-keys.ts';
import { usePermissions } from './use-permissions.ts';
import { useSelection } from './use-selection.ts';
import { useViewCommands } from './use-view-commands.ts';
import { ViolationsButton } from './violations-button.tsx';
import styles from './gantt.module.css';
import { early } from '../../ui/early-parts.ts';

const ReviewSheet = lazy(early(async () => ({ default: (await import('./review/review-sheet.tsx')).ReviewSheet })));

type MenuPlace = { readonly rowId: string; readonly x: number; readonly y: number };

/** The plan as a Gantt: tree grid, bars, links, menus, and the details of what is chosen. */
export function GanttPage() {
  const controls = useViewState();
  const { state, update } = controls;
  const permissions = usePermissions();
  const { canEdit, canWrite, canReport } = permissions;
  const collapsed = useCollapsed();
  const dialogs = useProjectDialogs();
  const timelineRef = useRef<TimelineHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [menu, setMenu] = useState<MenuPlace>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const options = useGridOptions(controls);
  const openMenu = useCallback((rowId: string, x: number, y: number) => setMenu({ rowId, x, y }), []);
  const openHelp = () => setHelpOpen(true);
  const focusSearch = () => searchRef.current?.focus();
  const [asked, setAsked] = useState({ id: '', count: 0 });
  const openDetails = (id: string) => {
    setAsked(({ count }) => ({ id: '', count }));
    update({ selectedId: id, isDrawerOpen: true, panel: undefined }, { isStep: true });
  };
  const togglePanel = (panel: SidePanel) => update({ panel: state.panel === panel ? undefined : panel, isDrawerOpen: false });
  const explain = (id: string) => {
    openDetails(id);
    setAsked(({ count }) => ({ id, count: count + 1 }));
  };
  const isCriticalOf = ({ project }: GanttItem) => state.showsCriticalPath && state.criticalProjectId === project.id;
  const toggleCritical = (item: GanttItem) => {
    const isShown = isCriticalOf(item);
    update({ showsCriticalPath: !isShown, criticalProjectId: isShown ? undefined : item.project.id });
    announce(isShown ? 'The critical path is hidden' : `The critical path of ${item.project.name} is shown`);
  };
  const goTo = (id: string) => controls.send({ kind: 'reveal', id });

  const model = useGanttModel(state, collapsed.ids, permissions);
  const { plan, format, rows, insight } = model;
  const selection = useSelection(controls, rows);
  useViewCommands(controls, timelineRef, model, collapsed);
  useForeignChanges(timelineRef);
  useEarlyDrawer();
  const reviews = useReview();
  const isReviewing = reviews.action !== undefined;
  const { act, beginEdit, renderCell } = useCellEditing({
    model,
    collapsed,
    selection,
    canEdit,
    canReport,
    timelineRef,
    openMenu,
    ask: reviews.ask,
  });
  const beginLink = (id: string) => timelineRef.current?.beginLink({ fixed: { rowId: id, side: 'end' }, held: 'to' });
  const openCell = (id: string, column: string) => {
    const field = columnOf(column);
    // Pressing twice on a box has checked it and taken that back.
    if (field && field !== 'actions' && !isBox(plan, field)) beginEdit(id, field);
  };
  const mainRef = useRef<HTMLDivElement>(null);
  const editing = useEditing({ model, selection, grid: state.grid, rootRef: mainRef, timelineRef, canEdit, canReport, act });
  const { clipboard, openDialog } = editing;
  const choose = useChoices({
    rows,
    selection,
    clipboard,
    openDialog,
    isInOrder: editing.isInOrder,
    collapsed,
    act,
    beginEdit,
    beginLink,
    openDetails,
    explain,
    toggleCritical,
  });
  const fit = (target: FitTarget): void => {
    const span = fitSpanOf(target, plan, rows, selection.ids);
    if (!span) return;
    timelineRef.current?.fit(span);
    if (target !== 'plan' && state.selectedId !== undefined) timelineRef.current?.revealRow(state.selectedId, { keepsDays: true });
  };
  const goToDate = () => openDialog({ kind: 'goToDate' });
  useGanttPageKeys({ openHelp, focusSearch, goToDate, goToToday: () => controls.send({ kind: 'today' }) });
  const handleKey = useGridKeys({
    fit,
    selection,
    canEdit,
    beginEdit,
    choose,
    openMenu,
    openHelp,
    focusSearch,
    goToDate,
    completeLink: editing.completeLink,
  });

  const selected = findItem(plan, state.selectedId);
  const selectedCount = selection.ids.size;
  const doing = { canEdit, fit, choose, togglePanel, focusSearch, openHelp };
  useGanttPageActions({ plan, controls, collapsed, options, selected, selectedCount, ...doing });
  const menuItem = menu && findItem(plan, menu.rowId);
  return (
    <div className={styles.page}>
      <div className={styles.main} ref={mainRef}>
        <h1 className="visually-hidden">Gantt</h1>
        <GanttToolbar
          canEdit={canWrite}
          hasSelection={selected !== undefined}
          isDrawerOpen={state.isDrawerOpen}
          search={state.search}
          searchRef={searchRef}
          onNewProject={dialogs.openNewProject}
          onImport={() => dialogs.openImport()}
          onNewPhase={() => {
            if (selected) choose('addBelow', selected);
          }}
          onCollapseAll={() => collapsed.setAll([...plan.projects.keys(), ...plan.phases.keys()])}
          onExpandAll={() => collapsed.setAll([])}
          onFit={fit}
          onToggleDrawer={() => update({ isDrawerOpen: !state.isDrawerOpen, panel: undefined })}
          onSearch={(search) => update({ search })}
          onHelp={openHelp}
        >
          <GridTools options={options} />
          <PanelButtons panel={state.panel} onToggle={togglePanel} />
          <ViolationsButton violations={insight.violations} onGoTo={goTo} isAside={isReviewing} {...{ plan, format, canEdit, act }} />
        </GanttToolbar>
        <GridBars options={options} plan={plan} format={format} foundCount={rows.foundCount} />
        <GanttChart
          {...{
            controls,
            timelineRef,
            model,
            collapsed,
            selection,
            act,
            canEdit,
            canReport,
            goTo,
            openDetails,
            openMenu,
            renderCell,
            isReviewing,
          }}
          columnHandlers={options.handlers}
          onCellKey={handleKey}
          onCellOpen={openCell}
        />
        <EditingDialogs
          {...{ model, selection, editing, canEdit, act, choose, openMenu }}
          onGoToDay={(day) => {
            timelineRef.current?.showDay(day, 0.3);
            announce(`${format.long(day)} is shown`);
          }}
        />
        {reviews.action ? (
          <Suspense>
            <ReviewSheet
              key={reviews.count}
              {...{ plan, format, timelineRef }}
              version={model.version}
              action={reviews.action}
              onGoTo={(id) => timelineRef.current?.revealRow(id)}
              onAnswer={(isWanted) => {
                reviews.answer(isWanted);
                timelineRef.current?.focusActive();
              }}
            />
          </Suspense>
        ) : null}
      </div>
      {state.panel ? (
        <Suspense fallback={<DrawerPlace />}>
          <SidePanelBody
            {...{ plan, format, act, selected, canWrite, canEdit }}
            panel={state.panel}
            siteId={state.siteId}
            baseline={model.baseline}
            baselineId={state.baselineId}
            onGoTo={(id) => {
              // On a narrow screen the panel covers what it leads to.
              if (matchMedia('(width < 48rem)').matches) update({ panel: undefined });
              goTo(id);
            }}
            onCompare={(baselineId) => update({ baselineId })}
            onClose={() => {
              update({ panel: undefined });
              timelineRef.current?.focusActive();
            }}
          />
        </Suspense>
      ) : null}
      {state.isDrawerOpen && !state.panel && selected ? (
        <Suspense fallback={<DrawerPlace />}>
          <ItemDrawer
            {...{ plan, format, act, insight }}
            values={model.values}
            baseline={model.baseline}
            item={selected}
            askedWhyCount={asked.id === selected.id ? asked.count : 0}
            canEdit={canEdit(selected.project)}
            canReport={canReport(plan, selected)}
            onGoTo={goTo}
            onDelete={() => choose('delete', selected)}
            onClose={() => {
              update({ isDrawerOpen: false });
              timelineRef.current?.focusActive();
            }}
          />
        </Suspense>
      ) : null}
      {menu && menuItem ? (
        <GanttMenu
          plan={plan}
          item={menuItem}
          canEdit={canEdit(menuItem.project)}
          isCritical={isCriticalOf(menuItem)}
          selectedCount={selection.ids.has(menuItem.id) ? selection.ids.size : 1}
          at={menu}
          onChoose={(choice) => choose(choice, menuItem)}
          onClose={() => {
            setMenu(undefined);
            timelineRef.current?.focusActive();
          }}
        />
      ) : null}
      <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
