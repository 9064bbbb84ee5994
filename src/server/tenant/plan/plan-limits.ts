import type { Plan } from '../../../planning/plan.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantLimits } from '../../platform/tenant-context.ts';
import type { Draft } from './draft.ts';

/**
 * Refuses a change that adds projects or active people beyond what the tenant's plan allows. Whoever is above a limit that
 * was lowered keeps everything and may still change and remove.
 */
export function requireRoom({ maxProjects, maxUsers }: TenantLimits, plan: Plan, draft: Draft): void {
  if (maxProjects !== null) requireAtMost('project', maxProjects, plan.projects.size, grownBy(draft, 'project'));
  if (maxUsers === null) return;
  const active = [...plan.staff.values()].filter(({ isActive }) => isActive).length;
  requireAtMost('active user', maxUsers, active, grownBy(draft, 'staff'));
}

function grownBy({ before, after, touched }: Draft, entity: 'project' | 'staff'): number {
  const countIn = (lookup: Draft['before'], id: string): number => {
    if (entity === 'project') return lookup('project', id) ? 1 : 0;
    return lookup('staff', id)?.isActive === true ? 1 : 0;
  };
  return touched.filter((entry) => entry.entity === entity).reduce((sum, { id }) => sum + countIn(after, id) - countIn(before, id), 0);
}

function requireAtMost(what: 'project' | 'active user', max: number, present: number, growth: number): void {
  if (growth <= 0 || present + growth <= max) return;
  const remedy = what === 'project' ? 'Delete a project' : 'Switch off an account';
  const detail = `This workspace may have at most ${max} ${what}${max === 1 ? '' : 's'} and has ${present}. ${remedy} that is not needed, or ask your provider for a larger plan.`;
  throw new ProblemError('limit_reached', { detail });
}
