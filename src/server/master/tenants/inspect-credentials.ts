import type { Selectable } from 'kysely';
import { createDatabasePassword, KeyringError } from '../credentials/public.ts';
import type { Master } from '../master.ts';
import type { TenantsTable } from '../master-tables.ts';
import type { ServerAdmin } from '../servers/public.ts';
import { readLogins, type Login } from './credentials-store.ts';
import { enterAs, type TenantPlace } from './enter-as.ts';
import type { Drift } from './finding.ts';
import { setLoginPasswords } from './server-objects.ts';

type TenantRow = Selectable<TenantsTable>;

/** Passwords in the registry that no key opens. */
export async function inspectCredentials(master: Master, server: ServerAdmin, tenant: TenantRow): Promise<Drift[]> {
  const rows = await master.database
    .selectFrom('tenant_credentials')
    .select(['id', 'login', 'username', 'ciphertext'])
    .where('tenant_id', '=', tenant.id)
    .where('retired_at', 'is', null)
    .execute();
  return rows.flatMap(({ id, login, username, ciphertext }): Drift[] => {
    const purpose = { owner: tenant.id, purpose: `login-${login}` } as const;
    try {
      master.keyring.decrypt(ciphertext, purpose);
      return [];
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      const repair = async (): Promise<void> => {
        const password = createDatabasePassword();
        const renewed = { ciphertext: master.keyring.encrypt(password, purpose), key_id: master.keyring.keyId };
        await master.database.updateTable('tenant_credentials').set(renewed).where('id', '=', id).execute();
        await setLoginPasswords(server.database, [{ username, password }]);
      };
      const message = `The password of "${username}" (tenant "${tenant.slug}") cannot be read. ${error.message} The repair sets a new one.`;
      return [{ kind: 'undecryptable_credential', serverId: server.server.id, tenantId: tenant.id, subject: username, message, repair }];
    }
  });
}

/** A first password that no key opens is of no use to anybody, and its administrator can be given another. */
export function inspectFirstPassword(master: Master, server: ServerAdmin, tenant: TenantRow): Drift[] {
  const ciphertext = tenant.first_password_ciphertext;
  if (ciphertext === null) return [];
  try {
    master.keyring.decrypt(ciphertext, { owner: tenant.id, purpose: 'first-password' });
    return [];
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    return [
      {
        kind: 'undecryptable_credential',
        serverId: server.server.id,
        tenantId: tenant.id,
        subject: `${tenant.database_name} (first password)`,
        message: `The one-time password of the administrator of "${tenant.slug}" cannot be read. ${error.message} The repair erases it; another one: milestone tenant credentials ${tenant.slug} --reset-admin-password`,
        repair: async () => {
          await master.database
            .updateTable('tenants')
            .set({ first_password_ciphertext: null })
            .where('id', '=', tenant.id)
            .where('first_password_ciphertext', '=', ciphertext)
            .execute();
        },
      },
    ];
  }
}

/** Logins that the server does not let in with what the registry knows. */
export async function inspectLogins(master: Master, server: ServerAdmin, tenant: TenantRow): Promise<Drift[]> {
  const { host, port, ssl } = server.server;
  const place = { host, port, ssl, database: tenant.database_name };
  const drifts: Drift[] = [];
  for (const login of await readLogins(master, tenant.id)) {
    const refusal = await refusalOf(place, login);
    if (refusal === undefined) continue;
    const { username } = login;
    drifts.push({
      kind: 'login_refused',
      serverId: server.server.id,
      tenantId: tenant.id,
      subject: username,
      message: `"${username}" (tenant "${tenant.slug}") cannot enter: ${refusal.message}.`,
      ...(refusal.isPassword ? { repair: () => setLoginPasswords(server.database, [login]) } : {}),
    });
  }
  return drifts;
}

/** Only what says "never like this": a server that is busy, or a right that is found elsewhere, is no refusal of the login. */
async function refusalOf(
  place: TenantPlace,
  login: Login,
): Promise<{ readonly message: string; readonly isPassword: boolean } | undefined> {
  try {
    await enterAs(place, login);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (!(error instanceof Error) || (code !== '28P01' && code !== '28000')) return undefined;
    return { message: error.message, isPassword: code === '28P01' };
  }
}
