/**
 * A believable laboratory for the first minutes with the product, and for tests: three sites, their people and instruments as
 * reference data, and the whole plan as one batch of commands. Everything in it is invented; dates lie around `today`.
 */
import { weekdayOf, type Day } from '../src/lib/days.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { CompanyEvent, Equipment, EquipmentId, Holiday, Site, SiteId, StaffId } from '../src/planning/model.ts';
import type { Sample } from '../src/server/tenant/settings/sample-data.ts';
import { people, roleAt, type SampleUser } from './sample-lab-people.ts';
import { createLabCommands } from './sample-lab-plan.ts';
import { instruments, type SampleSite } from './sample-lab-projects.ts';

const siteFacts: Readonly<Record<SampleSite, Omit<Site, 'id'>>> = {
  basel: { name: 'Basel', countryCode: 'CH', regionCode: 'BS', timeZone: 'Europe/Zurich', weekendDays: [6, 7] },
  freiburg: { name: 'Freiburg', countryCode: 'DE', regionCode: 'BW', timeZone: 'Europe/Berlin', weekendDays: [6, 7] },
  lyon: { name: 'Lyon', countryCode: 'FR', regionCode: null, timeZone: 'Europe/Paris', weekendDays: [6, 7] },
};
const siteNames = ['basel', 'freiburg', 'lyon'] as const;

/** The sample lab around `today`. Ids are new at each call, so that a lab never meets another one's. */
export function createSampleLab(today: Day): Sample {
  const monday = today - weekdayOf(today) + 1;
  // The casts are where ids of the seed are born.
  const siteIds = { basel: createUuid() as SiteId, freiburg: createUuid() as SiteId, lyon: createUuid() as SiteId };
  const users = siteNames.flatMap((site) => people[site].map((_, index) => createUser(site, index, siteIds[site])));
  const equipment = siteNames.flatMap((site) =>
    instruments[site].map(([name, typeName]): Equipment => ({
      id: createUuid() as EquipmentId,
      siteId: siteIds[site],
      name,
      typeName,
      color: null,
      isActive: true,
      notes: null,
    })),
  );
  return {
    sites: siteNames.map((site) => ({ id: siteIds[site], ...siteFacts[site] })),
    holidays: siteNames.map((site) => createClosure(siteIds[site], monday)),
    companyEvents: [
      createEvent(siteIds.basel, 'Safety audit', monday + 15, 2, '#b4541a'),
      createEvent(siteIds.lyon, 'Open laboratory day', monday + 25, 1, '#12808f'),
    ],
    users,
    equipment,
    commands: createLabCommands({ today, monday, siteIds, users, equipment }),
  };
}

function createUser(site: SampleSite, index: number, siteId: SiteId): SampleUser {
  const [name, jobTitle, capacity = 100, week = [100, 100, 100, 100, 100]] = people[site][index] ?? ['Nobody', 'Nobody'];
  return {
    id: createUuid() as StaffId,
    name,
    jobTitle,
    email: emailOf(name),
    role: roleAt(index),
    siteIds: [siteId],
    homeSiteId: siteId,
    maxCapacityPercent: capacity,
    weeklyPattern: [...week, 0, 0],
    isActive: true,
  };
}

function emailOf(name: string): string {
  return `${name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@lab.example`;
}

function createClosure(siteId: SiteId, monday: Day): Holiday {
  return {
    id: createUuid() as Holiday['id'],
    siteId,
    name: 'Building maintenance',
    kind: 'custom',
    startOn: monday + 60,
    endOn: monday + 60,
  };
}

function createEvent(siteId: SiteId, name: string, startOn: Day, days: number, color: string): CompanyEvent {
  return { id: createUuid() as CompanyEvent['id'], siteId, name, color, startOn, endOn: startOn + days - 1 };
}
