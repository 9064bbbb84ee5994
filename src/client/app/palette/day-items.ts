import { isoWeekOf, todayIn, type Day } from '../../../lib/days.ts';
import { calendarOf } from '../../../planning/calendar/calendar-of.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { dayOfText } from '../../features/gantt/editing/day-text.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import type { PaletteItem } from './palette-items.ts';

export type DayItemContext = {
  readonly plan: Plan;
  /** Whose today it is, and whose weeks; null: those of the first site. */
  readonly siteId: SiteId | null;
  readonly locale: string;
  readonly goTo: (day: Day) => void;
};

/** A number alone is searched for as it is. */
const NUMBER = /^\s*\d{1,3}\.?\s*$/;

/** The day that a text means, to go to: "12 mar", "w23", "next tue", "in 3 weeks". */
export function dayItems(text: string, { plan, siteId, locale, goTo }: DayItemContext): readonly PaletteItem[] {
  const site = (siteId === null ? undefined : plan.sites.get(siteId)) ?? plan.sites.values().next().value;
  if (!site || NUMBER.test(text)) return [];
  const today = todayIn(site.timeZone, new Date());
  const calendar = calendarOf(plan, site.id);
  const day = dayOfText(text, { today, base: today, side: 'start', calendar, countsWorkingDays: false, locale });
  if (day === undefined) return [];
  const format = dayFormatOf(locale);
  const note = `${format.weekday(day)}, week ${String(isoWeekOf(day).week)}`;
  return [{ id: `day-${String(day)}`, kind: 'day', label: `Go to ${format.long(day)}`, note, run: () => goTo(day) }];
}
