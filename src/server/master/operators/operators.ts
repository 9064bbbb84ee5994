import { sql } from 'kysely';
import type { Operator, OperatorRole } from '../../../contract/admin/operators.ts';
import { emailKeyOf, nameKeyOf } from '../../../lib/text-key.ts';
import { createUuid } from '../../../lib/uuid.ts';
import { createOneTimePassword } from '../../platform/accounts/one-time-password.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { inTransaction, type Database, type DatabaseTransaction } from '../../platform/database/database.ts';
import { decodeCursor, pageOf, type Page, type PageQuery } from '../../platform/http/paging.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { MasterTables } from '../master-tables.ts';
import { endSessionsOf } from './operator-sessions.ts';
import { refusingDuplicates } from '../refusing-duplicates.ts';

const UNIQUE = 'admin_users_email_key_unique';
const TAKEN = { field: 'email', message: 'belongs to another user of the portal' };

type MasterDatabase = Database<MasterTables>;

type OperatorRow = Omit<Operator, 'lastSignInAt' | 'createdAt'> & {
  readonly lastSignInAt: Date | null;
  readonly createdAt: Date;
  readonly nameKey: string;
};

const OPERATOR = sql`
  operator.id, operator.email, operator.name, operator.role, operator.is_active as "isActive",
  operator.must_change_password as "mustChangePassword", operator.last_sign_in_at as "lastSignInAt",
  operator.created_at as "createdAt", operator.name_key as "nameKey",
  coalesce((select json_agg(json_build_object('id', tenants.id, 'name', tenants.name, 'slug', tenants.slug) order by tenants.name_key, tenants.id)
    from admin_tenant_grants grants join tenants on tenants.id = grants.tenant_id where grants.admin_user_id = operator.id), '[]'::json) as tenants`;

