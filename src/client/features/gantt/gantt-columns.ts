import { dayOf } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { TimelineColumn } from '../../timeline/timeline-model.ts';
import { isParent, type GanttItem } from './gantt-items.ts';

export type ColumnId = 'name' | 'actions' | 'start' | 'end' | 'duration' | 'progress';

const ids: readonly ColumnId[] = ['name', 'actions', 'start', 'end', 'duration', 'progress'];

/** The columns of the table, the most important first. Those with dates are as wide as the language's longest needs. */
export function columnsFor(format: DayFormat): readonly (TimelineColumn & { readonly id: ColumnId })[] {
  const dateWidth = dateWidthOf(format);
  return [
    { id: 'name', title: 'Name', width: 240, align: 'start' },
    { id: 'actions', title: 'Actions', isTitleHidden: true, width: 30, align: 'start' },
    { id: 'start', title: 'Start', width: dateWidth, align: 'end' },
    { id: 'end', title: 'End', width: dateWidth, align: 'end' },
    { id: 'duration', title: 'Days', width: 50, align: 'end' },
    { id: 'progress', title: 'Done', width: 96, align: 'end' },
  ];
}

const CELL_PADDING = 16;
const CHARACTER_WIDTH = 6;

/** Wide enough for a day of any month with its year: the same for every plan, so that the columns never jump. */
function dateWidthOf(format: DayFormat): number {
  const lengths = Array.from({ length: 12 }, (_, month) => format.short(dayOf(1000, month + 1, 27)).length);
  return CELL_PADDING + CHARACTER_WIDTH * Math.max(...lengths);
}

export function columnOf(id: string): ColumnId | undefined {
  return ids.find((known) => known === id);
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
