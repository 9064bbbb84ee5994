import type { Master } from '../master.ts';

export type Login = { readonly login: 'a' | 'b'; readonly username: string; readonly password: string };

/** The tenant's two logins with their passwords; throws a KeyringError when one cannot be decrypted. */
export async function readLogins({ database, keyring }: Master, tenantId: string): Promise<readonly Login[]> {
  const rows = await database
    .selectFrom('tenant_credentials')
    .select(['login', 'username', 'ciphertext'])
    .where('tenant_id', '=', tenantId)
    .where('retired_at', 'is', null)
    .orderBy('login')
    .execute();
  return rows.map(({ login, username, ciphertext }) => ({
    login,
    username,
    password: keyring.decrypt(ciphertext, { owner: tenantId, purpose: `login-${login}` }),
  }));
}
