import type { Command } from '../../src/planning/commands/command.ts';
import type { PlanSnapshot } from '../../src/planning/model.ts';
import { worldOf, type World } from './oracle-world.ts';

/** The ids of a recipe are the same in each; on one server every recipe needs its own. */
export function ownIds<Value>(value: Value, recipe: number): Value {
  const text = JSON.stringify(value).replaceAll('00000000-0000-7000', `${markOf(recipe)}-0000-7000`);
  return JSON.parse(text) as Value;
}

/** The plan as a recipe sees it: what was made with its ids, among whatever else there is. */
export function ownWorld(snapshot: PlanSnapshot, recipe: number): World {
  const own = <Entity extends { readonly id: string }>(items: readonly Entity[]) =>
    items.filter(({ id }) => id.startsWith(`${markOf(recipe)}-`));
  return worldOf({
    ...snapshot,
    projects: own(snapshot.projects),
    phases: own(snapshot.phases),
    dependencies: own(snapshot.dependencies),
    reservations: own(snapshot.reservations),
  });
}

function markOf(recipe: number): string {
  return `0000${String(recipe).padStart(4, '0')}`;
}

/** The commands that build a recipe's plan, with options that would push or refuse set last. */
export function buildCommands(snapshot: PlanSnapshot): Command[] {
  const commands: Command[] = [];
  for (const { id, ...fields } of snapshot.sites) commands.push({ kind: 'site.set', id, fields });
  for (const { id, ...fields } of snapshot.holidays) commands.push({ kind: 'holiday.set', id, fields });
  for (const { id, ...fields } of snapshot.equipment) commands.push({ kind: 'equipment.set', id, fields });
  for (const { id, siteId, name, startOn, endOn } of snapshot.projects)
    commands.push({ kind: 'project.create', id, siteId, name, startOn, endOn, fields: { autoSchedule: false } });
  for (const { id, projectId, parentId, name, startOn, endOn, isMilestone, milestoneEdge } of snapshot.phases)
    commands.push({ kind: 'phase.create', id, projectId, parentId, name, startOn, endOn, fields: { isMilestone, milestoneEdge } });
  for (const dependency of snapshot.dependencies) commands.push({ kind: 'dependency.link', ...dependency });
  for (const { id, equipmentId, projectId, phaseId, startOn, endOn } of snapshot.reservations)
    commands.push({ kind: 'booking.set', id, fields: { equipmentId, projectId, phaseId, startOn, endOn } });
  for (const { id, autoSchedule, workingDays, hasFixedDates, isArchived } of snapshot.projects)
    commands.push({ kind: 'project.update', id, fields: { autoSchedule, workingDays, hasFixedDates, isArchived } });
  return commands;
}
