/**
 * Who may run which command. Permission covers what a command names: its target and every id in it must be seen in full
 * (else the answer is the same as for an id that does not exist), and the role must hold the right. Consequences elsewhere
 * are the engine's business and need no permission.
 */
import { roleHas, type Right } from '../../../contract/roles.ts';
import type { Command, CommandKind } from '../../../planning/commands/command.ts';
import type { Entities, EntityName, PhaseId, StaffId } from '../../../planning/model.ts';
import { ancestorsOf, assignmentsOf, type Plan } from '../../../planning/plan.ts';
import { lookupIn } from './draft.ts';
import { isInScope, levelOf, sightOf, type PlanLookup, type Reader } from './sight.ts';

export type PolicyRefusal = {
  readonly code: 'not_found' | 'forbidden';
  readonly commandIndex: number;
  /** The command's field that names what is not there or not allowed. */
  readonly field: string;
};

/** `scope` is a site that must be the actor's own, not merely one that is known to exist. */
type Reference = readonly [field: string, to: EntityName | 'scope'];
type Rule = {
  readonly right: Right;
  readonly entity: EntityName;
  /** `new` things are checked by the engine; `set` makes the thing when the id is new. */
  readonly target: 'new' | 'existing' | 'set';
  readonly references?: readonly Reference[];
};

const projectReferences: readonly Reference[] = [
  ['siteId', 'scope'],
  ['fields.siteId', 'scope'],
  ['fields.managerId', 'staff'],
  ['fields.salesManagerId', 'staff'],
];
const placeReferences: readonly Reference[] = [
  ['projectId', 'project'],
  ['parentId', 'phase'],
  ['afterId', 'phase'],
];
const ownerReferences: readonly Reference[] = [
  ['fields.projectId', 'project'],
  ['fields.phaseId', 'phase'],
];
const cellReferences: readonly Reference[] = [
  ['projectId', 'project'],
  ['phaseId', 'phase'],
];
const linkReferences: readonly Reference[] = [
  ['predecessorId', 'phase'],
  ['successorId', 'phase'],
];
const siteReference: readonly Reference[] = [['fields.siteId', 'scope']];

export const commandRules: { readonly [Kind in CommandKind]: Rule } = {
  'project.create': { right: 'plan.write', entity: 'project', target: 'new', references: projectReferences },
  'project.update': { right: 'plan.write', entity: 'project', target: 'existing', references: projectReferences },
  'project.reschedule': { right: 'plan.write', entity: 'project', target: 'existing' },
  // The neighbour may be masked: its place among the others is known to everybody.
  'project.move': { right: 'plan.write', entity: 'project', target: 'existing' },
  'project.delete': { right: 'plan.write', entity: 'project', target: 'existing' },
  'phase.create': { right: 'plan.write', entity: 'phase', target: 'new', references: placeReferences },
  'phase.update': { right: 'plan.write', entity: 'phase', target: 'existing' },
  'phase.reschedule': { right: 'plan.write', entity: 'phase', target: 'existing' },
  'phase.move': { right: 'plan.write', entity: 'phase', target: 'existing', references: placeReferences },
  'phase.delete': { right: 'plan.write', entity: 'phase', target: 'existing' },
  'progress.set': { right: 'plan.write', entity: 'phase', target: 'existing' },
  'dependency.link': { right: 'plan.write', entity: 'dependency', target: 'new', references: linkReferences },
  'dependency.update': { right: 'plan.write', entity: 'dependency', target: 'existing' },
  'dependency.unlink': { right: 'plan.write', entity: 'dependency', target: 'existing' },
  'schedule.resolve': { right: 'plan.write', entity: 'project', target: 'existing' },
  'assignment.set': {
    right: 'plan.write',
    entity: 'assignment',
    target: 'set',
    references: [['fields.staffId', 'staff'], ...ownerReferences],
  },
  'assignment.remove': { right: 'plan.write', entity: 'assignment', target: 'existing' },
  'booking.set': {
    right: 'plan.write',
    entity: 'reservation',
    target: 'set',
    references: [['fields.equipmentId', 'equipment'], ...ownerReferences],
  },
  'booking.remove': { right: 'plan.write', entity: 'reservation', target: 'existing' },
  'block.set': { right: 'equipment.manage', entity: 'reservation', target: 'set', references: [['fields.equipmentId', 'equipment']] },
  'block.remove': { right: 'equipment.manage', entity: 'reservation', target: 'existing' },
  'timeOff.set': { right: 'staff.manage', entity: 'timeOff', target: 'set', references: [['fields.staffId', 'staff']] },
  'timeOff.remove': { right: 'staff.manage', entity: 'timeOff', target: 'existing' },
  'site.set': { right: 'sites.manage', entity: 'site', target: 'set' },
  'site.remove': { right: 'sites.manage', entity: 'site', target: 'existing' },
  'holiday.set': { right: 'siteDays.manage', entity: 'holiday', target: 'set', references: siteReference },
  'holiday.remove': { right: 'siteDays.manage', entity: 'holiday', target: 'existing' },
  'event.set': { right: 'siteDays.manage', entity: 'companyEvent', target: 'set', references: siteReference },
  'event.remove': { right: 'siteDays.manage', entity: 'companyEvent', target: 'existing' },
  'equipment.set': { right: 'equipment.manage', entity: 'equipment', target: 'set', references: siteReference },
  'equipment.remove': { right: 'equipment.manage', entity: 'equipment', target: 'existing' },
  'customColumn.create': { right: 'columns.manage', entity: 'customColumn', target: 'new' },
  'customColumn.update': { right: 'columns.manage', entity: 'customColumn', target: 'existing' },
  'customColumn.move': { right: 'columns.manage', entity: 'customColumn', target: 'existing', references: [['afterId', 'customColumn']] },
  'customColumn.delete': { right: 'columns.manage', entity: 'customColumn', target: 'existing' },
  'customValue.set': { right: 'plan.write', entity: 'customColumn', target: 'existing', references: cellReferences },
  'staff.set': { right: 'users.manage', entity: 'staff', target: 'set', references: [['fields.homeSiteId', 'scope']] },
  'staff.remove': { right: 'users.manage', entity: 'staff', target: 'existing' },
};

