import { sql } from 'kysely';
import type { User } from '../../../contract/access.ts';
import type { Role } from '../../../contract/roles.ts';
import { emailKeyOf, nameKeyOf } from '../../../lib/text-key.ts';
import type { SiteId, StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Position } from '../../platform/http/paging.ts';

/** A user as the API answers, with the keys that lists are ordered by. */
export type UserRow = Omit<User, 'createdAt'> & { readonly createdAt: Date; readonly nameKey: string; readonly emailKey: string };

const USER = sql`
  users.id, users.email, staff.name, users.role, staff.is_active as "isActive", staff.home_site_id as "homeSiteId",
  array(select site_id::text from user_sites where user_id = users.id order by site_id) as "siteIds",
  staff.job_title as "jobTitle", staff.max_capacity_percent as "maxCapacityPercent", staff.weekly_pattern as "weeklyPattern",
  users.must_change_password and users.password_hash is not null as "mustChangePassword", users.created_at as "createdAt",
  users.name_key as "nameKey", users.email_key as "emailKey"`;

export type UserFilter = {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly siteId?: SiteId | undefined;
  readonly isActive?: boolean | undefined;
  readonly orderBy: 'name' | 'email';
  readonly isDescending: boolean;
  readonly after: Position | undefined;
  readonly limit: number;
};

/** Users in the order of their folded keys, `limit` and one more, so that the caller knows whether others follow. */
export async function listUsers(database: Database, filter: UserFilter): Promise<readonly UserRow[]> {
  const key = filter.orderBy === 'name' ? sql`users.name_key` : sql`users.email_key`;
  const [beyond, order] = filter.isDescending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const conditions = [sql`true`];
  if (filter.after) conditions.push(sql`(${key}, users.id) ${beyond} (${filter.after.key}::text collate "C", ${filter.after.id}::uuid)`);
  if (filter.role) conditions.push(sql`users.role = ${filter.role}`);
  if (filter.isActive !== undefined) conditions.push(sql`staff.is_active = ${filter.isActive}`);
  if (filter.siteId) conditions.push(sql`exists (select from user_sites where user_id = users.id and site_id = ${filter.siteId})`);
  if (filter.search) {
    const [inName, inEmail] = [containing(nameKeyOf(filter.search)), containing(emailKeyOf(filter.search))];
    conditions.push(sql`(users.name_key like ${inName} or users.email_key like ${inEmail})`);
  }
  const { rows } = await sql<UserRow>`
    select ${USER} from users join staff on staff.id = users.id
    where ${sql.join(conditions, sql` and `)} order by ${key} ${order}, users.id ${order} limit ${filter.limit + 1}`.execute(database);
  return rows;
}

export async function findUser(database: Database, id: StaffId): Promise<UserRow | undefined> {
  const { rows } = await sql<UserRow>`select ${USER} from users join staff on staff.id = users.id where users.id = ${id}`.execute(database);
  return rows[0];
}

export type NewAccount = {
  readonly id: StaffId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly siteIds: readonly SiteId[];
  /** null: nobody can sign in until a password is given. */
  readonly passwordHash: string | null;
};

export async function insertAccounts(transaction: Database, accounts: readonly NewAccount[]): Promise<void> {
  for (const { id, email, name, role, siteIds, passwordHash } of accounts) {
    await sql`
      insert into users (id, email, email_key, name_key, role, password_hash, must_change_password)
      values (${id}, ${email}, ${emailKeyOf(email)}, ${nameKeyOf(name)}, ${role}, ${passwordHash}, true)`.execute(transaction);
    await replaceSites(transaction, id, siteIds);
  }
}

export type AccountChange = {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly siteIds?: readonly SiteId[] | undefined;
};

export async function updateAccount(transaction: Database, id: StaffId, { email, name, role, siteIds }: AccountChange): Promise<void> {
  const columns = [
    ...(email === undefined ? [] : [sql`email = ${email}`, sql`email_key = ${emailKeyOf(email)}`]),
    ...(name === undefined ? [] : [sql`name_key = ${nameKeyOf(name)}`]),
    ...(role === undefined ? [] : [sql`role = ${role}`]),
  ];
  if (columns.length > 0) await sql`update users set ${sql.join(columns)} where id = ${id}`.execute(transaction);
  if (siteIds) await replaceSites(transaction, id, siteIds);
}

async function replaceSites(transaction: Database, userId: StaffId, siteIds: readonly SiteId[]): Promise<void> {
  await sql`delete from user_sites where user_id = ${userId}`.execute(transaction);
  if (siteIds.length === 0) return;
  await sql`
    insert into user_sites (user_id, site_id)
    select ${userId}, site_id from unnest(${[...new Set(siteIds)]}::uuid[]) as site_id`.execute(transaction);
}

/** Whether at least one administrator can sign in. */
export async function hasActiveAdmin(transaction: Database): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users join staff on staff.id = users.id where users.role = 'admin' and staff.is_active limit 1`.execute(transaction);
  return rows.length > 0;
}

export async function hasUsers(database: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from users limit 1`.execute(database);
  return rows.length > 0;
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
