import { calendarDateOf, dayOf, todayIn } from '../../../lib/days.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { Holiday, HolidayId, Site, SiteId } from '../../../planning/model.ts';
import { holidaysOf, type Plan } from '../../../planning/plan.ts';
import { MAX_HOLIDAY_YEARS } from '../../../contract/reference.ts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import { listPublicHolidays, type CalendarHoliday } from './holiday-calendar.ts';
import { requireSite } from './sites-actions.ts';

type Years = { readonly fromYear: number; readonly toYear: number };
type AskedYears = { readonly fromYear?: number | undefined; readonly toYear?: number | undefined };
export type ImportedHolidays = Years & { addedCount: number; removedCount: number; keptCount: number };

/** Adds what the calendar has and the site lacks, removes bank holidays that the calendar no longer has, within whole years. */
export async function importHolidays(context: TenantContext, actor: Actor, siteId: SiteId, asked: AskedYears): Promise<ImportedHolidays> {
  const site = await requireSite(context, actor.siteIds, siteId);
  const years = yearsOf(site, asked);
  const wanted = await requireCalendar(site, years);
  let counts = { addedCount: 0, removedCount: 0, keptCount: 0 };
  const commands = (plan: Plan): Command[] => {
    const difference = compareHolidays([...holidaysOf(plan, siteId)], wanted, years);
    counts = {
      addedCount: difference.added.length,
      removedCount: difference.removed.length,
      keptCount: wanted.length - difference.added.length,
    };
    return [
      ...difference.removed.map((id): Command => ({ kind: 'holiday.remove', id })),
      ...difference.added.map((day) => commandOf(siteId, day)),
    ];
  };
  await changePlan(context, actor, commands);
  return { ...counts, ...years };
}

/** Commands that give a new site its bank holidays; none where its country has no calendar. */
export async function bankHolidayCommands(site: Site, asked: AskedYears = {}): Promise<Command[]> {
  if (site.countryCode === null) return [];
  const { countryCode, regionCode } = site;
  const holidays = await listPublicHolidays({ countryCode, regionCode }, yearsOf(site, asked));
  return (holidays ?? []).map((day) => commandOf(site.id, day));
}

function commandOf(siteId: SiteId, { name, startOn, endOn }: CalendarHoliday): Command {
  // The cast is where the id is born.
  return { kind: 'holiday.set', id: createUuid() as HolidayId, fields: { siteId, name, kind: 'bank', startOn, endOn } };
}

function yearsOf(site: Site, { fromYear, toYear }: AskedYears): Years {
  const { year } = calendarDateOf(todayIn(site.timeZone, new Date()));
  const first = fromYear ?? Math.min(year, toYear ?? year);
  const years = { fromYear: first, toYear: toYear ?? Math.max(first, year) + 2 };
  if (years.toYear - years.fromYear < MAX_HOLIDAY_YEARS) return years;
  throw new ProblemError('invalid_input', {
    errors: [{ field: 'fromYear', message: `must be within ${MAX_HOLIDAY_YEARS} years of the last year` }],
  });
}

async function requireCalendar(site: Site, years: Years): Promise<readonly CalendarHoliday[]> {
  if (site.countryCode === null) {
    const message = 'The site has no country. Set its country and region first.';
    throw new ProblemError('invalid_input', { detail: message, errors: [{ field: 'countryCode', message }] });
  }
  const { countryCode, regionCode } = site;
  const holidays = await listPublicHolidays({ countryCode, regionCode }, years);
  if (holidays) return holidays;
  const place = regionCode === null ? countryCode : `${countryCode}-${regionCode}`;
  const message = `There is no calendar for ${place}. Choose a country and region of the list, or add the holidays by hand.`;
  throw new ProblemError('invalid_input', { detail: message, errors: [{ field: 'regionCode', message }] });
}

/** What differs between the bank holidays of a site and those of the calendar, in whole years. */
function compareHolidays(
  present: readonly Holiday[],
  wanted: readonly CalendarHoliday[],
  { fromYear, toYear }: Years,
): { readonly added: readonly CalendarHoliday[]; readonly removed: readonly HolidayId[] } {
  const [first, last] = [dayOf(fromYear, 1, 1), dayOf(toYear, 12, 31)];
  const bank = present.filter(({ kind, startOn }) => kind === 'bank' && startOn >= first && startOn <= last);
  const missing = new Map(wanted.map((holiday) => [keyOf(holiday), holiday]));
  const removed = bank.filter((holiday) => !missing.delete(keyOf(holiday))).map(({ id }) => id);
  return { added: [...missing.values()], removed };
}

function keyOf({ name, startOn, endOn }: CalendarHoliday): string {
  return `${startOn} ${endOn} ${name}`;
}
