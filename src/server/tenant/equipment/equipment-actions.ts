import type { z } from 'zod';
import type { createEquipmentBodySchema, updateEquipmentBodySchema } from '../../../contract/reference.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { Equipment, EquipmentId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Actor } from '../../platform/actor.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import { findEquipment } from './equipment-store.ts';

export async function createEquipment(
  context: TenantContext,
  actor: Actor,
  body: z.output<typeof createEquipmentBodySchema>,
): Promise<Equipment> {
  const { id: given, ...rest } = body;
  // The cast is where the id is born when the caller leaves it out.
  const id = given ?? (createUuid() as EquipmentId);
  const fields = { typeName: null, color: null, isActive: true, notes: null, ...rest };
  return setEquipment(context, actor, id, (plan) => {
    if (plan.equipment.has(id)) throw new ProblemError('duplicate', { errors: [{ field: 'id', message: 'is in use already' }] });
    return [{ kind: 'equipment.set', id, fields }];
  });
}

export async function updateEquipment(
  context: TenantContext,
  actor: Actor,
  id: EquipmentId,
  fields: z.output<typeof updateEquipmentBodySchema>,
): Promise<Equipment> {
  await requireEquipment(context, actor, id);
  return setEquipment(context, actor, id, (plan) => {
    if (!plan.equipment.has(id)) throw new ProblemError('not_found');
    return [{ kind: 'equipment.set', id, fields }];
  });
}

export async function deleteEquipment(context: TenantContext, actor: Actor, id: EquipmentId): Promise<void> {
  await requireEquipment(context, actor, id);
  await changePlan(context, actor, [{ kind: 'equipment.remove', id }], { fieldPath: bodyField });
}

async function requireEquipment(context: TenantContext, actor: Actor, id: EquipmentId): Promise<void> {
  if (!(await findEquipment(context.database, actor.siteIds, id))) throw new ProblemError('not_found');
}

async function setEquipment(
  context: TenantContext,
  actor: Actor,
  id: EquipmentId,
  commands: (plan: Plan) => Command[],
): Promise<Equipment> {
  const { answer } = await changePlan(context, actor, commands, { fieldPath: bodyField, answer: (plan) => plan.equipment.get(id) });
  if (!answer) throw new Error('equipment that was just written is not in the plan');
  return answer;
}

/** `fields.name` of the command is `name` of the body. */
function bodyField(_commandIndex: number, field: string): string {
  return field.replace(/^fields\./, '');
}
