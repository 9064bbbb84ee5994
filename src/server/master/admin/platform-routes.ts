import * as contract from '../../../contract/admin/admin-endpoints.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { listAudit, verifyAudit } from '../audit/public.ts';
import {
  createOperator,
  deleteOperator,
  getOperator,
  listOperators,
  resetOperatorPassword,
  updateOperator,
  type OperatorActor,
} from '../operators/public.ts';
import { readStats } from '../usage/public.ts';
import { auditAnswer } from './answers.ts';
import { admin, type AdminBinding } from './bind-admin-endpoint.ts';
import { createServer, listServers, updateServer } from './servers-store.ts';

function refuseOneself(actor: OperatorActor, id: string, what: string): void {
  if (actor.id === id) throw new ProblemError('in_use', { detail: `You cannot ${what} yourself. Ask another superadmin.` });
}

const operatorRoutes: readonly AdminBinding[] = [
  admin(contract.listOperators, ({ master, query }) => listOperators(master.database, query)),
  admin(contract.createOperator, async ({ master, body, note }) => {
    const made = await createOperator(master.database, body);
    const { id, email, role, tenants } = made.operator;
    await note({ action: 'operator.created', details: { id, email, role, tenants: tenants.map(({ slug }) => slug) } });
    return made;
  }),
  admin(contract.updateOperator, async ({ master, actor, params, body, note }) => {
    if (body.isActive === false || body.role === 'admin') refuseOneself(actor, params.id, 'take away the rights of');
    const operator = await updateOperator(master.database, params.id, body);
    const { id, email, role, isActive, tenants } = operator;
    await note({ action: 'operator.changed', details: { id, email, role, isActive, tenants: tenants.map(({ slug }) => slug) } });
    return operator;
  }),
  admin(contract.deleteOperator, async ({ master, actor, params, note }) => {
    refuseOneself(actor, params.id, 'delete');
    const { id, email } = await getOperator(master.database, params.id);
    await deleteOperator(master.database, params.id);
    await note({ action: 'operator.deleted', details: { id, email } });
  }),
  admin(contract.resetOperatorPassword, async ({ master, actor, params, note }) => {
    refuseOneself(actor, params.id, 'reset the password of');
    const issued = await resetOperatorPassword(master.database, params.id);
    await note({ action: 'operator.password_reset', details: { id: params.id, email: issued.email } });
    return issued;
  }),
];

const systemRoutes: readonly AdminBinding[] = [
  admin(contract.getStats, ({ master, context, query }) => readStats(master.database, { version: context.version, hours: query.hours })),
  admin(contract.listAudit, async ({ master, query }) => {
    const { items, nextCursor } = await listAudit(master.database, query);
    return { items: items.map(auditAnswer), nextCursor };
  }),
  admin(contract.verifyAudit, ({ master }) => verifyAudit(master.database)),
  admin(contract.listServers, async ({ master }) => ({ items: await listServers(master.database) })),
  admin(contract.createServer, async ({ master, body, note }) => {
    const server = await createServer(master, body);
    await note({ action: 'server.created', details: server });
    return server;
  }),
  admin(contract.updateServer, async ({ master, params, body, note }) => {
    const server = await updateServer(master, params.id, body);
    await note({ action: 'server.changed', details: server });
    return server;
  }),
];

export const platformRoutes: readonly AdminBinding[] = [...operatorRoutes, ...systemRoutes];
