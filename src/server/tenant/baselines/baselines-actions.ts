import type { BaselineId } from '../../../contract/baselines.ts';
import type { ProjectId } from '../../../planning/model.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { deleteRow, findBaseline, findBaselineText, insertBaseline, renameRow, type BaselineRow } from './baselines-store.ts';

export type NewBaseline = { readonly id: BaselineId; readonly name: string; readonly projectIds: readonly ProjectId[] };

/** Keeps the dates of these projects, all of which the actor must be able to look into, as they stand at one revision. */
export async function takeBaseline(database: Database, actor: Actor, baseline: NewBaseline): Promise<BaselineRow> {
  const projectIds = [...new Set(baseline.projectIds)];
  return inTransaction(database, async (transaction) => {
    if (!(await insertBaseline(transaction, actor, { ...baseline, projectIds })))
      throw new ProblemError('not_found', {
        errors: [{ field: 'projectIds', message: 'one of these projects is not there, or you may not see it' }],
      });
    return getBaseline(transaction, actor, baseline.id);
  });
}

export async function readBaseline(database: Database, actor: Actor, id: BaselineId): Promise<string> {
  const text = await findBaselineText(database, actor, id);
  if (text === undefined) throw notFound();
  return text;
}

export async function renameBaseline(database: Database, actor: Actor, id: BaselineId, name: string): Promise<BaselineRow> {
  return inTransaction(database, async (transaction) => {
    requireWhole(await getBaseline(transaction, actor, id));
    await renameRow(transaction, id, name);
    return getBaseline(transaction, actor, id);
  });
}

export async function deleteBaseline(database: Database, actor: Actor, id: BaselineId): Promise<undefined> {
  return inTransaction(database, async (transaction) => {
    requireWhole(await getBaseline(transaction, actor, id));
    await deleteRow(transaction, id);
    return undefined;
  });
}

/** Whoever sees only a part of what a baseline keeps would take the rest away from others. */
function requireWhole(baseline: BaselineRow): void {
  if (!baseline.isWhole)
    throw new ProblemError('forbidden', { detail: 'This baseline also keeps projects of other sites. Ask an administrator.' });
}

async function getBaseline(database: Database, actor: Actor, id: BaselineId): Promise<BaselineRow> {
  const baseline = await findBaseline(database, actor, id);
  if (!baseline) throw notFound();
  return baseline;
}

function notFound(): ProblemError {
  return new ProblemError('not_found', { errors: [{ field: 'id', message: 'there is no such baseline, or you may not see it' }] });
}