function operatorOf({ nameKey: _key, ...row }: OperatorRow): Operator {
  return { ...row, lastSignInAt: row.lastSignInAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
}

/** One page by name; the search looks into name and e-mail. */
export async function listOperators(
  database: MasterDatabase,
  query: PageQuery & { readonly search?: string | undefined },
): Promise<Page<Operator>> {
  const after = decodeCursor(query.cursor);
  const conditions = [sql`true`];
  if (after) conditions.push(sql`(operator.name_key collate "C", operator.id) > (${after.key}::text collate "C", ${after.id}::uuid)`);
  if (query.search !== undefined) {
    const pattern = `%${nameKeyOf(query.search).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push(sql`(operator.name_key like ${pattern} or operator.email_key like ${pattern})`);
  }
  const { rows } = await sql<OperatorRow>`
    select ${OPERATOR} from admin_users operator where ${sql.join(conditions, sql` and `)}
    order by operator.name_key collate "C", operator.id limit ${query.limit + 1}`.execute(database);
  return pageOf(rows, query.limit, (row) => ({ key: row.nameKey, id: row.id }), operatorOf);
}

async function getOperator(database: MasterDatabase, id: string): Promise<Operator> {
  const { rows } = await sql<OperatorRow>`select ${OPERATOR} from admin_users operator where operator.id = ${id}`.execute(database);
  const [row] = rows;
  if (!row) throw new ProblemError('not_found');
  return operatorOf(row);
}

export type NewOperator = {
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly isActive?: boolean | undefined;
  readonly tenantIds?: readonly string[] | undefined;
  /** Absent: one is made up. */
  readonly password?: string | undefined;
};

/** Makes an operator with a password that must be changed at the first sign-in. */
export async function createOperator(
  database: MasterDatabase,
  input: NewOperator,
  by: By,
): Promise<{ readonly operator: Operator; readonly oneTimePassword: string }> {
  const oneTimePassword = input.password ?? createOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const id = createUuid();
  const operator = await refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(database, async (transaction) => {
      await insertOperator(transaction, id, input, passwordHash);
      await replaceGrants(transaction, id, input.tenantIds ?? []);
      const made = await getOperator(transaction, id);
      const { email, role, tenants } = made;
      await auditBy(transaction, by, {
        action: 'operator.created',
        details: { id, email, role, tenants: tenants.map(({ slug }) => slug) },
      });
      return made;
    }),
  );
  return { operator, oneTimePassword };
}

async function insertOperator(transaction: MasterDatabase, id: string, input: NewOperator, passwordHash: string): Promise<void> {
  const { email, name, role, isActive = true } = input;
  await transaction
    .insertInto('admin_users')
    .values({
      id,
      email,
      email_key: emailKeyOf(email),
      name,
      name_key: nameKeyOf(name),
      role,
      password_hash: passwordHash,
      is_active: isActive,
      password_changed_at: null,
      last_sign_in_at: null,
    })
    .execute();
}

export type OperatorChange = Partial<Omit<NewOperator, 'password'>>;

/** What is not named stays. Losing rights ends the sessions, and there is always a superadmin who can sign in. */
export async function updateOperator(database: MasterDatabase, id: string, change: OperatorChange, by: By): Promise<Operator> {
  return refusingDuplicates(UNIQUE, TAKEN, () =>
    inTransaction(database, async (transaction) => {
      await lockSuperadmins(transaction);
      const before = await getOperator(transaction, id);
      await transaction
        .updateTable('admin_users')
        .set({
          id,
          ...(change.email === undefined ? {} : { email: change.email, email_key: emailKeyOf(change.email) }),
          ...(change.name === undefined ? {} : { name: change.name, name_key: nameKeyOf(change.name) }),
          ...(change.role === undefined ? {} : { role: change.role }),
          ...(change.isActive === undefined ? {} : { is_active: change.isActive }),
        })
        .where('id', '=', id)
        .execute();
      if (change.tenantIds) await replaceGrants(transaction, id, change.tenantIds);
      await requireSuperadmin(transaction);
      const isRoleChanged = change.role !== undefined && change.role !== before.role;
      if (isRoleChanged || change.isActive === false) await endSessionsOf(transaction, id);
      const after = await getOperator(transaction, id);
      const { email, role, isActive, tenants } = after;
      const details = { id, email, role, isActive, tenants: tenants.map(({ slug }) => slug) };
      await auditBy(transaction, by, { action: 'operator.changed', details });
      return after;
    }),
  );
}

export async function deleteOperator(database: MasterDatabase, id: string, by: By): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await lockSuperadmins(transaction);
    const gone = await transaction.deleteFrom('admin_users').where('id', '=', id).returning('email').executeTakeFirst();
    if (!gone) throw new ProblemError('not_found');
    await requireSuperadmin(transaction);
    await auditBy(transaction, by, { action: 'operator.deleted', details: { id, email: gone.email } });
  });
}

/** Answers with the password, which nobody can see again. */
export async function resetOperatorPassword(database: MasterDatabase, id: string, by: By): Promise<{ email: string; password: string }> {
  const password = createOneTimePassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(database, async (transaction) => {
    const row = await transaction
      .updateTable('admin_users')
      .set({ password_hash: passwordHash, must_change_password: true })
      .where('id', '=', id)
      .returning('email')
      .executeTakeFirst();
    if (!row) throw new ProblemError('not_found');
    await endSessionsOf(transaction, id);
    await auditBy(transaction, by, { action: 'operator.password_reset', details: { id, email: row.email } });
    return { email: row.email, password };
  });
}

async function lockSuperadmins(transaction: DatabaseTransaction<MasterTables>): Promise<void> {
  await transaction.selectFrom('admin_users').select('id').where('role', '=', 'superadmin').orderBy('id').forUpdate().execute();
}

async function requireSuperadmin(transaction: MasterDatabase): Promise<void> {
  const row = await transaction
    .selectFrom('admin_users')
    .select('id')
    .where('role', '=', 'superadmin')
    .where('is_active', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new ProblemError('in_use', { detail: 'This is the last active superadmin. Make another one first.' });
}

async function replaceGrants(transaction: MasterDatabase, id: string, tenantIds: readonly string[]): Promise<void> {
  await transaction.deleteFrom('admin_tenant_grants').where('admin_user_id', '=', id).execute();
  const wanted = [...new Set(tenantIds)];
  if (wanted.length === 0) return;
  const known = await transaction.selectFrom('tenants').select('id').where('id', 'in', wanted).execute();
  if (known.length < wanted.length)
    throw new ProblemError('invalid_input', { errors: [{ field: 'tenantIds', message: 'names a tenant that does not exist' }] });
  await transaction
    .insertInto('admin_tenant_grants')
    .values(wanted.map((tenantId) => ({ admin_user_id: id, tenant_id: tenantId })))
    .execute();
}
