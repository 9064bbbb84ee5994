import { useRef } from 'react';
import type { TimelineHandle } from '../../timeline/timeline-handle.ts';
import { announce } from '../../ui/announce.ts';
import { EditingDialogs } from './editing/editing-dialogs.tsx';
import { GanttChart } from './gantt-chart.tsx';
import { GanttHead } from './gantt-head.tsx';
import { findItem } from './gantt-items.ts';
import { GanttMenu } from './gantt-menu.tsx';
import { GanttSide } from './gantt-side.tsx';
import { ReviewPlace } from './review/review-place.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useGanttPage, type GanttPageRefs, type GanttPartProps } from './use-gantt-page.ts';
import styles from './gantt.module.css';

/** The plan as a Gantt: tree grid, bars, links, menus, and the details of what is chosen. */
export function GanttPage() {
  const timelineRef = useRef<TimelineHandle>(null);
  const mainRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const page = useGanttPage({ timelineRef, mainRef, searchRef });
  const { controls, model, collapsed, selection, editing, act, choose, goTo, openMenu, reviews } = page;
  const { canEdit, canReport } = page.permissions;
  const { plan, format } = model;
  return (
    <div className={styles.page}>
      <div className={styles.main} ref={mainRef}>
        <h1 className="visually-hidden">Gantt</h1>
        <GanttHead page={page} searchRef={searchRef} />
        <GanttChart
          {...{ controls, timelineRef, model, collapsed, selection, act, canEdit, canReport, goTo, openMenu }}
          cells={page.cells}
          openDetails={page.details.open}
          isReviewing={reviews.action !== undefined}
          columnHandlers={page.options.handlers}
          onCellKey={page.handleKey}
          onCellOpen={page.openCell}
        />
        <EditingDialogs
          {...{ model, selection, editing, canEdit, act, choose, openMenu }}
          onGoToDay={(day) => {
            timelineRef.current?.showDay(day, 0.3);
            announce(`${format.long(day)} is shown`);
          }}
        />
        <ReviewPlace {...{ plan, format, timelineRef, reviews }} version={model.version} />
      </div>
      <GanttSide page={page} timelineRef={timelineRef} />
      <RowMenu page={page} timelineRef={timelineRef} />
      <ShortcutsDialog isOpen={page.isHelpOpen} onClose={page.closeHelp} />
    </div>
  );
}

/** The menu of the row or bar on which it was asked for. */
function RowMenu({ page, timelineRef }: GanttPartProps & Pick<GanttPageRefs, 'timelineRef'>) {
  const { menu, model, selection } = page;
  const item = menu && findItem(model.plan, menu.rowId);
  if (!item) return null;
  return (
    <GanttMenu
      plan={model.plan}
      item={item}
      canEdit={page.permissions.canEdit(item.project)}
      isCritical={page.critical.isShownFor(item)}
      selectedCount={selection.ids.has(item.id) ? selection.ids.size : 1}
      at={menu}
      onChoose={(choice) => page.choose(choice, item)}
      onClose={() => {
        page.closeMenu();
        timelineRef.current?.focusActive();
      }}
    />
  );
}
