import { emailKeyOf } from '../../../lib/text-key.ts';
import { accept } from '../../../lib/result.ts';
import { failureOf } from '../../platform/database/database-errors.ts';
import { inTransaction } from '../../platform/database/database.ts';
import { tellAccess } from '../../platform/tenancy/tenant-news.ts';
import { KeyringError } from '../credentials/public.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import { readLogins } from './credentials-store.ts';
import { enterAs } from './enter-as.ts';
import { notFound, refused, wrongStatus } from './refusals.ts';
import { namesOf } from './slug.ts';
import type { ConnectionTest, TenantCredentials, TenantResult } from './tenant.ts';
import { findTenantRow } from './tenants-store.ts';

/** How the tenant's own logins enter, and the first password as long as it is kept. The caller writes the audit log. */
export async function readCredentials(master: Master, id: string): Promise<TenantResult<TenantCredentials>> {
  const row = await findTenantRow(master.database, id);
  if (!row) return notFound();
  const { host, port } = await master.servers.get(row.database_server_id);
  try {
    const logins = await readLogins(master, id);
    if (logins.length === 0) return refused('not_available', 'The tenant has no database yet.');
    const ciphertext = row.first_password_ciphertext;
    const firstPassword = ciphertext === null ? null : master.keyring.decrypt(ciphertext, { owner: id, purpose: 'first-password' });
    return accept({ host, port, databaseName: row.database_name, logins, adminEmail: row.admin_email, firstPassword });
  } catch (error) {
    if (error instanceof KeyringError)
      return refused('not_available', `The credentials cannot be read. ${error.message} Restore that key, or run: milestone doctor --fix`);
    throw error;
  }
}

/** Enters the tenant's database with each of its logins, as requests do. */
export async function testConnection(master: Master, id: string): Promise<TenantResult<ConnectionTest>> {
  const row = await findTenantRow(master.database, id);
  if (!row) return notFound();
  const { host, port, ssl } = await master.servers.get(row.database_server_id);
  const startMs = performance.now();
  try {
    const logins = await readLogins(master, id);
    if (logins.length === 0) return refused('not_available', 'The tenant has no database yet.');
    let found = { schemaVersion: null as number | null, serverVersion: '' };
    for (const login of logins) found = await enterAs({ host, port, ssl, database: row.database_name }, login);
    return accept({ kind: 'ok', durationMs: Math.round(performance.now() - startMs), ...found });
  } catch (error) {
    if (!failureOf(error) && !(error instanceof KeyringError) && !isRefusedByServer(error)) throw error;
    return accept({ kind: 'failed', message: sentenceOf(error, `${host}:${port}/${row.database_name}`) });
  }
}

function isRefusedByServer(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(28|42|3D|53|55)/.test(error.code);
}

function sentenceOf(error: unknown, place: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Database connection failed (${place}): ${message}`;
}

/** A new password for the tenant's administrator, to be changed at the next sign-in. Answered once, and kept until then. */
export async function resetAdminPassword(
  master: Master,
  id: string,
  by: By,
): Promise<TenantResult<{ readonly email: string; readonly password: string }>> {
  const row = await findTenantRow(master.database, id);
  if (!row) return notFound();
  if (!['active', 'suspended', 'archived'].includes(row.status)) return wrongStatus(row.status, 'given a new password');
  const { ports } = master.options;
  const [email, password, names] = [row.admin_email, ports.createPassword(), namesOf(row.database_name)];
  const server = await master.servers.admin(row.database_server_id);
  const userId = await master.servers.within(server, { database: names.database, role: names.owner }, (database) =>
    ports.resetAdminPassword(database, { email, password }),
  );
  if (userId === undefined)
    return refused('not_available', `There is no active administrator ${email} in this tenant. Correct the tenant's admin e-mail first.`);
  const ciphertext = master.keyring.encrypt(password, { owner: id, purpose: 'first-password' });
  await inTransaction(master.database, async (transaction) => {
    await transaction.updateTable('tenants').set({ first_password_ciphertext: ciphertext }).where('id', '=', id).execute();
    const note = { action: 'tenant.admin_password_reset', tenantId: id, tenantSlug: row.slug, details: { email } };
    await auditBy(transaction, by, note);
  });
  await tellAccess(master.database, id, { kind: 'rightsChanged', userId });
  return accept({ email, password });
}

/** The administrator chose a password: the generated one has no more use and is erased. */
export async function forgetFirstPassword({ database }: Master, id: string, email: string): Promise<void> {
  const row = await database
    .selectFrom('tenants')
    .select(['admin_email', 'first_password_ciphertext'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.first_password_ciphertext === null || emailKeyOf(row.admin_email) !== emailKeyOf(email)) return;
  await database.updateTable('tenants').set({ first_password_ciphertext: null }).where('id', '=', id).execute();
}
