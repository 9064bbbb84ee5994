import { sql } from 'kysely';
import type { Role } from '../../../contract/roles.ts';
import type { SiteId, StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';

export type Account = {
  readonly id: StaffId;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string | null;
  readonly is_active: boolean;
};

const ACCOUNT = sql`users.id, users.email, staff.name, users.password_hash, staff.is_active`;

export async function findAccountByEmailKey(database: Database, emailKey: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select ${ACCOUNT} from users join staff on staff.id = users.id where users.email_key = ${emailKey}`.execute(database);
  return rows[0];
}

export async function findAccount(database: Database, id: StaffId): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select ${ACCOUNT} from users join staff on staff.id = users.id where users.id = ${id}`.execute(database);
  return rows[0];
}

/** Replaces a password hash, unless another request replaced it meanwhile. */
export async function replacePasswordHash(
  database: Database,
  { id, from, to, isChosen }: { readonly id: StaffId; readonly from: string; readonly to: string; readonly isChosen: boolean },
): Promise<boolean> {
  const chosen = isChosen ? sql`, must_change_password = false, password_changed_at = now()` : sql``;
  const { rows } = await sql`
    update users set password_hash = ${to} ${chosen} where id = ${id} and password_hash = ${from} returning id`.execute(database);
  return rows.length > 0;
}

/** Whether the account still has this hash, and keeps it so until the transaction ends. */
export async function holdPasswordHash(transaction: Database, id: StaffId, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`select 1 from users where id = ${id} and password_hash = ${passwordHash} for share`.execute(transaction);
  return rows.length > 0;
}

/** Gives a user a password that somebody else knows: it must be changed at the next sign-in. False when there is no such user. */
export async function setGivenPassword(database: Database, id: StaffId, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`
    update users set password_hash = ${passwordHash}, must_change_password = true, password_changed_at = now()
    where id = ${id} returning id`.execute(database);
  return rows.length > 0;
}

export type MeRow = {
  readonly id: StaffId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly home_site_id: SiteId | null;
  readonly must_change_password: boolean;
  readonly has_password: boolean;
  readonly site_ids: readonly SiteId[];
  readonly instance_title: string;
};

export async function getMeRow(database: Database, id: StaffId): Promise<MeRow> {
  const { rows } = await sql<MeRow>`
    select users.id, users.email, staff.name, users.role, staff.home_site_id, users.must_change_password,
      users.password_hash is not null as has_password,
      array(select site_id::text from user_sites where user_id = users.id order by site_id) as site_ids,
      settings.instance_title
    from users join staff on staff.id = users.id cross join settings where users.id = ${id}`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('a signed-in user has no account');
  return row;
}
