import * as contract from '../../../contract/admin/admin-endpoints.ts';
import { answer, type Answer } from '../../platform/http/answer.ts';
import { auditBy, listAudit } from '../audit/public.ts';
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
} from '../tenants/public.ts';
import { listUsage } from '../usage/public.ts';
import { accepted, auditAnswer, operationAnswer, requireTenant, tenantAnswerOf, tenantAnswers } from './answers.ts';
import { admin, type AdminBinding } from './bind-admin-endpoint.ts';

type Asked = { readonly master: Master; readonly facts: { readonly origin: string } };

/** For so long an answer waits for its operation to end. */
const PATIENCE_MS = 5000;
const SHOWN_OPERATIONS = 50;

/** The tenant as it is after the wait; 202 while the operation goes on. */
async function afterOperation(asked: Asked, tenantId: string, operation: Operation | null, doneStatus: number): Promise<Answer> {
  const { master, facts } = asked;
  const waited = operation && (await waitForOperation(master, operation.id, PATIENCE_MS));
  const isOpen = waited?.state === 'queued' || waited?.state === 'running';
  const tenant = await findTenant(master, tenantId);
  const parts = {
    ...(tenant ? { tenant: await tenantAnswerOf(master, tenant, facts.origin) } : {}),
    operation: waited && operationAnswer(waited),
  };
  return answer({
    status: isOpen ? 202 : doneStatus,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(parts),
  });
}

const reading: readonly AdminBinding[] = [
  admin(contract.listTenants, async ({ master, facts, actor, query }) => {
    const grantedTo = actor.role === 'superadmin' ? undefined : actor.id;
    const page = await listTenants(master, { ...query, grantedTo });
    return { items: await tenantAnswers(master, page.items, facts.origin), nextCursor: page.nextCursor };
  }),
  admin(contract.getTenant, async ({ master, facts, actor, params }) =>
    tenantAnswerOf(master, await requireTenant(master, actor, params.id), facts.origin),
  ),
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
  admin(contract.createTenant, async ({ master, facts, by, body }) => {
    const { provision, ...input } = body;
    const { tenant, operation } = accepted(await createTenant(master, input, { ...by, provision }));
    return afterOperation({ master, facts }, tenant.id, operation, 201);
  }),
  admin(contract.updateTenant, async ({ master, facts, actor, by, params, body }) => {
    const before = await requireTenant(master, actor, params.id);
    const { slug, ...change } = body;
    if (slug !== undefined && slug !== before.slug) accepted(await renameTenant(master, params.id, slug, by));
    if (Object.keys(change).length === 0) return tenantAnswerOf(master, await requireTenant(master, actor, params.id), facts.origin);
    return tenantAnswerOf(master, accepted(await updateTenant(master, params.id, change, by)), facts.origin);
  }),
  admin(contract.provisionTenant, async ({ master, facts, actor, by, params }) => {
    const tenant = await requireTenant(master, actor, params.id);
    return afterOperation({ master, facts }, tenant.id, accepted(await provisionTenant(master, params.id, by)), 200);
  }),
  admin(contract.setTenantStatus, async ({ master, facts, actor, by, params, body }) => {
    await requireTenant(master, actor, params.id);
    return tenantAnswerOf(
      master,
      accepted(await setTenantStatus(master, params.id, body.status, { ...by, reason: body.reason })),
      facts.origin,
    );
  }),
  admin(contract.deleteTenant, async ({ master, facts, actor, by, params, body }) => {
    const tenant = await requireTenant(master, actor, params.id);
    return afterOperation({ master, facts }, tenant.id, accepted(await deleteTenant(master, params.id, { ...body, ...by })), 200);
  }),
  admin(contract.restoreTenant, async ({ master, facts, actor, by, params }) => {
    await requireTenant(master, actor, params.id);
    return tenantAnswerOf(master, accepted(await restoreTenant(master, params.id, by)), facts.origin);
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
  admin(contract.getTenantCredentials, async ({ master, actor, by, params }) => {
    const tenant = await requireTenant(master, actor, params.id);
    // Noted first: nobody sees them unseen.
    await auditBy(master.database, by, { action: 'tenant.credentials_shown', tenantId: tenant.id, tenantSlug: tenant.slug });
    const { logins, ...credentials } = accepted(await readCredentials(master, params.id));
    return { ...credentials, logins: [...logins] };
  }),
  admin(contract.resetTenantAdminPassword, async ({ master, actor, by, params }) => {
    await requireTenant(master, actor, params.id);
    return accepted(await resetAdminPassword(master, params.id, by));
  }),
];

export const tenantRoutes: readonly AdminBinding[] = [...reading, ...changing, ...entering];
