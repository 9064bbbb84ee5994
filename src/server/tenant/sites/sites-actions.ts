import type { z } from 'zod';
import type {
  createEventBodySchema,
  createHolidayBodySchema,
  createSiteBodySchema,
  updateSiteBodySchema,
} from '../../../contract/reference.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { CompanyEvent, CompanyEventId, Holiday, HolidayId, Site, SiteId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { createdIn, writeByRest, type RestCall } from '../plan/public.ts';
import { findSite, removeSiteFromScopes, type Scope } from './sites-store.ts';

type CallWith<Schema extends z.ZodType> = RestCall & { readonly body: z.output<Schema> };
type CallFor<Id> = RestCall & { readonly params: { readonly id: Id } };

/** A site of the actor's scope; any other is not there for the actor. */
export async function requireSite(context: TenantContext, scope: Scope, id: SiteId): Promise<Site> {
  const site = await findSite(context.database, scope, id);
  if (!site) throw new ProblemError('not_found');
  return site;
}

// The casts below are where ids are born when the caller leaves them out.

export function createSite(call: CallWith<typeof createSiteBodySchema>): Promise<Site> {
  const { id: given, ...rest } = call.body;
  const id = given ?? (createUuid() as SiteId);
  const { countryCode = null, regionCode = null, weekendDays = [6, 7] } = rest;
  const commands = (plan: Plan) => {
    requireNewId(plan.sites.has(id));
    requireFreeName(plan, id, rest.name);
    return [{ kind: 'site.set', id, fields: { ...rest, countryCode, regionCode, weekendDays } } as const];
  };
  return writeByRest(call, commands, createdIn('site'));
}

export function updateSite(call: CallWith<typeof updateSiteBodySchema> & CallFor<SiteId>): Promise<Site> {
  const { id } = call.params;
  const commands = (plan: Plan) => {
    // The command would make a site of an id that is none.
    if (!plan.sites.has(id)) throw new ProblemError('not_found');
    if (call.body.name !== undefined) requireFreeName(plan, id, call.body.name);
    return [{ kind: 'site.set', id, fields: call.body } as const];
  };
  return writeByRest(call, commands, (plan) => plan.sites.get(id));
}

export async function deleteSite(call: CallFor<SiteId>): Promise<void> {
  const { id } = call.params;
  await writeByRest(
    call,
    () => [{ kind: 'site.remove', id }],
    () => true,
    (transaction) => removeSiteFromScopes(transaction, id),
  );
}

export function createHoliday(call: CallWith<typeof createHolidayBodySchema> & CallFor<SiteId>): Promise<Holiday> {
  const { id: given, name, startOn, endOn = startOn } = call.body;
  const id = given ?? (createUuid() as HolidayId);
  const commands = (plan: Plan) => {
    requireNewId(plan.holidays.has(id));
    return [{ kind: 'holiday.set', id, fields: { siteId: call.params.id, name, kind: 'custom', startOn, endOn } } as const];
  };
  return writeByRest(call, commands, createdIn('holiday'));
}

export async function deleteHoliday(call: CallFor<HolidayId>): Promise<void> {
  await writeByRest(
    call,
    () => [{ kind: 'holiday.remove', id: call.params.id }],
    () => true,
  );
}

export function createEvent(call: CallWith<typeof createEventBodySchema> & CallFor<SiteId>): Promise<CompanyEvent> {
  const { id: given, name, color, startOn, endOn = startOn } = call.body;
  const id = given ?? (createUuid() as CompanyEventId);
  const commands = (plan: Plan) => {
    requireNewId(plan.companyEvents.has(id));
    return [{ kind: 'event.set', id, fields: { siteId: call.params.id, name, color, startOn, endOn } } as const];
  };
  return writeByRest(call, commands, createdIn('companyEvent'));
}

export async function deleteEvent(call: CallFor<CompanyEventId>): Promise<void> {
  await writeByRest(
    call,
    () => [{ kind: 'event.remove', id: call.params.id }],
    () => true,
  );
}

function requireNewId(isTaken: boolean): void {
  if (isTaken) throw new ProblemError('duplicate', { errors: [{ field: 'id', message: 'is in use already' }] });
}

function requireFreeName(plan: Plan, id: SiteId, name: string): void {
  const key = nameKeyOf(name);
  const isTaken = [...plan.sites.values()].some((site) => site.id !== id && nameKeyOf(site.name) === key);
  if (isTaken) throw new ProblemError('duplicate', { errors: [{ field: 'name', message: 'is the name of another site' }] });
}
