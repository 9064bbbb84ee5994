/** What a text typed into a cell means, as commands. */
import { formatDay, parseDay } from '../../../lib/days.ts';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Action } from './gantt-actions.ts';
import { rename } from './gantt-actions.ts';
import { isTyped, type ColumnId } from './gantt-columns.ts';
import { nameOf, spanOf, type GanttItem } from './gantt-items.ts';
import { workingDaysOf } from './gantt-rows.ts';

/** The text to begin editing with. */
export function textOf(plan: Plan, item: GanttItem, column: ColumnId): string {
  if (!isTyped(column)) return '';
  const { startOn, endOn } = spanOf(item);
  switch (column) {
    case 'name':
      return nameOf(item);
    case 'start':
      return formatDay(startOn);
    case 'end':
      return formatDay(endOn);
    case 'duration':
      return String(workingDaysOf(plan, item));
    case 'progress':
      return item.kind === 'phase' ? String(item.phase.completionPercent ?? 0) : '';
  }
}

/** The action that a text asks for; undefined when it changes nothing; a sentence when it means nothing. */
export function actionOf(plan: Plan, item: GanttItem, column: ColumnId, text: string): Result<Action | undefined, string> {
  if (!isTyped(column) || text.trim() === textOf(plan, item, column)) return accept(undefined);
  switch (column) {
    case 'name':
      return text.trim() === '' ? refuse('Type a name') : accept(rename(item, text.trim()));
    case 'start':
    case 'end':
      return dateAction(item, column, text);
    case 'duration':
      return durationAction(plan, item, text);
    case 'progress':
      return progressAction(item, text);
  }
}

function dateAction(item: GanttItem, column: 'start' | 'end', text: string): Result<Action, string> {
  const day = parseDay(text.trim());
  if (day === undefined) return refuse('Type a date as year-month-day, such as 2026-03-14');
  const { startOn, endOn } = spanOf(item);
  if (column === 'end' && day < startOn) return refuse('The end is before the start');
  // A new start moves the item and keeps its length, as on paper; the end alone changes the length.
  return accept(reschedule(item, column === 'start' ? day : startOn, column === 'start' ? endOn + day - startOn : day));
}

function durationAction(plan: Plan, item: GanttItem, text: string): Result<Action, string> {
  const days = Number(text.trim().replace(/d$/, ''));
  if (!Number.isInteger(days) || days < 1 || days > 10_000) return refuse('Type a number of working days, 1 or more');
  const { startOn } = spanOf(item);
  const endOn = calendarOf(plan, item.project.siteId).addWorkingDays(startOn, days) - 1;
  return accept(reschedule(item, startOn, Math.max(startOn, endOn)));
}

function progressAction(item: GanttItem, text: string): Result<Action | undefined, string> {
  const percent = Number(text.trim().replace(/\s*%$/, ''));
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) return refuse('Type a percentage from 0 to 100');
  if (item.kind === 'project') return accept(undefined);
  return accept({
    commands: [{ kind: 'progress.set', id: item.id, completionPercent: percent }],
    label: `Set progress of ${nameOf(item)}`,
    announcement: `${nameOf(item)}, ${percent} percent done`,
  });
}

export function reschedule(item: GanttItem, startOn: number, endOn: number): Action {
  return {
    commands: [
      item.kind === 'project'
        ? { kind: 'project.reschedule', id: item.id, startOn, endOn }
        : { kind: 'phase.reschedule', id: item.id, startOn, endOn },
    ],
    label: `Change dates of ${nameOf(item)}`,
  };
}
