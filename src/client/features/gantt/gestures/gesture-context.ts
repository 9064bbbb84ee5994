import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { Day } from '../../../../lib/days.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { Unavailable } from '../gantt-actions.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';

/** What gestures are read against. */
export type GestureContext = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly rows: Pick<GanttRows, 'count' | 'itemAt' | 'indexOf'>;
  readonly today: Day;
  readonly canEdit: (project: Project) => boolean;
  readonly selectedIds: ReadonlySet<string>;
};

/** The item of a row; a row that the timeline shows is in the plan. */
export function itemOfRow({ plan }: GestureContext, rowId: string): GanttItem {
  const item = findItem(plan, rowId);
  if (!item) throw new Error(`no row ${rowId} in the plan`);
  return item;
}

/** Why a person may not change an item; undefined when they may. */
export function lockedBy({ canEdit }: GestureContext, item: GanttItem): Unavailable | undefined {
  if (item.project.isMasked === true) return { reason: 'This project is confidential' };
  return canEdit(item.project) ? undefined : { reason: `You may look at ${nameOf(item)}, not change it` };
}
