import { sql } from 'kysely';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestFolder, startProductProcess, type ProductProcess } from './support/product-process.ts';
import { createTestSession, createTestSite, createTestUser } from './support/test-accounts.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const TASKS = 2000;
const ROUNDS = 6;

let testDatabase: TestDatabase;
let cookie: string;
let siteId: string;
const folder = makeTestFolder();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  siteId = await createTestSite(testDatabase.database, 'Zurich');
  cookie = await createTestSession(testDatabase.database, await createTestUser(testDatabase.database, { role: 'admin' }));
});
afterAll(async () => {
  await testDatabase.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<ProductProcess> {
  const { host, port, database, user, password } = testDatabase.connection;
  const env = { DB_HOST: host, DB_PORT: String(port), DB_NAME: database, DB_USER: user, DB_PASSWORD: password, DB_SSL: 'off' };
  return startProductProcess({ dataFolder: path.join(folder, 'data'), env });
}

/** A sheet in which each task follows the one before, ten to a parent. */
function bigSheet(): Blob {
  const rows = Array.from({ length: TASKS }, (_, index) => {
    const isParent = index % 10 === 0;
    return `Task ${index + 1};${isParent ? 1 : 2};2027-01-01;2027-01-05;${isParent || index % 10 === 1 ? '' : index}`;
  });
  return new Blob([['Name;Level;Start;End;Predecessors', ...rows].join('\n')]);
}

/** The status, or undefined when the connection was lost. */
async function importAs(product: ProductProcess, projectName: string): Promise<number | undefined> {
  const form = new FormData();
  form.append('siteId', siteId);
  form.append('projectName', projectName);
  form.append('file', bigSheet(), 'plan.csv');
  try {
    return (await fetch(`${product.url}/api/import`, { method: 'POST', body: form, headers: { cookie } })).status;
  } catch {
    return undefined;
  }
}

type Traces = {
  readonly projects: number;
  readonly phases: number;
  readonly links: number;
  readonly changes: number;
  readonly orphans: number;
};

async function tracesOf(projectName: string): Promise<Traces> {
  const { rows } = await sql<Traces>`
    with mine as (select id from projects where name = ${projectName}), own as (select id from phases where project_id in (select id from mine))
    select (select count(*)::int from mine) as projects, (select count(*)::int from own) as phases,
      (select count(*)::int from dependencies where successor_id in (select id from own)) as links,
      (select count(*)::int from changes where commands::text like ${`%"${projectName}"%`}) as changes,
      (select count(*)::int from phases where project_id not in (select id from projects)) as orphans`.execute(testDatabase.database);
  const [traces] = rows;
  if (!traces) throw new Error('no answer');
  return traces;
}

describe('a server that is killed during an import', () => {
  it('leaves the whole plan or nothing of it, never loses an acknowledged one, and goes on after a restart', async () => {
    const links = TASKS * 0.8;
    const whole: Traces = { projects: 1, phases: TASKS, links, changes: 1, orphans: 0 };
    const nothing: Traces = { projects: 0, phases: 0, links: 0, changes: 0, orphans: 0 };
    let product = await start();
    const from = performance.now();
    expect(await importAs(product, 'Undisturbed')).toBe(201);
    const tookMs = performance.now() - from;
    expect(await tracesOf('Undisturbed')).toEqual(whole);

    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `Round ${round}`;
      const answer = importAs(product, name);
      // Spread over the whole import, with chance inside each part.
      await new Promise((resolve) => setTimeout(resolve, (tookMs * (round + Math.random())) / ROUNDS));
      await product.stop('SIGKILL');
      const status = await answer;
      const traces = await tracesOf(name);
      expect([whole, nothing]).toContainEqual(traces);
      expect(status === 201 ? traces : whole).toEqual(whole);
      outcomes.add(traces.projects === 1 ? 'whole' : 'nothing');
      product = await start();
    }
    expect(outcomes).toContain('nothing');
    expect(await importAs(product, 'Afterwards')).toBe(201);
    expect(await tracesOf('Afterwards')).toEqual(whole);
    await product.stop();
  });
});
