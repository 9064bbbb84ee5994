import type { z } from 'zod';
import type {
  createEventBodySchema,
  createHolidayBodySchema,
  createSiteBodySchema,
  updateSiteBodySchema,
} from '../../../contract/reference.ts';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { CompanyEvent, CompanyEventId, Holiday, HolidayId, Site, SiteId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import { findEvent, findHoliday, findSite, removeSiteFromScopes, type Scope } from './sites-store.ts';

/** A site of the actor's scope; any other is not there for the actor. */
export async function requireSite(context: TenantContext, scope: Scope, id: SiteId): Promise<Site> {
  const site = await findSite(context.database, scope, id);
  if (!site) throw new ProblemError('not_found');
  return site;
}

export async function createSite(context: TenantContext, actor: Actor, body: z.output<typeof createSiteBodySchema>): Promise<Site> {
  const { id: given, ...rest } = body;
  // The cast is where the id is born when the caller leaves it out.
  const id = given ?? (createUuid() as SiteId);
  const fields = {
    ...rest,
    countryCode: rest.countryCode ?? null,
    regionCode: rest.regionCode ?? null,
    weekendDays: rest.weekendDays ?? [6, 7],
  };
  const commands = (plan: Plan): Command[] => {
    requireNewId(plan.sites.has(id));
    requireFreeName(plan, id, body.name);
    return [{ kind: 'site.set', id, fields }];
  };
  return setSite(context, actor, id, commands);
}

export async function updateSite(
  context: TenantContext,
  actor: Actor,
  id: SiteId,
  fields: z.output<typeof updateSiteBodySchema>,
): Promise<Site> {
  const commands = (plan: Plan): Command[] => {
    if (!plan.sites.has(id)) throw new ProblemError('not_found');
    if (fields.name !== undefined) requireFreeName(plan, id, fields.name);
    return [{ kind: 'site.set', id, fields }];
  };
  return setSite(context, actor, id, commands);
}

async function setSite(context: TenantContext, actor: Actor, id: SiteId, commands: (plan: Plan) => Command[]): Promise<Site> {
  const { answer } = await changePlan(context, actor, commands, { fieldPath: bodyField, answer: (plan) => plan.sites.get(id) });
  if (!answer) throw new Error('a site that was just written is not in the plan');
  return answer;
}

export async function deleteSite(context: TenantContext, actor: Actor, id: SiteId): Promise<void> {
  await requireSite(context, actor.siteIds, id);
  await changePlan(context, actor, [{ kind: 'site.remove', id }], {
    fieldPath: bodyField,
    alongside: (transaction) => removeSiteFromScopes(transaction, id),
  });
}

export async function createHoliday(
  context: TenantContext,
  actor: Actor,
  siteId: SiteId,
  body: z.output<typeof createHolidayBodySchema>,
): Promise<Holiday> {
  await requireSite(context, actor.siteIds, siteId);
  const id = body.id ?? (createUuid() as HolidayId);
  const holiday: Holiday = { id, siteId, name: body.name, kind: 'custom', startOn: body.startOn, endOn: body.endOn ?? body.startOn };
  const { id: _id, ...fields } = holiday;
  const commands = (plan: Plan): Command[] => {
    requireNewId(plan.holidays.has(id));
    return [{ kind: 'holiday.set', id, fields }];
  };
  await changePlan(context, actor, commands, { fieldPath: bodyField });
  return holiday;
}

export async function deleteHoliday(context: TenantContext, actor: Actor, id: HolidayId): Promise<void> {
  if (!(await findHoliday(context.database, actor.siteIds, id))) throw new ProblemError('not_found');
  await changePlan(context, actor, [{ kind: 'holiday.remove', id }], { fieldPath: bodyField });
}

export async function createEvent(
  context: TenantContext,
  actor: Actor,
  siteId: SiteId,
  body: z.output<typeof createEventBodySchema>,
): Promise<CompanyEvent> {
  await requireSite(context, actor.siteIds, siteId);
  const id = body.id ?? (createUuid() as CompanyEventId);
  const event: CompanyEvent = { id, siteId, name: body.name, color: body.color, startOn: body.startOn, endOn: body.endOn ?? body.startOn };
  const { id: _id, ...fields } = event;
  const commands = (plan: Plan): Command[] => {
    requireNewId(plan.companyEvents.has(id));
    return [{ kind: 'event.set', id, fields }];
  };
  await changePlan(context, actor, commands, { fieldPath: bodyField });
  return event;
}

export async function deleteEvent(context: TenantContext, actor: Actor, id: CompanyEventId): Promise<void> {
  if (!(await findEvent(context.database, actor.siteIds, id))) throw new ProblemError('not_found');
  await changePlan(context, actor, [{ kind: 'event.remove', id }], { fieldPath: bodyField });
}

function requireNewId(isTaken: boolean): void {
  if (isTaken) throw new ProblemError('duplicate', { errors: [{ field: 'id', message: 'is in use already' }] });
}

function requireFreeName(plan: Plan, id: SiteId, name: string): void {
  const key = nameKeyOf(name);
  const isTaken = [...plan.sites.values()].some((site) => site.id !== id && nameKeyOf(site.name) === key);
  if (isTaken) throw new ProblemError('duplicate', { errors: [{ field: 'name', message: 'is the name of another site' }] });
}

/** `fields.name` of the command is `name` of the body. */
function bodyField(_commandIndex: number, field: string): string {
  return field.replace(/^fields\./, '');
}
