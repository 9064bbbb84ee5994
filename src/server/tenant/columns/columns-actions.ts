import type { z } from 'zod';
import type { createColumnBodySchema, updateColumnBodySchema, WireColumn } from '../../../contract/custom-columns.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { CustomColumn, CustomColumnId } from '../../../planning/model.ts';
import { createdIn, writeByRest, type RestCall } from '../plan/public.ts';

type CallWith<Schema extends z.ZodType> = RestCall & { readonly body: z.output<Schema> };
type CallForOne = RestCall & { readonly params: { readonly id: CustomColumnId } };

export function createCustomColumn(call: CallWith<typeof createColumnBodySchema>): Promise<WireColumn> {
  const { id: given, ...fields } = call.body;
  // The cast is where the id is born when the caller leaves it out.
  const id = given ?? (createUuid() as CustomColumnId);
  return writeByRest(
    call,
    () => [{ kind: 'customColumn.create', id, fields }],
    (plan, change) => answerOf(createdIn('customColumn')(plan, change)),
  );
}

export function updateCustomColumn(call: CallWith<typeof updateColumnBodySchema> & CallForOne): Promise<WireColumn> {
  const { id } = call.params;
  const { afterId, ...fields } = call.body;
  const commands: Command[] = [{ kind: 'customColumn.update', id, fields }];
  if (afterId !== undefined) commands.push({ kind: 'customColumn.move', id, afterId });
  return writeByRest(
    call,
    () => commands,
    (plan) => answerOf(plan.customColumns.get(id)),
  );
}

function answerOf(column: CustomColumn | undefined): WireColumn | undefined {
  return column && { ...column, options: [...column.options] };
}

export async function deleteCustomColumn(call: CallForOne): Promise<void> {
  await writeByRest(
    call,
    () => [{ kind: 'customColumn.delete', id: call.params.id }],
    () => true,
  );
}
