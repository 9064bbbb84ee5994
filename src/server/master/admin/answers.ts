import type { AuditEntryAnswer } from '../../../contract/admin/system.ts';
import type { OperationAnswer, TenantAnswer } from '../../../contract/admin/tenants.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { ssoAddressesOf } from '../../platform/openid/sso-addresses.ts';
import type { AuditEntry } from '../audit/public.ts';
import type { Master } from '../master.ts';
import { findTenant, listOpenOperations, type Operation, type Tenant, type TenantRefusal, type TenantResult } from '../tenants/public.ts';
import type { OperatorActor } from '../operators/public.ts';
import { organizationNames } from '../organizations/public.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function operationAnswer(operation: Operation): OperationAnswer {
  const { tenantId: _tenant, tenantSlug: _slug, createdAt, startedAt, finishedAt, ...rest } = operation;
  return { ...rest, createdAt: createdAt.toISOString(), startedAt: iso(startedAt), finishedAt: iso(finishedAt) };
}

export function auditAnswer({ at, hash, actorId: _actor, organizationId: _organization, ...entry }: AuditEntry): AuditEntryAnswer {
  return { ...entry, at: at.toISOString(), hash: hash.toString('hex') };
}

/**
 * Tenants with the operations that are under way and the names of what they belong to, in a query each for all of them. `origin`
 * is how browsers reach this server.
 */
export async function tenantAnswers(master: Master, tenants: readonly Tenant[], origin: string): Promise<TenantAnswer[]> {
  const open = await listOpenOperations(
    master,
    tenants.map(({ id }) => id),
  );
  const operations = new Map(open.map((operation) => [operation.tenantId, operationAnswer(operation)]));
  const organizationIds = tenants.flatMap(({ organizationId }) => organizationId ?? []);
  const names = await organizationNames(master.database, [...new Set(organizationIds)]);
  const servers = new Map((await master.servers.list()).map(({ id, name }) => [id, name]));
  return tenants.map((tenant) => {
    const { organizationId: id } = tenant;
    const organization = id === null ? null : (names.get(id) ?? null);
    const databaseServerName = servers.get(tenant.databaseServerId) ?? '';
    const addresses = ssoAddressesOf(origin, `/t/${tenant.slug}`);
    return {
      ...tenantAnswer(master, tenant),
      ...addresses,
      databaseServerName,
      organization,
      operation: operations.get(tenant.id) ?? null,
    };
  });
}

export async function tenantAnswerOf(master: Master, tenant: Tenant, origin: string): Promise<TenantAnswer> {
  const [answer] = await tenantAnswers(master, [tenant], origin);
  if (!answer) throw new Error('one tenant gives one answer');
  return answer;
}

type Added = 'organization' | 'operation' | 'databaseServerName' | 'redirectUri' | 'signOutUri';

function tenantAnswer(master: Master, tenant: Tenant): Omit<TenantAnswer, Added> {
  const { organizationId: _organization, settings: _settings, ...rest } = tenant;
  return {
    ...rest,
    currentSchemaVersion: master.options.ports.migrations.at(-1)?.version ?? 0,
    createdAt: tenant.createdAt.toISOString(),
    updatedAt: tenant.updatedAt.toISOString(),
    activatedAt: iso(tenant.activatedAt),
    suspendedAt: iso(tenant.suspendedAt),
    archivedAt: iso(tenant.archivedAt),
    deleteAfter: iso(tenant.deleteAfter),
    requiredGroupIds: [...tenant.requiredGroupIds],
  };
}

/** The tenant, if this operator manages it; for everybody else there is none. */
export async function requireTenant(master: Master, actor: OperatorActor, id: string): Promise<Tenant> {
  if (actor.role !== 'superadmin') {
    const grant = await master.database
      .selectFrom('admin_tenant_grants')
      .select('tenant_id')
      .where('admin_user_id', '=', actor.id)
      .where('tenant_id', '=', id)
      .executeTakeFirst();
    if (!grant) throw new ProblemError('not_found');
  }
  const tenant = await findTenant(master, id);
  if (!tenant) throw new ProblemError('not_found');
  return tenant;
}

/** The value, or the refusal as the problem that the caller reads. */
export function accepted<Value>(result: TenantResult<Value>): Value {
  if (result.ok) return result.value;
  throw problemOfRefusal(result.refusal);
}

function problemOfRefusal({ code, message }: TenantRefusal): ProblemError {
  switch (code) {
    case 'invalid_slug':
      return new ProblemError('invalid_input', { errors: [{ field: 'slug', message }] });
    case 'slug_taken':
      return new ProblemError('duplicate', { detail: message, errors: [{ field: 'slug', message }] });
    case 'wrong_slug':
      return new ProblemError('invalid_input', { errors: [{ field: 'confirmSlug', message }] });
    case 'no_organization':
      return new ProblemError('invalid_input', { errors: [{ field: 'organizationId', message }] });
    case 'not_found':
      return new ProblemError('not_found');
    case 'no_server':
      return new ProblemError('not_available', { detail: message });
    case 'wrong_status':
    case 'busy':
    case 'not_available':
      return new ProblemError(code, { detail: message });
  }
}
