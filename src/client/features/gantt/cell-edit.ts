/** What a text typed into a cell means, as commands. */
import { formatDay, type Day } from '../../../lib/days.ts';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { actionOfCustom, meaningOfCustom, textOfCustom } from './custom-cells.ts';
import { customColumnOf, isCustomField } from './custom-fields.ts';
import { countText } from './describe.ts';
import { readLength, readPercent } from './editing/amount-text.ts';
import { dayOfText, type DayTextContext } from './editing/day-text.ts';
import { commandsOfLinks, linkTextOf, readLinks, type TypedLink } from './editing/link-text.ts';
import type { Action } from './gantt-actions.ts';
import { rename } from './gantt-actions.ts';
import { isTyped, type ColumnId, type TypedId } from './gantt-columns.ts';
import { nameOf, spanOf, type GanttItem } from './gantt-items.ts';
import { workingDaysOf } from './gantt-rows.ts';
import { cellTextOf, type ValueContext } from './gantt-values.ts';
import { statusChoices, statusTexts } from './phase-status.ts';

/** The text to begin editing with. */
export function textOf(context: ValueContext, item: GanttItem, column: ColumnId): string {
  if (!isTyped(column)) return '';
  const { plan } = context;
  if (isCustomField(column)) {
    const custom = customColumnOf(plan, column);
    return custom ? textOfCustom(context, item, custom) : '';
  }
  const { startOn, endOn } = spanOf(item);
  switch (column) {
    case 'name':
      return nameOf(item);
    case 'start':
      return dateText(context, item, startOn);
    case 'end':
      return dateText(context, item, endOn);
    case 'duration':
      return String(workingDaysOf(plan, item));
    case 'progress':
      return item.kind === 'phase' ? String(item.phase.completionPercent ?? 0) : '';
    case 'predecessors':
      return item.kind === 'phase' ? linkTextOf(plan, item.phase) : '';
    case 'status':
    case 'manager':
    case 'customer':
      return cellTextOf(context, item, column);
  }
}

/** The day in the language's own words where those are understood again, else year-month-day. */
function dateText(context: ValueContext, item: GanttItem, day: Day): string {
  const text = context.format.medium(day);
  return dayOfText(text, dayContextOf(context, item, 'start')) === day ? text : formatDay(day);
}

/** The action that a text asks for; undefined when it changes nothing; a sentence when it means nothing. */
export function actionOf(context: ValueContext, item: GanttItem, column: ColumnId, text: string): Result<Action | undefined, string> {
  if (!isTyped(column) || text.trim() === textOf(context, item, column)) return accept(undefined);
  if (isCustomField(column)) {
    const custom = customColumnOf(context.plan, column);
    return custom ? actionOfCustom(context, item, custom, text) : accept(undefined);
  }
  switch (column) {
    case 'name':
      return text.trim() === '' ? refuse('Type a name') : accept(rename(item, text.trim()));
    case 'start':
    case 'end':
      return dateAction(context, item, column, text);
    case 'duration':
      return durationAction(context.plan, item, text);
    case 'progress':
      return progressAction(item, text);
    case 'predecessors':
      return linkAction(context.plan, item, text);
    case 'status':
      return statusAction(item, text);
    case 'manager':
      return managerAction(context.plan, item, text);
    case 'customer':
      return accept(projectAction(item, { customer: text.trim() === '' ? null : text.trim() }, 'customer'));
  }
}

/** What a text will be taken for, to be shown while one types; undefined where the text says it itself or means nothing yet. */
export function meaningOf(context: ValueContext, item: GanttItem, column: TypedId, text: string): string | undefined {
  if (text.trim() === '') return undefined;
  if (isCustomField(column)) {
    const custom = customColumnOf(context.plan, column);
    return custom && meaningOfCustom(context, item, custom, text);
  }
  switch (column) {
    case 'start':
    case 'end': {
      const day = dayOfText(text, dayContextOf(context, item, column));
      return day === undefined ? undefined : `${context.format.weekday(day)} ${context.format.long(day)}`;
    }
    case 'duration': {
      const days = readLength(text, workingDaysOf(context.plan, item), daysPerWeek(context.plan, item));
      return days.ok ? countText(days.value, 'working day', 'working days') : undefined;
    }
    case 'predecessors': {
      const links = item.kind === 'phase' ? readLinks(context.plan, item, text) : undefined;
      return links?.ok ? links.value.map((link) => linkInWords(context.plan, link)).join(', ') : undefined;
    }
    case 'name':
    case 'progress':
    case 'status':
    case 'manager':
    case 'customer':
      return undefined;
  }
}

const relations = { FS: 'after the end of', SS: 'after the start of', FF: 'ending with', SF: 'ending at the start of' } as const;

function linkInWords(plan: Plan, { predecessorId, type, lagDays }: TypedLink): string {
  const lag = lagDays === 0 ? '' : ` ${lagDays > 0 ? '+' : '−'}${countText(Math.abs(lagDays), 'day', 'days')}`;
  return `${relations[type]} ${plan.phases.get(predecessorId)?.name ?? 'another phase'}${lag}`;
}

function dayContextOf(context: ValueContext, item: GanttItem, side: 'start' | 'end'): DayTextContext {
  const { startOn, endOn } = spanOf(item);
  return {
    today: context.today,
    base: side === 'start' ? startOn : endOn,
    side,
    calendar: calendarOf(context.plan, item.project.siteId),
    countsWorkingDays: item.project.workingDays,
    locale: context.format.locale,
  };
}

