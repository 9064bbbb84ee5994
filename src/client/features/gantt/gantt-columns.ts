import type { Plan } from '../../../planning/plan.ts';
import type { TimelineColumn } from '../../timeline/timeline-model.ts';
import { isParent, type GanttItem } from './gantt-items.ts';

export type ColumnId = 'name' | 'actions' | 'start' | 'end' | 'duration' | 'progress';

export const columns: readonly (TimelineColumn & { readonly id: ColumnId })[] = [
  { id: 'name', title: 'Name', width: 240, align: 'start' },
  { id: 'actions', title: 'Actions', isTitleHidden: true, width: 30, align: 'start' },
  { id: 'start', title: 'Start', width: 72, align: 'end' },
  { id: 'end', title: 'End', width: 72, align: 'end' },
  { id: 'duration', title: 'Days', width: 50, align: 'end' },
  { id: 'progress', title: 'Done', width: 96, align: 'end' },
];

export function columnOf(id: string): ColumnId | undefined {
  return columns.find((column) => column.id === id)?.id;
}

/** Why a cell cannot be edited; undefined when it can. */
export function lockOf(plan: Plan, item: GanttItem, column: ColumnId, canEdit: boolean): string | undefined {
  if (item.project.isMasked === true) return 'This project is confidential';
  if (!canEdit) return 'You may look at this project, not change it';
  const holdsOthers = isParent(plan, item);
  switch (column) {
    case 'name':
    case 'start':
    case 'actions':
      return undefined;
    case 'end':
    case 'duration':
      if (item.kind === 'phase' && item.phase.isMilestone) return 'A milestone has no length';
      if (item.kind === 'project' ? holdsOthers && !item.project.hasFixedDates : holdsOthers)
        return 'The end follows from the phases in it';
      return undefined;
    case 'progress':
      return item.kind === 'project' || holdsOthers ? 'Progress follows from the phases in it' : undefined;
  }
}