/** The first command of a batch that the actor may not run; later ones may name what earlier ones make or move. */
export function findForbidden(plan: Plan, actor: Reader, commands: readonly Command[]): PolicyRefusal | undefined {
  const made = new Map<string, object>();
  const stored = lookupIn(plan);
  const lookup: PlanLookup = <Name extends EntityName>(entity: Name, id: string) =>
    // `remember` keeps under this key what the commands say of this very kind.
    (made.get(`${entity} ${id}`) as Entities[Name] | undefined) ?? stored(entity, id);
  for (const [commandIndex, command] of commands.entries()) {
    const fault = faultOf({ plan, actor, lookup }, command);
    if (fault) return { ...fault, commandIndex };
    remember(made, lookup, command);
  }
  return undefined;
}

type Question = { readonly plan: Plan; readonly actor: Reader; readonly lookup: PlanLookup };
type Fault = Omit<PolicyRefusal, 'commandIndex'>;

function faultOf(question: Question, command: Command): Fault | undefined {
  const rule = commandRules[command.kind];
  const level = rule.target === 'new' ? 'full' : targetLevel(question, rule, command);
  if (level === 'none') return { code: 'not_found', field: 'id' };
  if (level === 'masked' || !holdsRight(question, rule, command)) return { code: 'forbidden', field: 'id' };
  for (const [field, to] of rule.references ?? []) {
    const id = valueAt(command, field);
    if (typeof id === 'string' && !isNamable(question, to, id)) return { code: 'not_found', field };
  }
  return undefined;
}

/** A masked project answers like one that does not exist; a masked booking or absence is known to be there, but not the actor's. */
function targetLevel({ actor, lookup }: Question, rule: Rule, command: Command): 'none' | 'masked' | 'full' {
  const row = lookup(rule.entity, command.id);
  if (!row) return rule.target === 'set' ? 'full' : 'none';
  const level = levelOf(actor, rule.entity, sightOf(lookup, rule.entity, row));
  return level === 'masked' && rule.entity === 'project' ? 'none' : level;
}

function isNamable({ actor, lookup }: Question, to: EntityName | 'scope', id: string): boolean {
  // Ids in commands are plain text to this rule table; a site id is compared with those of the scope.
  if (to === 'scope') return lookup('site', id) !== undefined && isInScope(actor, id as Parameters<typeof isInScope>[1]);
  const row = lookup(to, id);
  return row !== undefined && levelOf(actor, to, sightOf(lookup, to, row)) === 'full';
}

function holdsRight(question: Question, rule: Rule, command: Command): boolean {
  const { actor, lookup } = question;
  if (roleHas(actor.role, isBankHoliday(lookup, command) ? 'sites.manage' : rule.right)) return true;
  if (command.kind === 'progress.set') return roleHas(actor.role, 'progress.assigned') && isAssigned(question, command.id);
  if (command.kind === 'timeOff.set' || command.kind === 'timeOff.remove')
    return roleHas(actor.role, 'own.change') && isOwnTimeOff(question, command);
  return false;
}

/** Bank holidays come from the calendar of the site's country, which administrators import. */
function isBankHoliday(lookup: PlanLookup, command: Command): boolean {
  if (command.kind === 'holiday.set' && command.fields.kind === 'bank') return true;
  return (command.kind === 'holiday.set' || command.kind === 'holiday.remove') && lookup('holiday', command.id)?.kind === 'bank';
}

/** Somebody assigned to a phase also reports the progress of its subphases. */
function isAssigned({ plan, actor }: Question, id: PhaseId): boolean {
  if (!plan.phases.has(id)) return false;
  const ids = [id, ...ancestorsOf(plan, id).map((phase) => phase.id)];
  return ids.some((phaseId) => [...assignmentsOf(plan, phaseId)].some((assignment) => assignment.staffId === actor.userId));
}

function isOwnTimeOff({ actor, lookup }: Question, command: Command & { readonly kind: 'timeOff.set' | 'timeOff.remove' }): boolean {
  const named: StaffId | undefined = command.kind === 'timeOff.set' ? command.fields.staffId : undefined;
  const holder = lookup('timeOff', command.id)?.staffId;
  return (holder ?? named) === actor.userId && (named ?? holder) === actor.userId;
}

/** Keeps what a command says about places and owners, as far as later commands of the batch are judged by it. */
function remember(made: Map<string, object>, lookup: PlanLookup, command: Command): void {
  const { entity, target } = commandRules[command.kind];
  const isMove = command.kind === 'phase.move';
  if (target === 'existing' && !isMove && command.kind !== 'project.update') return;
  const known = lookup(entity, command.id);
  const { kind: _kind, fields, ...own } = { fields: {}, ...command };
  made.set(`${entity} ${command.id}`, { ...(known ?? emptyRows[entity]), ...own, ...fields });
}

/** What sights read of an entity, where the command leaves it out. */
const emptyRows: Partial<Record<EntityName, object>> = {
  project: { isArchived: false },
  assignment: { projectId: null, phaseId: null },
  reservation: { projectId: null, phaseId: null },
  staff: { homeSiteId: null },
};

function valueAt(command: Command, path: string): unknown {
  let value: unknown = command;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
