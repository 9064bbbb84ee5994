import type { z } from 'zod';
import type { createUserBodySchema, updateUserBodySchema, User } from '../../../contract/access.ts';
import type { UserSessionId } from '../../../contract/ids.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { SiteId, Staff, StaffId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/http/paging.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { bodyPath, changePlan } from '../plan/public.ts';
import { setGivenPassword } from './accounts-store.ts';
import { createOneTimePassword } from '../../platform/accounts/one-time-password.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { passwordFault } from '../../platform/accounts/password-policy.ts';
import { deleteSessionsOf } from './sessions-store.ts';
import { findUser, hasActiveAdmin, insertAccounts, listUsers, updateAccount, type UserFilter, type UserRow } from './users-store.ts';

type CreateUserBody = z.output<typeof createUserBodySchema>;
type UpdateUserBody = z.output<typeof updateUserBodySchema>;
type ListQuery = Pick<UserFilter, 'search' | 'role' | 'siteId' | 'isActive' | 'limit'> & {
  readonly sort: 'name' | '-name' | 'email' | '-email';
  readonly cursor?: string | undefined;
};

export async function readUsers(context: TenantContext, { sort, cursor, ...query }: ListQuery): Promise<Page<User>> {
  const orderBy = sort.endsWith('name') ? 'name' : 'email';
  const rows = await listUsers(context.database, { ...query, orderBy, isDescending: sort.startsWith('-'), after: decodeCursor(cursor) });
  const positionOf = (row: UserRow) => ({ key: orderBy === 'name' ? row.nameKey : row.emailKey, id: row.id });
  return pageOf(rows, query.limit, positionOf, toUser);
}

export async function readUser(context: TenantContext, id: StaffId): Promise<User> {
  const row = await findUser(context.database, id);
  if (!row) throw new ProblemError('not_found');
  return toUser(row);
}

/** The staff part goes through the plan, the account beside it in the same transaction. */
export async function createUser(
  context: TenantContext,
  actor: Actor,
  body: CreateUserBody,
): Promise<{ user: User; oneTimePassword: string | null }> {
  // The cast is where the id is born when the caller leaves it out.
  const id = body.id ?? (createUuid() as StaffId);
  const fault = body.password === undefined ? undefined : passwordFault(body.password, body);
  if (fault !== undefined) throw new ProblemError('password_too_weak', { errors: [{ field: 'password', message: fault }] });
  const oneTimePassword = body.password === undefined ? createOneTimePassword() : null;
  const passwordHash = await hashPassword(body.password ?? oneTimePassword ?? '');
  const staff: Omit<Staff, 'id'> = {
    name: body.name,
    homeSiteId: body.homeSiteId ?? null,
    jobTitle: body.jobTitle ?? null,
    maxCapacityPercent: body.maxCapacityPercent ?? 100,
    weeklyPattern: body.weeklyPattern ?? [100, 100, 100, 100, 100, 0, 0],
    isActive: body.isActive ?? true,
  };
  const commands = (plan: Plan): Command[] => {
    if (plan.staff.has(id)) throw new ProblemError('duplicate', { errors: [{ field: 'id', message: 'is in use already' }] });
    requireSites(plan, body.siteIds);
    return [{ kind: 'staff.set', id, fields: staff }];
  };
  await changePlan(context, actor, commands, {
    fieldPath: bodyPath,
    alongside: (transaction) => insertAccounts(transaction, [{ ...body, id, passwordHash }]),
  });
  return { user: await readUser(context, id), oneTimePassword };
}

/** Another role ends the user's sessions, so that the next sign-in gives a new token; so does switching the account off. */
export async function updateUser(context: TenantContext, actor: Actor, id: StaffId, body: UpdateUserBody): Promise<User> {
  const before = await readUser(context, id);
  const { email: _email, role, siteIds, ...staff } = body;
  const endsSessions = (role !== undefined && role !== before.role) || body.isActive === false;
  const ended: UserSessionId[] = [];
  const commands = (plan: Plan): Command[] => {
    requireSites(plan, siteIds ?? []);
    return Object.keys(staff).length === 0 ? [] : [{ kind: 'staff.set', id, fields: staff }];
  };
  await changePlan(context, actor, commands, {
    fieldPath: bodyPath,
    alongside: async (transaction) => {
      await updateAccount(transaction, id, body);
      await requireActiveAdmin(transaction, role === undefined ? 'isActive' : 'role');
      // A repeated transaction starts from nothing.
      ended.splice(0, ended.length, ...(endsSessions ? await deleteSessionsOf(transaction, id) : []));
    },
  });
  if (ended.length > 0) context.accessNews.publish({ kind: 'sessionsEnded', sessionIds: ended });
  context.accessNews.publish({ kind: 'rightsChanged', userId: id });
  return readUser(context, id);
}

export async function resetUserPassword(context: TenantContext, id: StaffId): Promise<{ oneTimePassword: string }> {
  const oneTimePassword = createOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const sessionIds = await inTransaction(context.database, async (transaction) => {
    if (!(await setGivenPassword(transaction, id, passwordHash))) throw new ProblemError('not_found');
    return deleteSessionsOf(transaction, id);
  });
  context.accessNews.publish({ kind: 'sessionsEnded', sessionIds });
  return { oneTimePassword };
}

async function requireActiveAdmin(transaction: Database, field: string): Promise<void> {
  if (await hasActiveAdmin(transaction)) return;
  const message = 'This is the last active administrator. Make somebody else an administrator first.';
  throw new ProblemError('refused', { rule: 'last_admin', detail: message, errors: [{ field, message }] });
}

function requireSites(plan: Plan, siteIds: readonly SiteId[]): void {
  const errors = siteIds.flatMap((id, index) => (plan.sites.has(id) ? [] : [{ field: `siteIds.${index}`, message: 'is not a site' }]));
  if (errors.length > 0) throw new ProblemError('invalid_input', { errors });
}

function toUser({ nameKey: _nameKey, emailKey: _emailKey, createdAt, ...row }: UserRow): User {
  return { ...row, createdAt: createdAt.toISOString() };
}
