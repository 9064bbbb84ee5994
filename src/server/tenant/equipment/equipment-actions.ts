import type { z } from 'zod';
import type { createEquipmentBodySchema, updateEquipmentBodySchema } from '../../../contract/reference.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Equipment, EquipmentId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { createdIn, writeByRest, type RestCall } from '../plan/public.ts';

type CallWith<Schema extends z.ZodType> = RestCall & { readonly body: z.output<Schema> };
type CallForOne = RestCall & { readonly params: { readonly id: EquipmentId } };

export function createEquipment(call: CallWith<typeof createEquipmentBodySchema>): Promise<Equipment> {
  const { id: given, ...rest } = call.body;
  // The cast is where the id is born when the caller leaves it out.
  const id = given ?? (createUuid() as EquipmentId);
  const commands = (plan: Plan) => {
    if (plan.equipment.has(id)) throw new ProblemError('duplicate', { errors: [{ field: 'id', message: 'is in use already' }] });
    return [{ kind: 'equipment.set', id, fields: { typeName: null, color: null, isActive: true, notes: null, ...rest } } as const];
  };
  return writeByRest(call, commands, createdIn('equipment'));
}

export function updateEquipment(call: CallWith<typeof updateEquipmentBodySchema> & CallForOne): Promise<Equipment> {
  const { id } = call.params;
  const commands = (plan: Plan) => {
    // The command would make a thing of an id that is none.
    if (!plan.equipment.has(id)) throw new ProblemError('not_found');
    return [{ kind: 'equipment.set', id, fields: call.body } as const];
  };
  return writeByRest(call, commands, (plan) => plan.equipment.get(id));
}

export async function deleteEquipment(call: CallForOne): Promise<void> {
  await writeByRest(
    call,
    () => [{ kind: 'equipment.remove', id: call.params.id }],
    () => true,
  );
}
