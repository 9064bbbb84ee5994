import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../src/lib/uuid.ts';
import type { Tenant } from '../src/server/master/tenants/public.ts';
import { clearOld } from '../src/server/master/usage/usage-store.ts';
import { startAdminLab, type AdminLab } from './support/admin-lab.ts';
import { eventually } from './support/product-process.ts';
import { call } from './support/test-accounts.ts';
import { signedInTo, type TestPlatform } from './support/test-platform.ts';

let platform: TestPlatform;
let granted: Tenant;
let other: Tenant;
let ask: AdminLab['ask'];

beforeAll(async () => {
  ({ platform, granted, other, ask } = await startAdminLab());
});
afterAll(() => platform.stop());

describe('the platform’s figures', () => {
  it('count people, projects, bytes and requests, and survive the node that counted', async () => {
    const counting = await platform.startNode();
    const client = await signedInTo(counting, other.slug);
    for (let count = 0; count < 5; count += 1)
      await call(counting.url, 'GET', `/t/${other.slug}/api/auth/me`, undefined, { cookie: client.cookie });
    await counting.countUse();
    await counting.stop();
    const { body } = await ask('GET', '/stats');
    expect(body.tenantsByStatus.active).toBeGreaterThanOrEqual(2);
    expect(body.userCount).toBeGreaterThanOrEqual(1);
    expect(body.sessionCount).toBeGreaterThanOrEqual(1);
    expect(body.databaseBytes).toBeGreaterThan(1_000_000);
    expect(body.storage.map(({ slug }: { slug: string }) => slug)).toContain(other.slug);
    expect(body.requests.reduce((sum: number, point: { requestCount: number }) => sum + point.requestCount, 0)).toBeGreaterThanOrEqual(5);
    expect(body.nodes.some(({ isAlive }: { isAlive: boolean }) => isAlive)).toBe(true);
    const usage = await ask('GET', `/tenants/${other.id}/usage`);
    expect(usage.body.items).toHaveLength(1);
    expect(usage.body.items[0].requestCount).toBeGreaterThanOrEqual(5);
    expect(usage.body.items[0]).toMatchObject({ errorCount: 0, projectCount: 0, activeUserCount: 1 });
  });

  it('show the course of each tenant’s storage and of all together, and fill what a measurement left out', async () => {
    const { database } = platform.master;
    await sql`delete from storage_samples`.execute(database);
    const sizes = [
      [granted.id, 3, 10],
      [other.id, 3, 100],
      [granted.id, 2, 20],
      [granted.id, 1, 30],
      [other.id, 1, 300],
    ] as const;
    for (const [id, hours, bytes] of sizes)
      await sql`insert into storage_samples values (${id}, date_trunc('hour', now()) - make_interval(hours => ${hours}), ${bytes})`.execute(
        database,
      );
    const { body } = await ask('GET', '/stats?hours=24');
    expect(body.storageHistory.map(({ databaseBytes }: { databaseBytes: number }) => databaseBytes)).toEqual([110, 120, 330]);
    expect(body.storage).toMatchObject([
      { tenantId: other.id, slug: other.slug, databaseBytes: 300, points: [100, 100, 300] },
      { tenantId: granted.id, slug: granted.slug, databaseBytes: 30, points: [10, 20, 30] },
    ]);
  });

  it('say who is behind today’s schema, and why', async () => {
    const { database } = platform.master;
    const version = platform.master.options.ports.migrations.length;
    const set = (schemaVersion: number, error: string | null) =>
      sql`update tenants set schema_version = ${schemaVersion}, migration_error = ${error} where id = ${other.id}`.execute(database);
    await set(version - 1, 'a column is in the way');
    const { body } = await ask('GET', '/stats');
    await set(version, null);
    expect(body.migrations).toMatchObject({ schemaVersion: version, behindCount: 1, failedCount: 1 });
    expect(body.migrations.behind).toMatchObject([{ tenantId: other.id, schemaVersion: version - 1, error: 'a column is in the way' }]);
    expect((await ask('GET', '/stats')).body.migrations).toMatchObject({ behindCount: 0, behind: [] });
  });

  it('forget old samples and the ledger’s old rows, but of each tenant the last ones', async () => {
    const { database } = platform.master;
    const gone = createUuid();
    await sql`insert into tenant_operations (id, tenant_id, tenant_slug, kind, state, requested_by, created_at, finished_at)
      select gen_random_uuid(), tenant, 'x', 'migrate', 'succeeded', 'tester', old.at, old.at
      from unnest(${[granted.id, gone]}::uuid[]) as tenant, generate_series(now() - interval '200 days', now() - interval '91 days', interval '1 day') as old (at)`.execute(
      database,
    );
    await sql`insert into storage_samples values (${other.id}, now() - interval '31 days', 1)`.execute(database);
    await sql`insert into request_samples values (${gone}, now() - interval '31 days', 1, 1, 0)`.execute(database);
    await sql`insert into tenant_usage_daily (tenant_id, used_on) values (${other.id}, now()::date - 800)`.execute(database);
    await clearOld(database);
    const { rows } = await sql<{ kept: number[] }>`select array[
      (select count(*) from tenant_operations where tenant_id = ${granted.id}), (select count(*) from tenant_operations where tenant_id = ${gone}),
      (select count(*) from storage_samples where at < now() - interval '30 days'),
      (select count(*) from request_samples where at < now() - interval '30 days'),
      (select count(*) from tenant_usage_daily where used_on < now()::date - 790)]::int[] as kept`.execute(database);
    expect(rows[0]?.kept).toEqual([50, 0, 0, 0, 0]);
  });

  it('compare registry and servers when asked to, keep what was found and repaired, and note who asked', async () => {
    const drifted = await platform.makeTenant('drifted');
    await platform.query(`grant connect on database "${drifted.databaseName}" to public`);
    expect((await ask('POST', '/reconciliation')).body.isRunning).toBe(true);
    const answer = await eventually(
      () => ask('GET', '/reconciliation'),
      ({ body }) => body.last !== null && !body.isRunning,
    );
    const own = answer.body.last.findings.filter(({ subject }: { subject: string }) => subject === drifted.databaseName);
    expect(own).toMatchObject([{ kind: 'public_connect', repair: 'done', serverId: 1 }]);
    expect(answer.body.last.error).toBeNull();
    const log = await ask('GET', '/audit?limit=100');
    expect(log.body.items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['drift.looked_for', 'drift.repaired']),
    );
  });

  it('name the database servers, whose administrators must be able to enter', async () => {
    const listed = await ask('GET', '/servers');
    expect(listed.body.items[0]).toMatchObject({ id: 1, name: 'server-1', state: 'accepting' });
    const login = { host: platform.server.host, port: platform.server.port, adminUsername: platform.server.user };
    const wrong = await ask('POST', '/servers', { name: 'two', ...login, ssl: 'off', adminPassword: 'not it' });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'not_available']);
    const made = await ask('POST', '/servers', {
      name: 'two',
      ...login,
      ssl: 'off',
      state: 'full',
      adminPassword: platform.server.password,
    });
    expect([made.status, made.body.id]).toEqual([201, 2]);
    expect((await ask('PUT', '/servers/2', { maxTenants: 10 })).body).toMatchObject({ maxTenants: 10, name: 'two' });
    expect((await ask('PUT', '/servers/2', { name: 'server-1' })).body.code).toBe('duplicate');
    const half = await ask('PUT', '/servers/2', { poolerHost: 'pooler.example' });
    expect([half.status, half.body.errors[0].field]).toEqual([422, 'poolerPort']);
    const pooler = { poolerHost: 'pooler.example', poolerPort: 6432 };
    expect((await ask('PUT', '/servers/2', pooler)).body).toMatchObject(pooler);
    expect((await ask('PUT', '/servers/1', { host: 'elsewhere.example' })).body.code).toBe('not_available');
    expect((await ask('GET', '/audit')).text).not.toContain(platform.server.password);
  });
});
