import { once } from '../../lib/once.ts';
import type { SiteId } from '../model.ts';
import { holidaysOf, type Plan } from '../plan-index.ts';
import { createSiteCalendar, type SiteCalendar } from './site-calendar.ts';

const everyDay = once(() => createSiteCalendar([], []));

/** The calendar of a site, kept until its weekend or holidays change; every day is worked at a site that is not in the plan. */
export function calendarOf(plan: Plan, siteId: SiteId): SiteCalendar {
  const known = plan.index.calendars.get(siteId);
  if (known) return known;
  const site = plan.sites.get(siteId);
  if (!site) return everyDay();
  const calendar = createSiteCalendar(site.weekendDays, holidaysOf(plan, siteId));
  plan.index.calendars.set(siteId, calendar);
  return calendar;
}
