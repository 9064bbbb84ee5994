import { FlaskConical } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { ancestorsOf } from '../../../planning/plan.ts';
import { usePlan, usePlanStore } from '../../data/plan-context.ts';
import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { useViewState } from '../../data/view-state.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import type { Gesture, TimelineColumn, TimelineRow } from '../../timeline/timeline-model.ts';
import { BAR_COLUMN } from '../../timeline/timeline-row.tsx';
import { Timeline } from '../../timeline/timeline.tsx';
import { announce } from '../../ui/announce.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { actionOf } from './cell-edit.ts';
import { addPhaseBelow, addSubphase, indent, outdent, remove, toggleMilestone } from './gantt-actions.ts';
import { GanttCell, type CellHandlers } from './gantt-cells.tsx';
import { columnOf, columns, lockOf, type ColumnId } from './gantt-columns.ts';
import { findItem, spanOf, type GanttItem } from './gantt-items.ts';
import { createGanttLinks } from './gantt-links.ts';
import { ItemDrawer } from './drawer/item-drawer.tsx';
import { GanttMenu, type MenuChoice } from './gantt-menu.tsx';
import { createGanttRows } from './gantt-rows.ts';
import { GanttToolbar } from './gantt-toolbar.tsx';
import { commandsOf, labelOf, previewOf } from './gestures.ts';
import { gridKeyOf } from './grid-keys.ts';
import { createInsight } from './schedule-insight.ts';
import { createShading, headerSiteOf, todayOf } from './shading.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { tooltipOf } from './tooltip.ts';
import { useActions } from './use-actions.ts';
import { useCollapsed } from './use-collapsed.ts';
import { useForeignChanges } from './use-foreign-changes.ts';
import { usePermissions } from './use-permissions.ts';
import { initialViewOf, useViewSync } from './use-view-sync.ts';
import { ViolationsButton } from './violations-button.tsx';
import styles from './gantt.module.css';

type CellPlace = { readonly rowId: string; readonly column: ColumnId };

const texts = { grid: 'Plan', bars: 'Timeline', splitter: 'Width of the table' };
const words = { week: (week: number) => `W${week}` };

