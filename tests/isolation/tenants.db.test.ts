import { sql } from 'kysely';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUuid } from '../../src/lib/uuid.ts';
import { SlotSchedule } from '../../src/server/platform/database/slot-schedule.ts';
import type { Tenant } from '../../src/server/master/tenants/public.ts';
import { call, createTestSite, createTestUser } from '../support/test-accounts.ts';
import { databaseOf, signedInTo, startTestPlatform, type TestNode, type TestPlatform } from '../support/test-platform.ts';

const TENANTS = 50;
const REQUESTS = 10_000;
const AT_ONCE = 32;
/** Fewer than tenants, so that connections change hands again and again. */
const CONNECTIONS = 40;
/** Tenants asked at the same time, and requests after which one of them makes room for another: some 1,300 connections change hands. */
const WINDOW = 32;
const REQUESTS_PER_STEP = 8;

/** Every row that the test writes bears the mark of its tenant. */
const MARK = /mark-[0-9a-z]+-/g;

describe('fifty tenants on one node', () => {
  let platform: TestPlatform;
  let node: TestNode;
  const tenants: { readonly tenant: Tenant; readonly mark: string; readonly siteId: string }[] = [];
  // Valid in every tenant, so that a request that went astray would be answered and be seen.
  const token = randomBytes(32).toString('base64url');
  const cookie = `milestone_session=${token}`;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const made: Tenant[] = [];
    for (let first = 0; first < TENANTS; first += 10)
      made.push(...(await Promise.all(Array.from({ length: 10 }, (_, index) => platform.makeTenant(`t${first + index}`)))));
    node = await platform.startNode({ maxConnections: CONNECTIONS });
    tenants.push(...(await Promise.all(made.map((tenant) => furnish(tenant)))));
  }, 120_000);
  afterAll(() => platform.stop(), 120_000);

  /** A site, an administrator and a session, all bearing the tenant's mark. */
  async function furnish(tenant: Tenant) {
    const mark = `mark-${tenant.id.replaceAll('-', '').slice(-12)}-`;
    const database = databaseOf(node, tenant.slug);
    const siteId = await createTestSite(database, `${mark}site`);
    const userId = await createTestUser(database, { role: 'admin', name: `${mark}admin` });
    const hash = createHash('sha256').update(token).digest();
    await sql`insert into sessions (id, token_hash, user_id, expires_at) values (${createUuid()}, ${hash}, ${userId}, now() + interval '1 day')`.execute(
      database,
    );
    return { tenant, mark, siteId };
  }

  const reads = ['/api/plan', '/api/sites', '/api/auth/me', '/api/users', '/api/changes?since=0', '/api/auth/sessions'];

  /** One request of the mix; answers with the marks of others that came back. */
  async function ask(
    index: number,
    { url }: Pick<TestNode, 'url'>,
  ): Promise<{ readonly status: number; readonly foreign: readonly string[]; readonly own: number }> {
    // A step that shares no factor with the window: neighbours in time are of different tenants.
    const target = tenants[(Math.floor(index / REQUESTS_PER_STEP) + ((index * 13) % WINDOW)) % TENANTS];
    if (!target) throw new Error('no such tenant');
    const base = `/t/${target.tenant.slug}`;
    const name = `${target.mark}${index}`;
    const command = { kind: 'project.create', id: createUuid(), siteId: target.siteId, name, startOn: '2026-01-05', endOn: '2026-02-05' };
    const answer =
      index % 20 === 0
        ? await call(url, 'POST', `${base}/api/commands`, { commands: [command] }, { cookie })
        : await call(url, 'GET', `${base}${reads[index % reads.length] ?? ''}`, undefined, { cookie });
    const marks: readonly string[] = answer.text.match(MARK) ?? [];
    return { status: answer.status, foreign: marks.filter((mark) => mark !== target.mark), own: marks.length };
  }

  async function interleave(count: number, at: Pick<TestNode, 'url'> = node) {
    const statuses = new Map<number, number>();
    let [next, foreign, own] = [0, 0, 0];
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let index = next++; index < count; index = next++) {
        const answer = await ask(index, at);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        foreign += answer.foreign.length;
        own += answer.own;
      }
    });
    await Promise.all(workers);
    return { statuses: Object.fromEntries(statuses), foreign, own };
  }

  it('answer 10,000 interleaved requests without one row of another', { timeout: 180_000 }, async () => {
    const { statuses, foreign, own } = await interleave(REQUESTS);
    expect(statuses).toEqual({ 200: REQUESTS });
    expect(foreign).toBe(0);
    expect(own).toBeGreaterThan(REQUESTS);
    expect(node.app.runtimes.pool.total).toBeLessThanOrEqual(CONNECTIONS);
  });

  it('would be seen to mix if the way from the address to the tenant were wrong once in a while', async () => {
    const { registry } = node.app;
    const find = registry.find.bind(registry);
    const wrong = tenants[0]?.tenant.slug ?? '';
    let count = 0;
    registry.find = (slug) => find((count += 1) % 25 === 0 ? wrong : slug);
    try {
      expect((await interleave(500)).foreign).toBeGreaterThan(0);
    } finally {
      registry.find = find;
    }
  });

  it('take no session of another tenant, until it is copied into their own database', async () => {
    const [one, two] = [tenants[1], tenants[2]];
    if (!one || !two) throw new Error('no tenants');
    const client = await signedInTo(node, one.tenant.slug);
    const ask = () => call(node.url, 'GET', `/t/${two.tenant.slug}/api/plan`, undefined, { cookie: client.cookie });
    expect((await ask()).status).toBe(401);
    const userId = await createTestUser(databaseOf(node, two.tenant.slug), { role: 'admin' });
    const hash = createHash('sha256')
      .update(client.cookie.split('=')[1] ?? '')
      .digest();
    await sql`insert into sessions (id, token_hash, user_id, expires_at) values (${createUuid()}, ${hash}, ${userId}, now() + interval '1 day')`.execute(
      databaseOf(node, two.tenant.slug),
    );
    expect((await ask()).status).toBe(200);
  });

  it('find nothing under the ids of another tenant', async () => {
    const [one, two] = [tenants[3], tenants[4]];
    if (!one || !two) throw new Error('no tenants');
    const [own, other] = [await signedInTo(node, one.tenant.slug), await signedInTo(node, two.tenant.slug)];
    const { body } = await other.call('POST', '/api/projects', {
      siteId: two.siteId,
      name: 'Theirs',
      startOn: '2026-03-02',
      endOn: '2026-03-20',
    });
    expect((await other.call('GET', `/api/projects/${body.id}`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', `/api/projects/${body.id}`],
      ['DELETE', `/api/projects/${body.id}`],
      ['GET', `/api/users/${other.userId}`],
      ['DELETE', `/api/sites/${two.siteId}`],
    ] as const)
      expect((await own.call(method, path)).status).toBe(404);
  });

  it('are served while one of them floods; the flood is told to come back', { timeout: 60_000 }, async () => {
    const flooding = tenants[5]?.tenant.slug ?? '';
    const flood = Array.from({ length: 600 }, () => call(node.url, 'GET', `/t/${flooding}/api/plan`, undefined, { cookie }));
    const others = await Promise.all(
      tenants.slice(6, 26).map(({ tenant }) => call(node.url, 'GET', `/t/${tenant.slug}/api/auth/me`, undefined, { cookie })),
    );
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['503 overloaded']));
    for (const { headers } of refused) expect(headers.get('retry-after')).toMatch(/^[1-9]$/);
  });

  // The last one: what it mixes up stays mixed.
  it('would be seen to mix if the pool lent a connection to another tenant once in a while', async () => {
    const other = await platform.startNode({ maxConnections: CONNECTIONS });
    const schedules = SlotSchedule.prototype;
    const request = Reflect.get(schedules, 'request');
    let [count, last] = [0, ''];
    schedules.request = function lendWrongly(key, ticket) {
      const wrong = (count += 1) % 25 === 0 ? last : key;
      last = key;
      return request.call(this, wrong, ticket);
    };
    try {
      expect((await interleave(500, other)).foreign).toBeGreaterThan(0);
    } finally {
      schedules.request = request;
      await other.stop();
    }
  });
});
