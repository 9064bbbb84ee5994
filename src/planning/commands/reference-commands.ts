import type { CompanyEvent, Equipment, Holiday, Site, Staff } from '../model.ts';
import type { CommandOf } from './command.ts';
import { withoutUndefined } from './phase-commands.ts';
import { checkDays, notFound, quote, refused, type Refused } from './refused.ts';
import { type Transaction, write } from './transaction.ts';

export function setSite(tx: Transaction, { id, fields }: CommandOf<'site.set'>): Refused | undefined {
  const before = tx.plan.sites.get(id);
  const site: Site = {
    ...(before ?? { name: '', countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7] }),
    ...withoutUndefined(fields),
    id,
  };
  if (site.name === '') return needsName('site');
  if (new Set(site.weekendDays).size >= 7) {
    return refused('invalid_field', `${quote(site.name)} needs at least one working day a week.`, { field: 'fields.weekendDays' });
  }
  write(tx, 'site', id, site);
  return undefined;
}

export function removeSite(tx: Transaction, { id }: CommandOf<'site.remove'>): Refused | undefined {
  const { plan } = tx;
  const site = plan.sites.get(id);
  if (!site) return notFound('site');
  const project = find(plan.projects.values(), ({ siteId }) => siteId === id);
  const equipment = find(plan.equipment.values(), ({ siteId }) => siteId === id);
  const person = find(plan.staff.values(), ({ homeSiteId }) => homeSiteId === id);
  const user = project ?? equipment ?? person;
  if (user) return inUse(site.name, `it is the site of ${quote(user.name)}`, user.id);
  for (const holiday of Array.from(plan.holidays.values())) if (holiday.siteId === id) write(tx, 'holiday', holiday.id, undefined);
  for (const event of Array.from(plan.companyEvents.values())) if (event.siteId === id) write(tx, 'companyEvent', event.id, undefined);
  write(tx, 'site', id, undefined);
  return undefined;
}

export function setHoliday(tx: Transaction, { id, fields }: CommandOf<'holiday.set'>): Refused | undefined {
  const { name, siteId, startOn, endOn = startOn, kind = 'custom' } = { ...tx.plan.holidays.get(id), ...withoutUndefined(fields) };
  if (name === undefined) return needsName('holiday');
  if (siteId === undefined || !tx.plan.sites.has(siteId)) return notFound('site', 'fields.siteId');
  if (startOn === undefined || endOn === undefined) return needsDays();
  const refusal = checkDays(startOn, endOn, 'fields.');
  if (refusal) return refusal;
  const holiday: Holiday = { id, siteId, name, kind, startOn, endOn };
  write(tx, 'holiday', id, holiday);
  return undefined;
}

export function removeHoliday(tx: Transaction, { id }: CommandOf<'holiday.remove'>): Refused | undefined {
  if (!tx.plan.holidays.has(id)) return notFound('holiday');
  write(tx, 'holiday', id, undefined);
  return undefined;
}

export function setEvent(tx: Transaction, { id, fields }: CommandOf<'event.set'>): Refused | undefined {
  const before = tx.plan.companyEvents.get(id);
  const { name, siteId, startOn, endOn = startOn, color = '#7c8db5' } = { ...before, ...withoutUndefined(fields) };
  if (name === undefined) return needsName('event');
  if (siteId === undefined || !tx.plan.sites.has(siteId)) return notFound('site', 'fields.siteId');
  if (startOn === undefined || endOn === undefined) return needsDays();
  const refusal = checkDays(startOn, endOn, 'fields.');
  if (refusal) return refusal;
  const event: CompanyEvent = { id, siteId, name, color, startOn, endOn };
  write(tx, 'companyEvent', id, event);
  return undefined;
}

export function removeEvent(tx: Transaction, { id }: CommandOf<'event.remove'>): Refused | undefined {
  if (!tx.plan.companyEvents.has(id)) return notFound('event');
  write(tx, 'companyEvent', id, undefined);
  return undefined;
}

export function setEquipment(tx: Transaction, { id, fields }: CommandOf<'equipment.set'>): Refused | undefined {
  const before = tx.plan.equipment.get(id);
  const merged = { ...before, ...withoutUndefined(fields) };
  const { name, siteId, typeName = null, color = null, isActive = true, notes = null } = merged;
  if (name === undefined) return needsName('piece of equipment');
  if (siteId === undefined || !tx.plan.sites.has(siteId)) return notFound('site', 'fields.siteId');
  const equipment: Equipment = { id, siteId, name, typeName, color, isActive, notes };
  write(tx, 'equipment', id, equipment);
  return undefined;
}

export function removeEquipment(tx: Transaction, { id }: CommandOf<'equipment.remove'>): Refused | undefined {
  const equipment = tx.plan.equipment.get(id);
  if (!equipment) return notFound('equipment');
  const [reservationId] = tx.plan.index.reservationsByEquipment.get(id) ?? [];
  if (reservationId !== undefined) return inUse(equipment.name, 'it has bookings or maintenance blocks', reservationId);
  write(tx, 'equipment', id, undefined);
  return undefined;
}

const WORKDAYS = [100, 100, 100, 100, 100, 0, 0];

export function setStaff(tx: Transaction, { id, fields }: CommandOf<'staff.set'>): Refused | undefined {
  const merged = { ...tx.plan.staff.get(id), ...withoutUndefined(fields) };
  const { name, homeSiteId = null, jobTitle = null, maxCapacityPercent = 100, weeklyPattern = WORKDAYS, isActive = true } = merged;
  if (name === undefined) return needsName('person');
  if (homeSiteId !== null && !tx.plan.sites.has(homeSiteId)) return notFound('site', 'fields.homeSiteId');
  const staff: Staff = { id, name, homeSiteId, jobTitle, maxCapacityPercent, weeklyPattern, isActive };
  write(tx, 'staff', id, staff);
  return undefined;
}

export function removeStaff(tx: Transaction, { id }: CommandOf<'staff.remove'>): Refused | undefined {
  const { plan } = tx;
  const person = plan.staff.get(id);
  if (!person) return notFound('person');
  const [assignmentId] = plan.index.assignmentsByStaff.get(id) ?? [];
  if (assignmentId !== undefined) return inUse(person.name, 'there are assignments', assignmentId);
  const project = find(plan.projects.values(), ({ managerId, salesManagerId }) => managerId === id || salesManagerId === id);
  if (project) return inUse(person.name, `${quote(project.name)} is managed by this person`, project.id);
  for (const timeOff of Array.from(plan.timeOff.values())) if (timeOff.staffId === id) write(tx, 'timeOff', timeOff.id, undefined);
  write(tx, 'staff', id, undefined);
  return undefined;
}

function find<Item>(items: Iterable<Item>, isWanted: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (isWanted(item)) return item;
  return undefined;
}

function inUse(name: string, why: string, id: string): Refused {
  return refused('in_use', `${quote(name)} cannot be removed while ${why}. Change that first.`, { ids: [id] });
}

function needsName(what: string): Refused {
  return refused('invalid_field', `A new ${what} needs a name.`, { field: 'fields.name' });
}

function needsDays(): Refused {
  return refused('invalid_field', 'This needs a start.', { field: 'fields.startOn' });
}
