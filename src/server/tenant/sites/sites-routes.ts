import * as contract from '../../../contract/endpoints-access.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Site } from '../../../planning/model.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { pageOfAll } from '../../platform/http/paging.ts';
import { listCalendarCountries } from './holiday-calendar.ts';
import { importHolidays } from './import-holidays.ts';
import {
  createEvent,
  createHoliday,
  createSite,
  deleteEvent,
  deleteHoliday,
  deleteSite,
  requireSite,
  updateSite,
} from './sites-actions.ts';
import { listEvents, listHolidays, listSites } from './sites-store.ts';

export const sitesRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(contract.listSites, async ({ tenant, actor, query }) => {
    const sites = await listSites(tenant.database, actor.siteIds);
    const found = sites.filter(({ name }) => query.search === undefined || nameKeyOf(name).includes(nameKeyOf(query.search)));
    return pageOfAll(found.map(toAnswer), query, ({ name }) => nameKeyOf(name));
  }),
  bound(contract.createSite, async (call) => toAnswer(await createSite(call))),
  bound(contract.updateSite, async (call) => toAnswer(await updateSite(call))),
  bound(contract.deleteSite, deleteSite),
  bound(contract.listHolidays, async ({ tenant, actor, params, query }) => {
    await requireSite(tenant, actor.siteIds, params.id);
    return pageOfAll(await listHolidays(tenant.database, params.id, query), query, byDay);
  }),
  bound(contract.createHoliday, createHoliday),
  bound(contract.deleteHoliday, deleteHoliday),
  bound(contract.importHolidays, ({ tenant, actor, params, body }) => importHolidays(tenant, actor, params.id, body)),
  bound(contract.getHolidayCalendar, async () => ({ items: await listCalendarCountries() })),
  bound(contract.listEvents, async ({ tenant, actor, params, query }) => {
    await requireSite(tenant, actor.siteIds, params.id);
    return pageOfAll(await listEvents(tenant.database, params.id, query), query, byDay);
  }),
  bound(contract.createEvent, createEvent),
  bound(contract.deleteEvent, deleteEvent),
];

// Days count from 1900, far below six digits away from each other; padded, their text sorts as they do.
function byDay({ startOn }: { readonly startOn: number }): string {
  return String(startOn + 100_000).padStart(7, '0');
}

function toAnswer(site: Site) {
  return { ...site, weekendDays: [...site.weekendDays] };
}
