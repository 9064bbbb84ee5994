/** Refusals of the engine and the policy as problem documents that name the field, and no name that the actor may not know. */
import type { ProblemCode } from '../../../contract/problems.ts';
import type { Refusal, RefusalCode } from '../../../planning/commands/command.ts';
import { findEntity, type Plan } from '../../../planning/plan.ts';
import type { EntityName } from '../../../planning/model.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { lookupIn } from './draft.ts';
import type { PolicyRefusal } from './plan-policy.ts';
import { levelOf, sightOf, type Reader } from './sight.ts';

/** Where a command's field stands in the body that the caller sent. */
export type FieldPath = (commandIndex: number, field: string) => string;

export const batchPath: FieldPath = (commandIndex, field) => `commands.${commandIndex}.${field}`;

const codes: { readonly [Code in RefusalCode]: ProblemCode } = {
  not_found: 'not_found',
  already_exists: 'duplicate',
  end_before_start: 'invalid_input',
  out_of_range: 'invalid_input',
  invalid_field: 'invalid_input',
  dependency_cycle: 'refused',
  dependency_containment: 'refused',
  dependency_duplicate: 'refused',
  tree_cycle: 'refused',
  milestone_with_children: 'refused',
  parent_progress: 'refused',
  fixed_by_children: 'refused',
  site_mismatch: 'refused',
  project_archived: 'refused',
  in_use: 'in_use',
  equipment_clash: 'refused',
};

/** What is said instead of the engine's sentence when that names something hidden. */
const plainSentences: Partial<Record<RefusalCode, string>> = {
  dependency_cycle: 'The links would form a circle that leads through projects you may not see.',
  equipment_clash: 'The equipment is already reserved within these days.',
  in_use: 'Something that you may not see still uses this.',
};

export function problemOfRefusal(plan: Plan, reader: Reader | null, refusal: Refusal, path: FieldPath): ProblemError {
  const ids = refusal.ids ?? [];
  const seen = reader ? ids.filter((id) => isSeen(plan, reader, id)) : ids;
  const isOpen = seen.length === ids.length;
  const detail = isOpen ? refusal.message : (plainSentences[refusal.code] ?? 'The change touches something that you may not see.');
  return new ProblemError(codes[refusal.code], {
    detail,
    rule: refusal.code,
    errors: [{ field: path(refusal.commandIndex, refusal.field ?? 'id'), message: detail }],
    ...(seen.length > 0 && { ids: [...seen] }),
  });
}

export function problemOfPolicy(refusal: PolicyRefusal, path: FieldPath): ProblemError {
  const field = path(refusal.commandIndex, refusal.field);
  if (refusal.code === 'forbidden') return new ProblemError('forbidden', { errors: [{ field, message: 'your role does not allow this' }] });
  return new ProblemError('not_found', { errors: [{ field, message: 'there is nothing with this id, or you may not see it' }] });
}

const named: readonly EntityName[] = [
  'project',
  'phase',
  'reservation',
  'equipment',
  'staff',
  'assignment',
  'dependency',
  'timeOff',
  'customColumn',
  'customValue',
  'site',
];

/** Ids of things that the batch itself was about to make are the actor's own. */
function isSeen(plan: Plan, reader: Reader, id: string): boolean {
  const lookup = lookupIn(plan);
  for (const entity of named) {
    const row = findEntity(plan, entity, id);
    if (row) return levelOf(reader, entity, sightOf(lookup, entity, row)) === 'full';
  }
  return true;
}
