import { inTransaction, openDatabase } from '../../platform/database/database.ts';
import { sql } from 'kysely';
import { createUuid } from '../../../lib/uuid.ts';
import { createDatabasePassword } from '../credentials/public.ts';
import { poolNameOf, namesOf } from './slug.ts';
import { readLogins } from './credentials-store.ts';
import { forgetPoolClaim, releasePoolDatabase } from './pool-store.ts';
import type { Master } from '../master.ts';
import type { Saga, Step } from './saga.ts';
import { schemaVersionOf, templateFor } from './schema-source.ts';
import {
  advanceSchema,
  claimPrepared,
  createRoles,
  createTenantDatabase,
  dropRoles,
  dropTenantDatabase,
  openToGroup,
  prepareSchema,
  setLoginPasswords,
} from './server-objects.ts';
import { updateStatus } from './tenants-store.ts';

/** Nobody else is in a database that is being made. */
const LOCK_TIMEOUT_MS = 10_000;

/** Its hash is being made from here on. */
export function createFirstPassword({ options, keyring }: Master, tenantId: string): string {
  return keyring.encrypt(options.ports.createPassword(), { owner: tenantId, purpose: 'first-password' });
}

/** The row that was there at the request is what holds slug and names; last of all it is what frees them. */
const reserve: Step = {
  name: 'reserve',
  run: async ({ master, tenant }) => {
    if (tenant.first_password_ciphertext !== null) return;
    await master.database
      .updateTable('tenants')
      .set({ first_password_ciphertext: createFirstPassword(master, tenant.id) })
      .where('id', '=', tenant.id)
      .where('first_password_ciphertext', 'is', null)
      .execute();
  },
  undo: async ({ master, tenant, finish }) => {
    await inTransaction(master.database, async (transaction) => {
      await releasePoolDatabase(transaction, tenant.id);
      await transaction.deleteFrom('tenants').where('id', '=', tenant.id).execute();
      await finish(transaction);
    });
  },
};

const roles: Step = {
  name: 'roles',
  run: async ({ master, admin, names, mark, prepared }) => {
    if (prepared) await claimPrepared(admin, namesOf(poolNameOf(prepared.number)), names, mark);
    else await createRoles(admin, names, mark, master.options.loginConnectionLimit);
  },
  undo: ({ admin, names, mark }) => dropRoles(admin, names, mark),
};

/** Passwords need nothing of the database that is made meanwhile. */
const credentials: Step = {
  name: 'credentials',
  after: ['roles'],
  run: async ({ master, tenant, names }) => {
    const rows = (['a', 'b'] as const).map((login) => ({
      id: createUuid(),
      tenant_id: tenant.id,
      login,
      username: login === 'a' ? names.loginA : names.loginB,
      ciphertext: master.keyring.encrypt(createDatabasePassword(), { owner: tenant.id, purpose: `login-${login}` }),
      key_id: master.keyring.keyId,
    }));
    const isCurrent = sql<boolean>`retired_at is null`;
    await master.database
      .insertInto('tenant_credentials')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'login']).where(isCurrent).doNothing())
      .execute();
  },
};

const database: Step = {
  name: 'database',
  after: ['roles'],
  run: async ({ master, server, admin, names, mark, prepared }) => {
    if (!prepared) await createTenantDatabase(admin, names, mark, await templateFor(master, server));
  },
  undo: ({ admin, names, mark }) => dropTenantDatabase(admin, names, mark),
};

const closeToPublic: Step = {
  name: 'revoke-public',
  after: ['database'],
  run: async ({ admin, names, prepared }) => {
    if (!prepared) await openToGroup(admin, names);
  },
};

/** What an earlier attempt or the stock made may be of a program before an upgrade. */
const schema: Step = {
  name: 'schema',
  after: ['revoke-public'],
  run: async ({ master, server, names, prepared, visits }) => {
    const source = { servers: visits, server, migrations: master.options.ports.migrations };
    const fromVersion = prepared?.schemaVersion ?? (await prepareSchema(source, names));
    if (fromVersion < schemaVersionOf(master)) await advanceSchema(source, names, { fromVersion, lockTimeoutMs: LOCK_TIMEOUT_MS });
  },
};

async function readFirstPassword({ database }: Master, tenantId: string): Promise<string | null> {
  const row = await database.selectFrom('tenants').select('first_password_ciphertext').where('id', '=', tenantId).executeTakeFirstOrThrow();
  return row.first_password_ciphertext;
}

const seed: Step = {
  name: 'seed',
  after: ['schema'],
  run: async ({ master, server, tenant, names, visits }) => {
    const ciphertext = tenant.first_password_ciphertext ?? (await readFirstPassword(master, tenant.id));
    if (ciphertext === null) throw new Error('the tenant has no first password');
    const password = master.keyring.decrypt(ciphertext, { owner: tenant.id, purpose: 'first-password' });
    const { id: tenantId, slug, name: title, admin_email: adminEmail } = tenant;
    await visits.within(server, { database: names.database, role: names.owner }, (tenantDatabase) =>
      master.options.ports.seed(tenantDatabase, { tenantId, slug, title, adminEmail, password }),
    );
  },
};

const logins: Step = {
  name: 'logins',
  after: ['credentials', 'schema'],
  run: async ({ master, admin, tenant }) => setLoginPasswords(admin, await readLogins(master, tenant.id)),
};

/** As requests will enter; the second login waits for the next change of passwords. */
const connectTest: Step = {
  name: 'connect-test',
  after: ['logins'],
  run: async ({ master, server, tenant, names }) => {
    const { host, port, ssl } = server.connection;
    const [login] = await readLogins(master, tenant.id);
    if (!login) throw new Error('the tenant has no credentials');
    const connection = { host, port, ssl, database: names.database, user: login.username, password: login.password };
    const opened = openDatabase({ connection, poolSize: 0, maxOverflow: 1, poolTimeoutMs: 10_000, namedStatements: false });
    try {
      await sql`select 1 from settings`.execute(opened.database);
    } finally {
      await opened.end();
    }
  },
};

/** Last: from here on the address leads in. */
const activate: Step = {
  name: 'activate',
  run: async ({ master, tenant, finish }) => {
    await inTransaction(master.database, async (transaction) => {
      await forgetPoolClaim(transaction, tenant.id);
      const version = schemaVersionOf(master);
      await transaction.updateTable('tenants').set({ schema_version: version }).where('id', '=', tenant.id).execute();
      if (!(await updateStatus(transaction, tenant.id, 'active'))) throw new Error('the tenant is not being provisioned any more');
      await finish(transaction);
    });
  },
};

export const provisionSaga: Saga = {
  kind: 'provision',
  steps: [reserve, roles, credentials, database, closeToPublic, schema, seed, logins, connectTest, activate],
};

/** What provisioning made is taken back in the opposite order; the slug is free last. */
export const deprovisionSaga: Saga = {
  kind: 'deprovision',
  steps: provisionSaga.steps.toReversed().flatMap(({ name, undo }) => (undo ? [{ name: `undo-${name}`, run: undo }] : [])),
};

export const sagas: readonly Saga[] = [provisionSaga, deprovisionSaga];