/** The plan as a Gantt: tree grid, bars, links, menus, and the details of what is chosen. */
export function GanttPage() {
  const store = usePlanStore();
  const { plan, version } = usePlan();
  const controls = useViewState();
  const { state, update, onCommand } = controls;
  const { locale } = useLocale();
  const { canEdit, canWrite } = usePermissions();
  const collapsed = useCollapsed();
  const dialogs = useProjectDialogs();
  const timelineRef = useRef<TimelineHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [now] = useState(() => new Date());
  const [gridWidth, setGridWidth] = useState(580);
  const [editing, setEditing] = useState<CellPlace>();
  const editingRef = useRef<CellPlace>(undefined);
  const [menu, setMenu] = useState<{ readonly rowId: string; readonly x: number; readonly y: number }>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isTabReleased, setTabReleased] = useState(false);

  const format = dayFormatOf(locale);
  const headerSite = useMemo(() => headerSiteOf(plan, version, state.siteId), [plan, version, state.siteId]);
  const today = useMemo(() => todayOf(headerSite, now), [headerSite, now]);
  const insight = useMemo(() => createInsight(plan, version, state.showsCriticalPath), [plan, version, state.showsCriticalPath]);
  const rows = useMemo(
    () =>
      createGanttRows(
        { plan, version, format, insight, canEdit, today },
        { siteId: state.siteId, search: state.search, isCollapsed: (id) => collapsed.ids.has(id) },
      ),
    [plan, version, format, insight, canEdit, today, state.siteId, state.search, collapsed.ids],
  );
  const links = useMemo(() => createGanttLinks(plan, version, insight), [plan, version, insight]);
  const shadingOf = useMemo(() => createShading(plan, version, now), [plan, version, now]);
  const [initialView] = useState(() => {
    const item = findItem(plan, state.selectedId);
    return initialViewOf(state, item && spanOf(item).startOn, today);
  });
  useForeignChanges(timelineRef);
  const firstSelectedRef = useRef(state.selectedId);
  useEffect(() => {
    // An address with a selection shows its row; the days are the address's own.
    if (firstSelectedRef.current !== undefined) timelineRef.current?.revealRow(firstSelectedRef.current, { keepsDays: true });
  }, []);
  const handleViewChange = useViewSync(controls, timelineRef, initialView);

  const edit = useCallback((rowId: string | undefined, column: ColumnId = 'name') => {
    const next = rowId === undefined ? undefined : { rowId, column };
    editingRef.current = next;
    setEditing(next);
  }, []);
  const act = useActions(timelineRef, edit);
  const openDetails = (rowId: string) => update({ selectedId: rowId, isDrawerOpen: true }, { isStep: true });
  const beginEdit = useCallback(
    (rowId: string, column: ColumnId) => {
      const item = findItem(store.plan, rowId);
      if (!item) return;
      const lock = lockOf(store.plan, item, column, canEdit(item.project));
      if (lock === undefined) edit(rowId, column);
      else announce(lock);
    },
    [store, canEdit, edit],
  );

  const cellHandlers = useMemo(
    (): CellHandlers => ({
      onToggle: (id, isExpanded) => collapsed.set(id, !isExpanded),
      onOpenMenu: (rowId, x, y) => setMenu({ rowId, x, y }),
      onEdit: beginEdit,
      onCommit(rowId, column, text) {
        const item = findItem(store.plan, rowId);
        // Leaving the field after Enter or Escape comes here a second time.
        if (!item || editingRef.current?.rowId !== rowId || editingRef.current.column !== column) return undefined;
        const result = actionOf(store.plan, item, column, text);
        if (!result.ok) return result.refusal;
        edit(undefined);
        timelineRef.current?.focusActive();
        if (result.value) void act(result.value);
        return undefined;
      },
      onCancel() {
        edit(undefined);
        timelineRef.current?.focusActive();
      },
    }),
    [store, collapsed, beginEdit, edit, act],
  );
  const renderCell = useCallback(
    (row: TimelineRow, column: TimelineColumn) => {
      const flat = rows.find(row.id);
      const id = columnOf(column.id);
      if (!flat || id === undefined) return null;
      const isEditing = editing?.rowId === row.id && editing.column === id;
      return <GanttCell plan={plan} format={format} flat={flat} column={id} isEditing={isEditing} handlers={cellHandlers} />;
    },
    [rows, plan, format, editing, cellHandlers],
  );

  const itemOfGesture = (gesture: Gesture): GanttItem => {
    const item = findItem(store.plan, gesture.rowId);
    if (!item) throw new Error(`no row ${gesture.rowId} in the plan`);
    return item;
  };
  const choose = (choice: MenuChoice, item: GanttItem) => {
    switch (choice) {
      case 'open':
        return openDetails(item.id);
      case 'rename':
        return beginEdit(item.id, 'name');
      case 'addBelow':
        collapsed.expand([item.project.id]);
        return void act(addPhaseBelow(store.plan, item));
      case 'addInside':
        collapsed.expand([item.id]);
        return void act(addSubphase(store.plan, item));
      case 'indent':
        return void act(indent(store.plan, item));
      case 'outdent':
        return void act(outdent(store.plan, item));
      case 'milestone':
        return void act(toggleMilestone(store.plan, item));
      case 'delete': {
        const index = rows.indexOf(item.id);
        const next = index + 1 < rows.count ? rows.itemAt(index + 1).item.id : index > 0 ? rows.itemAt(index - 1).item.id : undefined;
        return void act(remove(item, next), { isUndoOffered: true });
      }
    }
  };
  const handleKey = (event: KeyboardEvent, row: TimelineRow, columnId: string): boolean => {
    const item = findItem(store.plan, row.id);
    if (!item) return false;
    const key = gridKeyOf(event, columnId === BAR_COLUMN ? 'bar' : (columnOf(columnId) ?? 'name'), isTabReleased);
    if (!key) return false;
    if (key.kind !== 'releaseTab' && isTabReleased) setTabReleased(false);
    switch (key.kind) {
      case 'edit':
        beginEdit(row.id, key.column);
        return true;
      case 'menu': {
        const box = (event.target instanceof HTMLElement ? event.target : undefined)?.getBoundingClientRect();
        setMenu({ rowId: row.id, x: box?.left ?? 0, y: box?.bottom ?? 0 });
        return true;
      }
      case 'choice':
        if (key.choice !== 'open' && !canEdit(item.project)) announce('You may look at this project, not change it');
        else choose(key.choice, item);
        return true;
      case 'releaseTab':
        setTabReleased(true);
        announce('Tab now leaves the grid');
        return true;
      case 'help':
        setHelpOpen(true);
        return true;
      case 'search':
        searchRef.current?.focus();
        return true;
    }
  };

  const expand = collapsed.expand;
  useEffect(
    () =>
      onCommand((command) => {
        const timeline = timelineRef.current;
        if (command.kind === 'today') timeline?.showDay(today, 0.3);
        else if (command.kind === 'fit') timeline?.fit(rows.extent);
        else {
          const item = findItem(store.plan, command.id);
          if (!item) return;
          expand([item.project.id, ...(item.kind === 'phase' ? ancestorsOf(store.plan, item.id).map((phase) => phase.id) : [])]);
          requestAnimationFrame(() => timelineRef.current?.revealRow(command.id, { focus: 'name' }));
        }
      }),
    [onCommand, today, rows, store, expand],
  );

  const selected = findItem(plan, state.selectedId);
  const menuItem = menu && findItem(plan, menu.rowId);
  return (
    <div className={styles.page}>
      <div className={styles.main}>
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
          onFit={() => timelineRef.current?.fit(rows.extent)}
          onToggleDrawer={() => update({ isDrawerOpen: !state.isDrawerOpen })}
          onSearch={(search) => update({ search })}
          onHelp={() => setHelpOpen(true)}
        >
          <ViolationsButton
            plan={plan}
            violations={insight.violations}
            canWrite={canWrite}
            act={act}
            onGoTo={(id) => controls.send({ kind: 'reveal', id })}
          />
        </GanttToolbar>
        {rows.count === 0 ? (
          <EmptyState icon={<FlaskConical />} title={state.search === '' ? 'There is no project yet' : 'Nothing of this name'}>
            {state.search === '' ? 'Create a project, or load the sample data.' : 'Try a shorter part of the name.'}
          </EmptyState>
        ) : (
          <Timeline
            ref={timelineRef}
            texts={texts}
            rows={rows}
            links={links}
            columns={columns}
            renderCell={renderCell}
            extent={rows.extent}
            shadingOf={shadingOf}
            headerCalendarKey={headerSite?.id ?? ''}
            locale={locale}
            words={words}
            selectedRowId={state.selectedId}
            selectedLinkId={undefined}
            initialView={initialView}
            gridWidth={gridWidth}
            onGridWidthChange={setGridWidth}
            onViewChange={handleViewChange}
            onChoose={(selectedId) => update({ selectedId })}
            onToggle={(rowId, isExpanded) => collapsed.set(rowId, !isExpanded)}
            onCellKey={handleKey}
            preview={(gesture) => {
              const item = itemOfGesture(gesture);
              return previewOf(store.plan, format, item, gesture, store.preview(commandsOf(store.plan, item, gesture)));
            }}
            commit={(gesture, announcement) => {
              const item = itemOfGesture(gesture);
              void act({ commands: commandsOf(store.plan, item, gesture), label: labelOf(item, gesture), announcement });
            }}
            chooseLink={(linkId) => {
              const link = [...plan.dependencies.values()].find((dependency) => dependency.id === linkId);
              if (link) openDetails(link.successorId);
            }}
            openRow={(row) => openDetails(row.id)}
            openMenu={(row, x, y) => setMenu({ rowId: row.id, x, y })}
            tooltipOf={(row) => tooltipOf(plan, format, row.id)}
            announce={announce}
          />
        )}
      </div>
      {state.isDrawerOpen && selected ? (
        <ItemDrawer
          plan={plan}
          format={format}
          item={selected}
          canEdit={canEdit(selected.project)}
          act={act}
          onGoTo={(id) => controls.send({ kind: 'reveal', id })}
          onDelete={() => choose('delete', selected)}
          onClose={() => {
            update({ isDrawerOpen: false });
            timelineRef.current?.focusActive();
          }}
        />
      ) : null}
      {menu && menuItem ? (
        <GanttMenu
          plan={plan}
          item={menuItem}
          canEdit={canEdit(menuItem.project)}
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
