/** Dates, lengths and moves in words, for labels, tooltips and announcements. */
import type { Day } from '../../../lib/days.ts';
import type { SiteCalendar } from '../../../planning/calendar/site-calendar.ts';
import type { DayFormat } from '../../timeline/day-format.ts';

/** "3 to 14 March 2026"; a single day is that day. */
export function rangeText(format: DayFormat, startOn: Day, endOn: Day): string {
  if (startOn === endOn) return format.long(startOn);
  const text = format.range(startOn, endOn);
  return format.locale.startsWith('en') ? text.replace(/\s*[–-]\s*/u, ' to ') : text;
}

export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "2 days later", "1 day earlier"; undefined when nothing moved. */
export function shiftText(from: Day, to: Day): string | undefined {
  if (from === to) return undefined;
  return `${countText(Math.abs(to - from), 'day', 'days')} ${to > from ? 'later' : 'earlier'}`;
}

export type Described = {
  readonly name: string;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly kind: 'project' | 'phase' | 'parent' | 'milestone';
  readonly completionPercent: number;
  readonly workingDays: number;
  readonly notes: readonly string[];
};

/** "Synthesis, 3 to 14 March 2026, 10 working days, 40 percent done". */
export function describeItem(format: DayFormat, item: Described): string {
  const kind = item.kind === 'project' ? 'project' : item.kind === 'milestone' ? 'milestone' : undefined;
  return [
    item.name,
    kind,
    rangeText(format, item.startOn, item.endOn),
    item.kind === 'milestone' ? undefined : countText(item.workingDays, 'working day', 'working days'),
    item.kind === 'milestone' ? (item.completionPercent >= 100 ? 'done' : undefined) : `${item.completionPercent} percent done`,
    ...item.notes,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** "+5 wd": by how many working days a place moved. */
export function workingShiftText(calendar: SiteCalendar, from: Day, to: Day): string {
  const days = to >= from ? calendar.workingDaysBetween(from, to - 1) : -calendar.workingDaysBetween(to, from - 1);
  return `${days > 0 ? '+' : days < 0 ? '−' : '±'}${Math.abs(days)} wd`;
}
