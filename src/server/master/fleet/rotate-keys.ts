import { sql } from 'kysely';
import { KeyringError, type Purpose } from '../credentials/public.ts';
import type { Master } from '../master.ts';

export type KeyRotation = {
  readonly keyId: string;
  readonly renewedCount: number;
  /** Ciphertexts that no known key opens; whose they are and why. */
  readonly unreadable: readonly { readonly owner: string; readonly purpose: string; readonly reason: string }[];
};

type Secret = Purpose & { readonly id: string; readonly ciphertext: string };

/**
 * Encrypts again, with today's key, everything that an older one encrypted. Each secret is one statement that changes nothing
 * where somebody else has just replaced it, so it may run beside servers, be interrupted, and be run again.
 */
export async function rotateKeys(master: Master, onProgress?: (done: number, total: number) => void): Promise<KeyRotation> {
  const { keyring } = master;
  const secrets = await listOldSecrets(master);
  const unreadable: { owner: string; purpose: string; reason: string }[] = [];
  let renewedCount = 0;
  for (const [index, secret] of secrets.entries()) {
    const { owner, purpose } = secret;
    try {
      const renewed = keyring.encrypt(keyring.decrypt(secret.ciphertext, { owner, purpose }), { owner, purpose });
      if (await replace(master, secret, renewed)) renewedCount += 1;
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      unreadable.push({ owner, purpose, reason: error.message });
    }
    onProgress?.(index + 1, secrets.length);
  }
  return { keyId: keyring.keyId, renewedCount, unreadable };
}

async function listOldSecrets({ database, keyring }: Master): Promise<readonly Secret[]> {
  const isOld = (column: string) => sql`split_part(${sql.ref(column)}, '.', 2) <> ${keyring.keyId}`;
  const { rows } = await sql<Secret>`
    select id::text as id, tenant_id::text as owner, 'login-' || login as purpose, ciphertext from tenant_credentials where ${isOld('ciphertext')}
    union all
    select id::text, id::text, 'first-password', first_password_ciphertext from tenants where ${isOld('first_password_ciphertext')}
    union all
    select id::text, 'server-' || id, 'server-admin', admin_password_ciphertext from database_servers where ${isOld('admin_password_ciphertext')}
    order by owner, purpose`.execute(database);
  return rows;
}

async function replace({ database, keyring }: Master, { id, purpose, ciphertext }: Secret, renewed: string): Promise<boolean> {
  const statement =
    purpose === 'first-password'
      ? sql`update tenants set first_password_ciphertext = ${renewed} where id = ${id} and first_password_ciphertext = ${ciphertext}`
      : purpose === 'server-admin'
        ? sql`update database_servers set admin_password_ciphertext = ${renewed} where id = ${id} and admin_password_ciphertext = ${ciphertext}`
        : sql`update tenant_credentials set ciphertext = ${renewed}, key_id = ${keyring.keyId} where id = ${id} and ciphertext = ${ciphertext}`;
  return ((await statement.execute(database)).numAffectedRows ?? 0n) > 0n;
}
