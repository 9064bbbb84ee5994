import { sql, type Selectable } from 'kysely';
import { failureOf } from '../../platform/database/database-errors.ts';
import { keyIdOf, KeyringError, type Purpose } from '../credentials/public.ts';
import { auditBy, type By } from '../audit/public.ts';
import type { Master } from '../master.ts';
import type { TenantsTable } from '../master-tables.ts';
import { namesOf } from './slug.ts';

export type KeyRotation = {
  /** Ciphertexts that were under an old key and are under the current one now. */
  readonly renewed: number;
  readonly current: number;
  /** What no known key opens, by a name for people. */
  readonly unreadable: readonly string[];
};

type Secret = {
  readonly name: string;
  readonly ciphertext: string;
  readonly purpose: Purpose;
  /** Puts another ciphertext in the place of this one; nothing when somebody else was faster. */
  replace(ciphertext: string): Promise<unknown>;
};

/** Encrypts everything anew that is not under the current key. The old keys may be taken away when nothing is unreadable after it. */
export async function rotateKeys(
  master: Master,
  by: By,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<KeyRotation> {
  const secrets = [
    ...(await loginSecrets(master)),
    ...(await firstPasswordSecrets(master)),
    ...(await serverSecrets(master)),
    ...(await ssoSecrets(master)),
  ];
  const tenants = await master.database
    .selectFrom('tenants')
    .select(['id', 'slug', 'database_name', 'database_server_id'])
    .where('status', 'in', ['active', 'suspended', 'archived'])
    .execute();
  const tally: Tally = { renewed: 0, current: 0, unreadable: [] };
  const total = secrets.length + tenants.length;
  for (const [done, secret] of secrets.entries()) {
    onProgress(done, total);
    const next = renew(master, secret, tally);
    if (next !== undefined) await secret.replace(next);
  }
  for (const [done, tenant] of tenants.entries()) {
    onProgress(secrets.length + done, total);
    await renewInTenant(master, tenant, tally);
  }
  onProgress(total, total);
  const { renewed, unreadable } = tally;
  await auditBy(master.database, by, { action: 'keys.rotated', details: { keyId: master.keyring.keyId, renewed, unreadable } });
  return tally;
}

type Tally = { renewed: number; current: number; readonly unreadable: string[] };

/** The same under the current key; undefined: it is already, or cannot be read. */
function renew({ keyring }: Master, { name, ciphertext, purpose }: Omit<Secret, 'replace'>, tally: Tally): string | undefined {
  if (keyIdOf(ciphertext) === keyring.keyId) {
    tally.current += 1;
    return undefined;
  }
  try {
    const next = keyring.encrypt(keyring.decrypt(ciphertext, purpose), purpose);
    tally.renewed += 1;
    return next;
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    tally.unreadable.push(name);
    return undefined;
  }
}

type TenantPlace = Pick<Selectable<TenantsTable>, 'id' | 'slug' | 'database_name' | 'database_server_id'>;

/** What a tenant keeps in its own database. */
async function renewInTenant(master: Master, tenant: TenantPlace, tally: Tally): Promise<void> {
  const { id: owner, slug } = tenant;
  const { database, owner: role } = namesOf(tenant.database_name);
  const name = `client secret of ${slug}`;
  const purpose = { owner, purpose: 'sso-client' } as const;
  try {
    const server = await master.servers.admin(tenant.database_server_id);
    await master.servers.within(server, { database, role }, (opened) =>
      master.options.ports.renewSecrets(opened, (ciphertext) => renew(master, { name, ciphertext, purpose }, tally)),
    );
  } catch (error) {
    // Unreachable, or behind this program: its secrets stay under the old key, which must be kept until then.
    if (!isDatabaseFailure(error)) throw error;
    tally.unreadable.push(name);
  }
}

function isDatabaseFailure(error: unknown): boolean {
  return failureOf(error) !== undefined || (error instanceof Error && 'code' in error && typeof error.code === 'string');
}

async function loginSecrets({ database, keyring }: Master): Promise<Secret[]> {
  const rows = await database.selectFrom('tenant_credentials').select(['id', 'tenant_id', 'login', 'username', 'ciphertext']).execute();
  return rows.map(({ id, tenant_id: owner, login, username, ciphertext }) => ({
    name: `password of ${username}`,
    ciphertext,
    purpose: { owner, purpose: `login-${login}` },
    replace: (next) =>
      sql`update tenant_credentials set ciphertext = ${next}, key_id = ${keyring.keyId} where id = ${id} and ciphertext = ${ciphertext}`.execute(
        database,
      ),
  }));
}

async function firstPasswordSecrets({ database }: Master): Promise<Secret[]> {
  const rows = await database
    .selectFrom('tenants')
    .select(['id', 'slug', 'first_password_ciphertext'])
    .where('first_password_ciphertext', 'is not', null)
    .execute();
  return rows.map(({ id, slug, first_password_ciphertext: ciphertext }) => ({
    name: `first password of ${slug}`,
    ciphertext: ciphertext ?? '',
    purpose: { owner: id, purpose: 'first-password' },
    replace: (next) =>
      sql`update tenants set first_password_ciphertext = ${next} where id = ${id} and first_password_ciphertext = ${ciphertext}`.execute(
        database,
      ),
  }));
}

async function serverSecrets({ database }: Master): Promise<Secret[]> {
  const rows = await database
    .selectFrom('database_servers')
    .select(['id', 'name', 'admin_password_ciphertext'])
    .where('admin_password_ciphertext', 'is not', null)
    .execute();
  return rows.map(({ id, name, admin_password_ciphertext: ciphertext }) => ({
    name: `administrator of ${name}`,
    ciphertext: ciphertext ?? '',
    purpose: { owner: `server-${id}`, purpose: 'server-admin' },
    replace: (next) =>
      sql`update database_servers set admin_password_ciphertext = ${next} where id = ${id} and admin_password_ciphertext = ${ciphertext}`.execute(
        database,
      ),
  }));
}

async function ssoSecrets({ database }: Master): Promise<Secret[]> {
  const rows = await database
    .selectFrom('organization_sso as sso')
    .innerJoin('organizations', 'organizations.id', 'sso.organization_id')
    .select(['organizations.id', 'organizations.name', 'sso.client_secret_ciphertext as ciphertext'])
    .where('sso.client_secret_ciphertext', 'is not', null)
    .execute();
  return rows.map(({ id, name, ciphertext }) => ({
    name: `client secret of ${name}`,
    ciphertext: ciphertext ?? '',
    purpose: { owner: id, purpose: 'sso-client' },
    replace: (next) =>
      sql`update organization_sso set client_secret_ciphertext = ${next}
        where organization_id = ${id} and client_secret_ciphertext = ${ciphertext}`.execute(database),
  }));
}
