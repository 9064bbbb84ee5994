import { sql } from 'kysely';
import type { SsoProvider } from '../../../contract/sso.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId, StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';

/** The workspace's own connection, as it is kept. */
export type OwnConnection = {
  readonly provider: SsoProvider;
  readonly directoryId: string | null;
  readonly issuerUrl: string | null;
  readonly clientId: string;
  readonly ciphertext: string;
  readonly label: string | null;
  readonly autoCreate: boolean;
  readonly defaultRole: 'user' | 'superuser';
  readonly requiredGroupIds: readonly string[];
  readonly groupMatch: 'any' | 'all';
  readonly isEnabled: boolean;
};

export async function findOwnConnection(database: Database): Promise<(OwnConnection & { readonly updatedAt: Date }) | undefined> {
  const { rows } = await sql<OwnConnection & { updatedAt: Date }>`
    select provider, directory_id as "directoryId", issuer_url as "issuerUrl", client_id as "clientId",
      client_secret_ciphertext as ciphertext, label, auto_create as "autoCreate", default_role as "defaultRole",
      required_group_ids as "requiredGroupIds", group_match as "groupMatch", is_enabled as "isEnabled", updated_at as "updatedAt"
    from sso_connection`.execute(database);
  return rows[0];
}

export async function replaceOwnConnection(database: Database, row: OwnConnection): Promise<void> {
  await sql`
    insert into sso_connection (provider, directory_id, issuer_url, client_id, client_secret_ciphertext, label, auto_create,
      default_role, required_group_ids, group_match, is_enabled)
    values (${row.provider}, ${row.directoryId}, ${row.issuerUrl}, ${row.clientId}, ${row.ciphertext}, ${row.label}, ${row.autoCreate},
      ${row.defaultRole}, ${row.requiredGroupIds}::text[], ${row.groupMatch}, ${row.isEnabled})
    on conflict (id) do update set provider = excluded.provider, directory_id = excluded.directory_id,
      issuer_url = excluded.issuer_url, client_id = excluded.client_id, client_secret_ciphertext = excluded.client_secret_ciphertext,
      label = excluded.label, auto_create = excluded.auto_create, default_role = excluded.default_role,
      required_group_ids = excluded.required_group_ids, group_match = excluded.group_match, is_enabled = excluded.is_enabled,
      updated_at = now()`.execute(database);
}

/** Puts what `renew` makes of it in the place of the kept secret; undefined: it stays. */
export async function renewOwnSecret(database: Database, renew: (ciphertext: string) => string | undefined): Promise<void> {
  const own = await findOwnConnection(database);
  const next = own && renew(own.ciphertext);
  if (next === undefined) return;
  await sql`update sso_connection set client_secret_ciphertext = ${next} where client_secret_ciphertext = ${own?.ciphertext}`.execute(
    database,
  );
}

export async function deleteOwnConnection(database: Database): Promise<boolean> {
  const { rows } = await sql`delete from sso_connection returning id`.execute(database);
  return rows.length > 0;
}

export type SettingsRow = {
  readonly hasPasswords: boolean;
  readonly breakGlassHash: string | null;
  readonly breakGlassCreatedAt: Date | null;
  /** Those that are still there. */
  readonly defaultSiteIds: readonly SiteId[];
  readonly linkedUserCount: number;
};

export async function getSettingsRow(database: Database): Promise<SettingsRow> {
  const { rows } = await sql<SettingsRow>`
    select has_passwords as "hasPasswords", break_glass_hash as "breakGlassHash", break_glass_created_at as "breakGlassCreatedAt",
      array(select id::text from sites where id = any (default_site_ids) order by id) as "defaultSiteIds",
      (select count(distinct user_id)::int from user_identities) as "linkedUserCount"
    from sign_in_settings`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('the settings of the sign-in have no row');
  return row;
}

/** Locked against every other change until the transaction ends. */
export async function lockSettings(transaction: Database): Promise<void> {
  await sql`select from sign_in_settings for update`.execute(transaction);
}

export async function setHasPasswords(transaction: Database, hasPasswords: boolean): Promise<void> {
  await sql`update sign_in_settings set has_passwords = ${hasPasswords}`.execute(transaction);
}

