import * as contract from '../../../contract/admin/admin-endpoints.ts';
import { answer, type Answer } from '../../platform/http/answer.ts';
import { listAudit } from '../audit/public.ts';
import type { Master } from '../master.ts';
import {
  createTenant,
  deleteTenant,
  findTenant,
  listOperations,
  listTenants,
  provisionTenant,
  readCredentials,
  renameTenant,
  resetAdminPassword,
  restoreTenant,
  setTenantStatus,
  testConnection,
  updateTenant,
  waitForOperation,
  whySlugIsRefused,
  type Operation,
  type Tenant,
} from '../tenants/public.ts';
import { listUsage } from '../usage/public.ts';
import { accepted, auditAnswer, operationAnswer, requireTenant, tenantAnswerOf, tenantAnswers } from './answers.ts';
import { admin, type AdminBinding } from './bind-admin-endpoint.ts';

/** For so long an answer waits for its operation to end. */
const PATIENCE_MS = 5000;
const SHOWN_OPERATIONS = 50;

const of = ({ id, slug }: Tenant) => ({ tenantId: id, tenantSlug: slug });

/** The tenant as it is after the wait; 202 while the operation goes on. */
async function afterOperation(master: Master, tenantId: string, operation: Operation | null, doneStatus: number): Promise<Answer> {
  const waited = operation && (await waitForOperation(master, operation.id, PATIENCE_MS));
  const isOpen = waited?.state === 'queued' || waited?.state === 'running';
  const tenant = await findTenant(master, tenantId);
  const parts = {
    ...(tenant ? { tenant: await tenantAnswerOf(master, tenant) } : {}),
    operation: waited && operationAnswer(waited),
  };
  return answer({
    status: isOpen ? 202 : doneStatus,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(parts),
  });
}

const reading: readonly AdminBinding[] = [
  admin(contract.listTenants, async ({ master, actor, query }) => {
    const grantedTo = actor.role === 'superadmin' ? undefined : actor.id;
    const page = await listTenants(master, { ...query, grantedTo });
    return { items: await tenantAnswers(master, page.items), nextCursor: page.nextCursor };
  }),
  admin(contract.getTenant, async ({ master, actor, params }) => tenantAnswerOf(master, await requireTenant(master, actor, params.id))),
  admin(contract.checkSlug, async ({ master, params }) => {
    const reason = await whySlugIsRefused(master, params.slug);
    return { isFree: reason === undefined, reason: reason ?? null };
  }),
  admin(contract.listTenantAudit, async ({ master, actor, params, query }) => {
    const { id } = await requireTenant(master, actor, params.id);
    const { items, nextCursor } = await listAudit(master.database, { ...query, tenantId: id });
    return { items: items.map(auditAnswer), nextCursor };
  }),
  admin(contract.listTenantOperations, async ({ master, actor, params }) => {
    const { id } = await requireTenant(master, actor, params.id);
    const operations = await listOperations(master, { tenantId: id, limit: SHOWN_OPERATIONS });
    return { items: operations.map(operationAnswer) };
  }),
  admin(contract.getTenantUsage, async ({ master, actor, params }) => {
    const { id } = await requireTenant(master, actor, params.id);
    return { items: await listUsage(master.database, id) };
  }),
];

const changing: readonly AdminBinding[] = [
  admin(contract.createTenant, async ({ master, actor, body, note }) => {
    const { provision, ...input } = body;
    const { tenant, operation } = accepted(await createTenant(master, input, { provision, requestedBy: actor.email }));
    const { name, adminEmail, plan } = tenant;
    await note({ action: 'tenant.created', ...of(tenant), details: { name, adminEmail, plan, provision } });
    return afterOperation(master, tenant.id, operation, 201);
  }),
  admin(contract.updateTenant, async ({ master, actor, params, body, note }) => {
    const before = await requireTenant(master, actor, params.id);
    const { slug, ...change } = body;
    if (slug !== undefined && slug !== before.slug) {
      accepted(await renameTenant(master, params.id, slug));
      await note({ action: 'tenant.renamed', tenantId: before.id, tenantSlug: slug, details: { from: before.slug, to: slug } });
    }
    if (Object.keys(change).length === 0) return tenantAnswerOf(master, await requireTenant(master, actor, params.id));
    const after = accepted(await updateTenant(master, params.id, change));
    await note({ action: 'tenant.changed', ...of(after), details: changesBetween(before, after) });
    return tenantAnswerOf(master, after);
  }),
  admin(contract.provisionTenant, async ({ master, actor, params, note }) => {
    const tenant = await requireTenant(master, actor, params.id);
    const operation = accepted(await provisionTenant(master, params.id, { requestedBy: actor.email }));
    await note({ action: 'tenant.provisioned', ...of(tenant) });
    return afterOperation(master, tenant.id, operation, 200);
  }),
  admin(contract.setTenantStatus, async ({ master, actor, params, body, note }) => {
    const before = await requireTenant(master, actor, params.id);
    const after = accepted(await setTenantStatus(master, params.id, body.status, body.reason));
    if (before.status !== after.status)
      await note({
        action: 'tenant.status_changed',
        ...of(after),
        details: { from: before.status, to: after.status, ...(body.reason === undefined ? {} : { reason: body.reason }) },
      });
    return tenantAnswerOf(master, after);
  }),
  admin(contract.deleteTenant, async ({ master, actor, params, body, note }) => {
    const tenant = await requireTenant(master, actor, params.id);
    const operation = accepted(await deleteTenant(master, params.id, { ...body, requestedBy: actor.email }));
    await note({ action: 'tenant.deleted', ...of(tenant), details: { name: tenant.name } });
    return afterOperation(master, tenant.id, operation, 200);
  }),
  admin(contract.restoreTenant, async ({ master, actor, params, note }) => {
    await requireTenant(master, actor, params.id);
    const tenant = accepted(await restoreTenant(master, params.id));
    await note({ action: 'tenant.restored', ...of(tenant) });
    return tenantAnswerOf(master, tenant);
  }),
];

const entering: readonly AdminBinding[] = [
  admin(contract.testTenantConnection, async ({ master, actor, params }) => {
    await requireTenant(master, actor, params.id);
    const test = accepted(await testConnection(master, params.id));
    if (test.kind === 'failed')
      return { isConnected: false, message: test.message, durationMs: null, schemaVersion: null, serverVersion: null };
    const { durationMs, schemaVersion, serverVersion } = test;
    return { isConnected: true, message: 'Both logins can enter the database.', durationMs, schemaVersion, serverVersion };
  }),
  admin(contract.getTenantCredentials, async ({ master, actor, params, note }) => {
    const tenant = await requireTenant(master, actor, params.id);
    // Noted first: nobody sees them unseen.
    await note({ action: 'tenant.credentials_shown', ...of(tenant) });
    const { logins, ...credentials } = accepted(await readCredentials(master, params.id));
    return { ...credentials, logins: [...logins] };
  }),
  admin(contract.resetTenantAdminPassword, async ({ master, actor, params, note }) => {
    const tenant = await requireTenant(master, actor, params.id);
    const issued = accepted(await resetAdminPassword(master, params.id));
    await note({ action: 'tenant.admin_password_reset', ...of(tenant), details: { email: issued.email } });
    return issued;
  }),
];

export const tenantRoutes: readonly AdminBinding[] = [...reading, ...changing, ...entering];

const COMPARED = ['name', 'companyName', 'adminEmail', 'plan', 'maxUsers', 'maxProjects'] as const;

function changesBetween(before: Tenant, after: Tenant): Record<string, unknown> {
  const changed = COMPARED.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
