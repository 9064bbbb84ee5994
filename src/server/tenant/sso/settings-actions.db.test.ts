import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { client, useSsoLab } from '../../../../tests/support/sso-lab.ts';
import { call, createTestUser } from '../../../../tests/support/test-accounts.ts';

const { lab, provider } = useSsoLab();

describe('passwords', () => {
  it('go off only with single sign-on and an emergency code, which lets an administrator in once', async () => {
    const off = () => lab().admin.call('PATCH', '/api/settings/sign-in', { hasPasswords: false });
    expect(await off()).toMatchObject({ status: 409, body: { rule: 'sso_missing' } });
    await lab().setUp();
    expect(await off()).toMatchObject({ status: 409, body: { rule: 'break_glass_missing' } });
    const { code } = (await lab().admin.call('POST', '/api/settings/break-glass')).body;
    expect((await off()).body).toMatchObject({ hasPasswords: false, breakGlassCreatedAt: expect.any(String) });
    await createTestUser(lab().server.context.database, {
      role: 'user',
      email: 'user@lab.example',
      passwordHash: await hashPassword('seven green ladders'),
    });
    const password = { email: 'user@lab.example', password: 'seven green ladders' };
    expect(await call(lab().server.url, 'POST', '/api/auth/login', password)).toMatchObject({
      status: 403,
      body: { code: 'local_sign_in_off' },
    });
    expect((await call(lab().server.url, 'GET', '/api/auth/options')).body).toMatchObject({ hasPasswords: false, hasBreakGlass: true });
    const enter = (email: string, given: string) => call(lab().server.url, 'POST', '/api/auth/break-glass', { email, code: given });
    expect((await enter('user@lab.example', code)).body.code).toBe('wrong_credentials');
    expect((await enter('root@lab.example', 'aaaaa-bbbbb-ccccc-ddddd')).body.code).toBe('wrong_credentials');
    expect(await enter('root@lab.example', ` ${code.toUpperCase()} `)).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect((await enter('root@lab.example', code)).body.code).toBe('wrong_credentials');
    expect((await lab().events()).map(({ kind }: { kind: string }) => kind)).toContain('break_glass');
    expect((await lab().admin.call('DELETE', '/api/settings/sso')).status).toBe(204);
    expect((await call(lab().server.url, 'POST', '/api/auth/login', password)).status).toBe(200);
  });
});

describe('what happened', () => {
  it('is listed by kind, page by page, however much of another kind lies between', async () => {
    const { database } = lab().server.context;
    await sql`insert into sign_in_events (id, at, kind, ip_address)
      select gen_random_uuid(), now() - make_interval(secs => n), case when n % 50 = 0 then 'refused' else 'signed_in' end, '::1'
      from generate_series(1, 250) as n`.execute(database);
    const first = await lab().admin.call('GET', '/api/settings/sign-in/events?kind=refused&limit=3');
    expect(first.body.items).toHaveLength(3);
    const rest = await lab().admin.call('GET', `/api/settings/sign-in/events?kind=refused&limit=3&cursor=${first.body.nextCursor}`);
    expect([rest.body.items.length, rest.body.nextCursor]).toEqual([2, null]);
    expect(new Set([...first.body.items, ...rest.body.items].map(({ kind }) => kind))).toEqual(new Set(['refused']));
    expect((await lab().admin.call('GET', '/api/settings/sign-in/events?kind=odd')).status).toBe(422);
  });
});

describe('the settings of the sign-in', () => {
  it('never answer the secret, and keep it encrypted for this workspace', async () => {
    const set = await lab().setUp();
    const { rows } = await sql`select * from sso_connection`.execute(lab().server.context.database);
    expect(
      JSON.stringify([set.body, rows, await lab().events(), (await lab().admin.call('GET', '/api/settings/sign-in')).body]),
    ).not.toContain(client.clientSecret);
    expect(set.body).toMatchObject({
      managedBy: 'workspace',
      sso: { hasClientSecret: true, buttonLabel: 'Microsoft' },
      redirectUri: `${lab().server.url}/api/auth/callback`,
    });
  });

  it('give no administrator role to newcomers, and send the secret to no other place', async () => {
    await lab().setUp();
    const place = { provider: 'entra', directoryId: provider().otherDirectoryId, clientId: client.clientId };
    expect(await lab().admin.call('PUT', '/api/settings/sso', place)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'clientSecret' }] },
    });
    expect(await lab().admin.call('POST', '/api/settings/sso/test', place)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'clientSecret' }] },
    });
    const role = { ...place, ...client, defaultRole: 'admin' };
    expect(await lab().admin.call('PUT', '/api/settings/sso', role)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'defaultRole' }] },
    });
    const { directoryId } = provider();
    expect((await lab().admin.call('POST', '/api/settings/sso/test', { ...place, directoryId })).body.isWorking).toBe(true);
  });
});