function dateAction(context: ValueContext, item: GanttItem, column: 'start' | 'end', text: string): Result<Action | undefined, string> {
  const day = dayOfText(text, dayContextOf(context, item, column));
  if (day === undefined) return refuse('Type a date such as 12 mar, next tue, w23 or +5d');
  const { startOn, endOn } = spanOf(item);
  if (day === (column === 'start' ? startOn : endOn)) return accept(undefined);
  if (column === 'end') return day < startOn ? refuse('The end is before the start') : accept(reschedule(item, startOn, day));
  // A new start moves the item and keeps its length, as on paper; the end alone changes the length.
  return accept(reschedule(item, day, movedEnd(context.plan, item, day)));
}

/** Where an item ends that starts elsewhere: with its working days where its project counts those, else with its calendar days. */
function movedEnd(plan: Plan, item: GanttItem, startOn: Day): Day {
  const span = spanOf(item);
  const length = workingDaysOf(plan, item);
  if (!item.project.workingDays || length === 0) return startOn + span.endOn - span.startOn;
  return Math.max(startOn, calendarOf(plan, item.project.siteId).addWorkingDays(startOn, length) - 1);
}

function durationAction(plan: Plan, item: GanttItem, text: string): Result<Action | undefined, string> {
  const present = workingDaysOf(plan, item);
  const days = readLength(text, present, daysPerWeek(plan, item));
  if (!days.ok) return days;
  if (days.value === present) return accept(undefined);
  const { startOn } = spanOf(item);
  const endOn = calendarOf(plan, item.project.siteId).addWorkingDays(startOn, days.value) - 1;
  return accept(reschedule(item, startOn, Math.max(startOn, endOn)));
}

function daysPerWeek(plan: Plan, item: GanttItem): number {
  return 7 - (plan.sites.get(item.project.siteId)?.weekendDays.length ?? 2);
}

function progressAction(item: GanttItem, text: string): Result<Action | undefined, string> {
  if (item.kind === 'project') return accept(undefined);
  const percent = readPercent(text, item.phase.completionPercent ?? 0);
  if (!percent.ok) return percent;
  return accept({
    commands: [{ kind: 'progress.set', id: item.id, completionPercent: percent.value }],
    label: `Set progress of ${nameOf(item)}`,
    announcement: `${nameOf(item)}, ${percent.value} percent done`,
  });
}

function linkAction(plan: Plan, item: GanttItem, text: string): Result<Action | undefined, string> {
  if (item.kind === 'project') return accept(undefined);
  const links = readLinks(plan, item, text);
  if (!links.ok) return links;
  const commands = commandsOfLinks(plan, item.id, links.value);
  if (commands.length === 0) return accept(undefined);
  const words = links.value.map((link) => linkInWords(plan, link)).join(', ');
  return accept({
    commands,
    label: `Change predecessors of ${nameOf(item)}`,
    announcement: words === '' ? `${nameOf(item)} has no predecessors now` : `${nameOf(item)} is ${words}`,
  });
}

function statusAction(item: GanttItem, text: string): Result<Action | undefined, string> {
  const chosen = matching(statusChoices, text);
  if (item.kind === 'project') return accept(undefined);
  if (!chosen) return refuse(`Type one of ${Object.values(statusTexts).join(', ')}`);
  return accept({
    commands: [{ kind: 'phase.update', id: item.id, fields: { status: chosen.key } }],
    label: `Set status of ${nameOf(item)}`,
    announcement: `${nameOf(item)}, ${chosen.label}`,
  });
}

function managerAction(plan: Plan, item: GanttItem, text: string): Result<Action | undefined, string> {
  if (text.trim() === '') return accept(projectAction(item, { managerId: null }, 'project manager'));
  const people = Array.from(plan.staff.values(), ({ id, name }) => ({ key: id, label: name }));
  const chosen = matching(people, text);
  if (!chosen) return refuse(`There is nobody, or more than one person, called “${text.trim()}”`);
  return accept(projectAction(item, { managerId: chosen.key }, 'project manager'));
}

function projectAction(
  item: GanttItem,
  fields: { readonly customer?: string | null; readonly managerId?: StaffId | null },
  what: string,
): Action {
  return {
    commands: [{ kind: 'project.update', id: item.project.id, fields }],
    label: `Change ${what} of ${item.project.name}`,
    announcement: `${what} of ${item.project.name} changed`,
  };
}

/** The choice of that name, or the only one whose name begins so. */
function matching<Choice extends { readonly label: string }>(choices: readonly Choice[], text: string): Choice | undefined {
  const plain = (name: string) => name.toLocaleLowerCase().replaceAll(/[\s_-]/g, '');
  const typed = plain(text);
  if (typed === '') return undefined;
  const exact = choices.find(({ label }) => plain(label) === typed);
  const starting = choices.filter(({ label }) => plain(label).startsWith(typed));
  return exact ?? (starting.length === 1 ? starting[0] : undefined);
}

export function reschedule(item: GanttItem, startOn: Day, endOn: Day): Action {
  return {
    commands: [
      item.kind === 'project'
        ? { kind: 'project.reschedule', id: item.id, startOn, endOn }
        : { kind: 'phase.reschedule', id: item.id, startOn, endOn },
    ],
    label: `Change dates of ${nameOf(item)}`,
    subjectId: item.id,
  };
}
