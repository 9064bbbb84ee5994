import type { Plan } from '../../../planning/plan.ts';
import type { Span } from '../../timeline/timeline-model.ts';
import { spanOfItems } from './gantt-arranged-rows.ts';
import { findItem } from './gantt-items.ts';
import type { GanttRows } from './gantt-rows.ts';

export type FitTarget = 'plan' | 'project' | 'selection';

/** The days that are to fill the timeline; undefined when nothing is chosen. */
export function fitSpanOf(target: FitTarget, plan: Plan, rows: GanttRows, selectedIds: Iterable<string>): Span | undefined {
  if (target === 'plan') return rows.extent;
  const items = Array.from(selectedIds, (id) => findItem(plan, id)).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  return spanOfItems(target === 'selection' ? items : items.map(({ project }) => ({ kind: 'project', id: project.id, project })));
}
