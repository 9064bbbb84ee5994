import type { Role } from '../../../contract/roles.ts';
import { todayIn, type Day } from '../../../lib/days.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { CompanyEvent, Equipment, Holiday, Site, SiteId, Staff } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { insertAccounts } from '../access/public.ts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import { bankHolidayCommands } from '../sites/public.ts';

type SampleUser = Staff & { readonly email: string; readonly role: Role; readonly siteIds: readonly SiteId[] };

/** A sample as data: what it refers to, and the plan as commands. Bank holidays are added by each site's country and region. */
export type Sample = {
  readonly sites: readonly Site[];
  readonly holidays: readonly Holiday[];
  readonly companyEvents: readonly CompanyEvent[];
  readonly users: readonly SampleUser[];
  readonly equipment: readonly Equipment[];
  readonly commands: readonly Command[];
};
export type CreateSample = (today: Day) => Sample;

export type LoadedSample = {
  readonly siteCount: number;
  readonly userCount: number;
  readonly equipmentCount: number;
  readonly projectCount: number;
  readonly phaseCount: number;
};

/**
 * Fills an instance that has no projects: everything in one batch, so that there is all of it or nothing. The people get
 * accounts without a password: nobody can sign in until an administrator gives them one.
 */
export async function loadSample(context: TenantContext, actor: Actor, createSample: CreateSample): Promise<LoadedSample> {
  const sample = createSample(todayIn('Europe/Zurich', new Date()));
  const bankHolidays = await Promise.all(sample.sites.map((site) => bankHolidayCommands(site)));
  const commands = [...referenceCommands(sample), ...bankHolidays.flat(), ...sample.commands];
  await changePlan(
    context,
    actor,
    (plan) => {
      requireEmpty(plan, sample);
      // Whoever has columns already keeps to those.
      return plan.customColumns.size === 0 ? commands : commands.filter(({ kind }) => !kind.startsWith('custom'));
    },
    {
      alongside: (transaction) =>
        insertAccounts(
          transaction,
          sample.users.map((user) => ({ ...user, passwordHash: null })),
        ),
    },
  );
  return {
    siteCount: sample.sites.length,
    userCount: sample.users.length,
    equipmentCount: sample.equipment.length,
    projectCount: sample.commands.filter(({ kind }) => kind === 'project.create').length,
    phaseCount: sample.commands.filter(({ kind }) => kind === 'phase.create').length,
  };
}

function referenceCommands({ sites, holidays, companyEvents, users, equipment }: Sample): Command[] {
  return [
    ...sites.map(({ id, ...fields }): Command => ({ kind: 'site.set', id, fields })),
    ...holidays.map(({ id, ...fields }): Command => ({ kind: 'holiday.set', id, fields })),
    ...companyEvents.map(({ id, ...fields }): Command => ({ kind: 'event.set', id, fields })),
    ...users.map(({ id, name, homeSiteId, jobTitle, maxCapacityPercent, weeklyPattern, isActive }): Command => ({
      kind: 'staff.set',
      id,
      fields: { name, homeSiteId, jobTitle, maxCapacityPercent, weeklyPattern, isActive },
    })),
    ...equipment.map(({ id, ...fields }): Command => ({ kind: 'equipment.set', id, fields })),
  ];
}

function requireEmpty(plan: Plan, sample: Sample): void {
  const refuse = (message: string) => new ProblemError('in_use', { detail: message, errors: [{ field: '', message }] });
  if (plan.projects.size > 0) throw refuse('There are projects already. Sample data is for an empty instance.');
  const names = new Set(sample.sites.map(({ name }) => name));
  const hasSampleSites = [...plan.sites.values()].some(({ name }) => names.has(name));
  if (hasSampleSites) throw refuse('The sites of the sample are there already: it was loaded before.');
}
