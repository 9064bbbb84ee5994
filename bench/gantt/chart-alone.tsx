/** The chart without the toolbar, menus and panels that the page has around it, as the other chart is. */
import { useRef } from 'react';
import { useViewState } from '../../src/client/data/view-state.ts';
import { columnOf } from '../../src/client/features/gantt/gantt-columns.ts';
import { GanttChart } from '../../src/client/features/gantt/gantt-chart.tsx';
import { useCellEditing } from '../../src/client/features/gantt/use-cell-editing.tsx';
import { useCollapsed } from '../../src/client/features/gantt/use-collapsed.ts';
import { useGanttModel } from '../../src/client/features/gantt/use-gantt-model.ts';
import { useGridOptions } from '../../src/client/features/gantt/use-grid-options.ts';
import { useReview } from '../../src/client/features/gantt/review/use-review.ts';
import { usePermissions } from '../../src/client/features/gantt/use-permissions.ts';
import { useSelection } from '../../src/client/features/gantt/use-selection.ts';
import type { TimelineHandle } from '../../src/client/timeline/timeline-handle.ts';

const ignore = (): void => undefined;

export function ChartAlone() {
  const controls = useViewState();
  const permissions = usePermissions();
  const { canEdit, canReport } = permissions;
  const collapsed = useCollapsed();
  const timelineRef = useRef<TimelineHandle>(null);
  const options = useGridOptions(controls);
  const model = useGanttModel(controls.state, collapsed.ids, permissions);
  const selection = useSelection(controls, model.rows);
  const { ask } = useReview();
  const { act, beginEdit, cells } = useCellEditing({
    model,
    collapsed,
    selection,
    canEdit,
    canReport,
    timelineRef,
    openMenu: ignore,
    ask,
  });
  return (
    <div style={{ position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column' }}>
      <GanttChart
        {...{ controls, timelineRef, model, collapsed, selection, act, canEdit, canReport, cells }}
        {...{ goTo: ignore, openDetails: ignore, openMenu: ignore }}
        isReviewing={false}
        columnHandlers={options.handlers}
        onCellKey={() => false}
        onCellOpen={(id, column) => {
          const field = columnOf(column);
          if (field) beginEdit(id, field);
        }}
      />
    </div>
  );
}
