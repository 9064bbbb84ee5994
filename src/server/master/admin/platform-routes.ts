import * as contract from '../../../contract/admin/admin-endpoints.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ReconciliationAnswer } from '../../../contract/admin/system.ts';
import { auditBy, listAudit, verifyAudit } from '../audit/public.ts';
import {
  createOperator,
  deleteOperator,
  listOperators,
  resetOperatorPassword,
  updateOperator,
  type OperatorActor,
} from '../operators/public.ts';
import { readMigrationStatus } from '../fleet/public.ts';
import type { Master } from '../master.ts';
import { readReconciliation, reconcileAndKeep } from '../tenants/public.ts';
import { readStats } from '../usage/public.ts';
import { auditAnswer } from './answers.ts';
import { admin, type AdminBinding } from './bind-admin-endpoint.ts';
import { createServer, listServers, updateServer } from './servers-store.ts';

function refuseOneself(actor: OperatorActor, id: string, what: string): void {
  if (actor.id === id) throw new ProblemError('in_use', { detail: `You cannot ${what} yourself. Ask another superadmin.` });
}

const operatorRoutes: readonly AdminBinding[] = [
  admin(contract.listOperators, ({ master, query }) => listOperators(master.database, query)),
  admin(contract.createOperator, ({ master, by, body }) => createOperator(master.database, body, by)),
  admin(contract.updateOperator, async ({ master, actor, by, params, body }) => {
    if (body.isActive === false || body.role === 'admin') refuseOneself(actor, params.id, 'take away the rights of');
    return updateOperator(master.database, params.id, body, by);
  }),
  admin(contract.deleteOperator, async ({ master, actor, by, params }) => {
    refuseOneself(actor, params.id, 'delete');
    await deleteOperator(master.database, params.id, by);
  }),
  admin(contract.resetOperatorPassword, async ({ master, actor, by, params }) => {
    refuseOneself(actor, params.id, 'reset the password of');
    return resetOperatorPassword(master.database, params.id, by);
  }),
];

const systemRoutes: readonly AdminBinding[] = [
  admin(contract.getStats, async ({ master, context, query }) => ({
    ...(await readStats(master.database, { version: context.version, hours: query.hours })),
    migrations: await readMigrationStatus(master),
  })),
  admin(contract.getReconciliation, ({ master }) => reconciliationAnswer(master)),
  admin(contract.startReconciliation, async ({ master, context, by }) => {
    await auditBy(master.database, by, { action: 'drift.looked_for' });
    void reconcileAndKeep(master, { requestedBy: by.requestedBy, fixBy: by }).catch(context.onError);
    return { ...(await reconciliationAnswer(master)), isRunning: true };
  }),
  admin(contract.listAudit, async ({ master, query }) => {
    const { items, nextCursor } = await listAudit(master.database, query);
    return { items: items.map(auditAnswer), nextCursor };
  }),
  admin(contract.verifyAudit, ({ master }) => verifyAudit(master.database)),
  admin(contract.listServers, async ({ master }) => ({ items: await listServers(master.database) })),
  admin(contract.createServer, ({ master, by, body }) => createServer(master, body, by)),
  admin(contract.updateServer, ({ master, by, params, body }) => updateServer(master, params.id, body, by)),
];

async function reconciliationAnswer({ database }: Master): Promise<ReconciliationAnswer> {
  const { isRunning, last } = await readReconciliation(database);
  if (!last) return { isRunning, last: null };
  const { startedAt, finishedAt, findings, ...rest } = last;
  return {
    isRunning,
    last: { ...rest, startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString(), findings: [...findings] },
  };
}

export const platformRoutes: readonly AdminBinding[] = [...operatorRoutes, ...systemRoutes];
