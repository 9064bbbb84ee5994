import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { Day } from '../../../../lib/days.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { Unavailable } from '../gantt-actions.ts';
import { findItem, isParent, nameOf, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';
import type { CanReport } from '../use-permissions.ts';

/** What gestures are read against. */
export type GestureContext = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly rows: Pick<GanttRows, 'count' | 'itemAt' | 'indexOf'>;
  readonly today: Day;
  readonly canEdit: (project: Project) => boolean;
  readonly canReport: CanReport;
  readonly selectedIds: ReadonlySet<string>;
};

/** The item of a row; a row that the timeline shows is in the plan. */
export function itemOfRow({ plan }: GestureContext, rowId: string): GanttItem {
  const item = findItem(plan, rowId);
  if (!item) throw new Error(`no row ${rowId} in the plan`);
  return item;
}

/** Why a person may not change an item; undefined when they may. */
export function lockedBy({ plan, canEdit, canReport }: GestureContext, item: GanttItem): Unavailable | undefined {
  if (item.project.isMasked === true) return { reason: 'This project is confidential' };
  if (canEdit(item.project)) return undefined;
  const name = nameOf(item);
  return {
    reason: canReport(plan, item)
      ? `You may report the progress of ${name}, not change the rest`
      : `You may look at ${name}, not change it`,
  };
}

/** Why a person may not tell how far an item is; undefined when they may. */
export function reportLockedBy(context: GestureContext, item: GanttItem): Unavailable | undefined {
  const { plan, canReport } = context;
  if (isParent(plan, item) || item.kind === 'project') return { reason: 'Progress follows from the phases in it' };
  return canReport(plan, item) ? undefined : lockedBy(context, item);
}