export async function setDefaultSites(transaction: Database, siteIds: readonly SiteId[]): Promise<void> {
  await sql`update sign_in_settings set default_site_ids = ${[...siteIds]}::uuid[]`.execute(transaction);
}

export async function setBreakGlass(database: Database, hash: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    update sign_in_settings set break_glass_hash = ${hash}, break_glass_created_at = now()
    returning break_glass_created_at as at`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('the settings of the sign-in have no row');
  return row.at;
}

/** Uses the code up; false when somebody else did, or made another one. */
export async function spendBreakGlass(transaction: Database, hash: string): Promise<boolean> {
  const { rows } = await sql`
    update sign_in_settings set break_glass_hash = null, break_glass_created_at = null
    where break_glass_hash = ${hash} returning id`.execute(transaction);
  return rows.length > 0;
}

export async function countSites(database: Database, siteIds: readonly SiteId[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from sites where id = any (${[...siteIds]}::uuid[])`.execute(
    database,
  );
  return rows[0]?.count ?? 0;
}

/** What somebody is at the provider. */
export type IdentityKey = { readonly provider: SsoProvider; readonly realm: string; readonly subject: string };
export type Holder = { readonly identityId: string; readonly userId: StaffId; readonly isActive: boolean };

export async function findHolder(database: Database, { provider, realm, subject }: IdentityKey): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    select user_identities.id as "identityId", user_id as "userId", staff.is_active as "isActive"
    from user_identities join staff on staff.id = user_id
    where provider = ${provider} and realm = ${realm} and subject = ${subject}`.execute(database);
  return rows[0];
}

export async function insertIdentity(
  transaction: Database,
  { provider, realm, subject, userId, email }: IdentityKey & { readonly userId: StaffId; readonly email: string | null },
): Promise<void> {
  await sql`
    insert into user_identities (id, user_id, provider, realm, subject, email, last_used_at)
    values (${createUuid()}, ${userId}, ${provider}, ${realm}, ${subject}, ${email}, now())`.execute(transaction);
}

export async function markUsed(transaction: Database, identityId: string, email: string | null): Promise<void> {
  await sql`update user_identities set last_used_at = now(), email = coalesce(${email}, email) where id = ${identityId}`.execute(
    transaction,
  );
}

export type IdentityRow = {
  readonly id: string;
  readonly provider: SsoProvider;
  readonly realm: string;
  readonly email: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

export async function listIdentityRows(database: Database, userId: StaffId): Promise<readonly IdentityRow[]> {
  const { rows } = await sql<IdentityRow>`
    select id, provider, realm, email, created_at as "createdAt", last_used_at as "lastUsedAt"
    from user_identities where user_id = ${userId} order by created_at, id`.execute(database);
  return rows;
}

export async function deleteIdentity(transaction: Database, userId: StaffId, id: string): Promise<boolean> {
  const { rows } = await sql`delete from user_identities where id = ${id} and user_id = ${userId} returning id`.execute(transaction);
  return rows.length > 0;
}

export type AccountOfEmail = { readonly id: StaffId; readonly email: string; readonly isActive: boolean };

export async function findAccountOfEmail(database: Database, emailKey: string): Promise<AccountOfEmail | undefined> {
  const { rows } = await sql<AccountOfEmail>`
    select users.id, users.email, staff.is_active as "isActive"
    from users join staff on staff.id = users.id where users.email_key = ${emailKey}`.execute(database);
  return rows[0];
}

export async function hasPassword(database: Database, userId: StaffId): Promise<boolean> {
  const { rows } = await sql`select from users where id = ${userId} and password_hash is not null`.execute(database);
  return rows.length > 0;
}

/** Whether this is an administrator who may sign in, by id. */
export async function findActiveAdmin(database: Database, emailKey: string): Promise<StaffId | undefined> {
  const { rows } = await sql<{ id: StaffId }>`
    select users.id from users join staff on staff.id = users.id
    where users.email_key = ${emailKey} and users.role = 'admin' and staff.is_active`.execute(database);
  return rows[0]?.id;
}

export async function getInstanceTitle(database: Database): Promise<string> {
  const { rows } = await sql<{ title: string }>`select instance_title as title from settings`.execute(database);
  return rows[0]?.title ?? '';
}
