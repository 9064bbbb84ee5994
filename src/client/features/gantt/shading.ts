/** How the days of each site look: weekends, holidays, company events, today. */
import { todayIn, weekdayOf, type Day } from '../../../lib/days.ts';
import type { Site, SiteId } from '../../../planning/model.ts';
import { holidaysOf, type Plan } from '../../../planning/plan.ts';
import type { DayShade, DayShading } from '../../timeline/timeline-model.ts';

/** The shading of one day of sites by the site's id; ids that are not there look like a site without weekends. */
export function createShading(plan: Plan, _version: number, now: Date): (siteId: string) => DayShading {
  const made = new Map<string, DayShading>();
  return (siteId) => {
    const known = made.get(siteId);
    if (known) return known;
    // A calendar key of this view is a site's id.
    const shading = shadingOf(plan, plan.sites.get(siteId as SiteId), now);
    made.set(siteId, shading);
    return shading;
  };
}

export function todayOf(site: Site | undefined, now: Date): Day {
  return todayIn(site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, now);
}

function shadingOf(plan: Plan, site: Site | undefined, now: Date): DayShading {
  const days = new Map<Day, DayShade>();
  if (site) {
    for (const event of plan.companyEvents.values()) {
      if (event.siteId !== site.id) continue;
      for (let day = event.startOn; day <= event.endOn; day += 1) days.set(day, { eventColor: event.color });
    }
    for (const holiday of holidaysOf(plan, site.id))
      for (let day = holiday.startOn; day <= holiday.endOn; day += 1) days.set(day, 'holiday');
  }
  const weekend = new Set(site?.weekendDays ?? []);
  return {
    todayDay: todayOf(site, now),
    shadeOf: (day) => days.get(day) ?? (weekend.has(weekdayOf(day)) ? 'weekend' : undefined),
  };
}

/** The site whose days stand in the header: the chosen one, else the first. */
export function headerSiteOf(plan: Plan, _version: number, siteId: SiteId | null): Site | undefined {
  return (siteId === null ? undefined : plan.sites.get(siteId)) ?? plan.sites.values().next().value;
}
