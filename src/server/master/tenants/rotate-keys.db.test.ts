import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { startTestMaster, type TestMaster } from '../../../../tests/support/test-master.ts';
import { createKeyring } from '../credentials/public.ts';
import type { Master } from '../master.ts';
import { createOrganization, draftConnection, setSso } from '../organizations/public.ts';
import { createTenant, namesOf, readCredentials, rotateKeys, testConnection, waitForOperation } from './public.ts';

const [oldKey, newKey] = ['c3'.repeat(32), 'd4'.repeat(32)];
let test: TestMaster;
beforeAll(async () => {
  test = await startTestMaster({ encryptionKey: oldKey });
});
afterAll(() => test.stop());

function withKeys(current: string, old: readonly string[]): Master {
  return { ...test.master, keyring: createKeyring(current, old) };
}

it('after a rotation the new key alone reads everything, and nothing else changed', async () => {
  const input = { name: 'Keys', slug: test.slug('keys'), adminEmail: 'a@b.example' };
  const made = await createTenant(test.master, input, { provision: true, requestedBy: 'x' });
  if (!made.ok) throw new Error(made.refusal.message);
  const { tenant, operation } = made.value;
  await waitForOperation(test.master, operation?.id ?? '', 60_000);
  const by = { requestedBy: 'tester' };
  const organization = await createOrganization(test.master, { name: 'Keys' }, by);
  const place = { provider: 'entra', directoryId: crypto.randomUUID(), issuerUrl: null, clientId: 'client' } as const;
  const sso = { ...place, label: null, autoCreate: false, defaultRole: 'user', isEnabled: true } as const;
  await setSso(test.master, organization.id, { ...sso, clientSecret: 'shared' }, by);
  const { database, owner } = namesOf(tenant.databaseName);
  const within = async <Value>(work: (opened: Database) => Promise<Value>) =>
    test.master.servers.within(await test.master.servers.admin(tenant.databaseServerId), { database, role: owner }, work);
  const ownPurpose = { owner: tenant.id, purpose: 'sso-client' } as const;
  const ciphertext = test.master.keyring.encrypt('own', ownPurpose);
  await within((opened) =>
    sql`insert into sso_connection (provider, directory_id, client_id, client_secret_ciphertext, auto_create, default_role,
      required_group_ids, group_match, is_enabled)
      values ('entra', 'd', 'c', ${ciphertext}, false, 'user', '{}', 'any', true)`.execute(opened),
  );
  const before = await readCredentials(test.master, tenant.id);
  expect(await rotateKeys(withKeys(newKey, []), by)).toMatchObject({
    renewed: 0,
    unreadable: expect.arrayContaining([`first password of ${tenant.slug}`]),
  });
  expect(await rotateKeys(withKeys(newKey, [oldKey]), by)).toEqual({ renewed: 5, current: 0, unreadable: [] });
  expect(await rotateKeys(withKeys(newKey, [oldKey]), by)).toEqual({ renewed: 0, current: 5, unreadable: [] });
  expect(await readCredentials(withKeys(newKey, []), tenant.id)).toEqual(before);
  const kept = await within((opened) =>
    sql<{ secret: string }>`select client_secret_ciphertext as secret from sso_connection`.execute(opened),
  );
  expect(createKeyring(newKey).decrypt(kept.rows[0]?.secret ?? '', ownPurpose)).toBe('own');
  expect(await draftConnection(withKeys(newKey, []), organization.id, sso)).toEqual({ ...place, clientSecret: 'shared' });
  expect(await testConnection(withKeys(newKey, []), tenant.id)).toMatchObject({ value: { kind: 'ok' } });
  expect(await readCredentials(test.master, tenant.id)).toMatchObject({ ok: false, refusal: { code: 'not_available' } });
});
