/** Plain resources over commands: one call is one batch, repeatable by its `Idempotency-Key`. */
import type { Command } from '../../../planning/commands/command.ts';
import type { EntityName } from '../../../planning/model.ts';
import { findEntity, type Plan } from '../../../planning/plan.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import type { WireChange } from './change-record.ts';
import { changePlan } from './change-plan.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';

/** What a write needs to know of its request. */
export type RestCall = {
  readonly tenant: TenantContext;
  readonly actor: Actor;
  readonly facts: RequestFacts;
  readonly raw: { readonly method: string; readonly url: string };
  readonly body: unknown;
};

/** Runs the commands of one call as one batch; answers what `read` then finds. */
export async function writeByRest<Entity>(
  { tenant, actor, facts, raw, body }: RestCall,
  commandsFor: (plan: Plan) => readonly Command[],
  read: (plan: Plan, change: WireChange) => Entity | undefined,
  alongside?: (transaction: Database) => Promise<void>,
): Promise<Entity> {
  let commands: readonly Command[] = [];
  const make = (plan: Plan) => (commands = commandsFor(plan));
  const { answer } = await changePlan(tenant, actor, make, {
    idempotencyKey: idempotencyKeyOf(facts),
    requestBody: [raw.method, raw.url, body ?? null],
    fieldPath: (index, field) => cellPath(commands[index]) ?? bodyPath(index, field),
    answer: read,
    alongside,
  });
  // A repeated call may come after the thing was deleted.
  if (answer === undefined) throw new ProblemError('not_found');
  return answer;
}

/** What a call created: after a repeated call, the thing that the first one made. */
export function createdIn<Name extends EntityName>(entity: Name) {
  return (plan: Plan, { patches }: WireChange) => {
    const created = patches.find((patch) => patch.entity === entity && patch.field === 'id' && patch.from === null);
    return created && findEntity(plan, entity, created.id);
  };
}

/** `fields.name` of the command is `name` of the body. */
export function bodyPath(_commandIndex: number, field: string): string {
  return field.replace(/^fields\./, '');
}

/** Values stand in the body under the column that they belong to. */
function cellPath(command: Command | undefined): string | undefined {
  return command?.kind === 'customValue.set' ? `customValues.${command.id}` : undefined;
}
