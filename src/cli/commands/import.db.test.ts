import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestSite, createTestUser } from '../../../tests/support/test-accounts.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const fixture = (name: string): string => fileURLToPath(new URL(`../../../tests/fixtures/${name}`, import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'milestone-cli-'));

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const zurich = await createTestSite(testDatabase.database, 'Zürich');
  await createTestSite(testDatabase.database, 'Basel');
  await createTestUser(testDatabase.database, {
    role: 'superuser',
    siteIds: [zurich],
    name: 'Ada Okafor',
    email: 'ada.okafor@lab.example',
  });
  await createTestUser(testDatabase.database, { role: 'user', siteIds: [zurich], email: 'user@lab.example' });
});
afterAll(async () => {
  await testDatabase.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

function milestone(...args: readonly string[]): Promise<Ended> {
  const { host, port, database, user, password } = testDatabase.connection;
  const env = {
    DATA_DIR: folder,
    DB_HOST: host,
    DB_PORT: String(port),
    DB_NAME: database,
    DB_USER: user,
    DB_PASSWORD: password,
    DB_SSL: 'off',
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

async function projects(): Promise<
  { readonly name: string; readonly site: string; readonly phases: number; readonly by: string | null }[]
> {
  const { rows } = await sql<{ name: string; site: string; phases: number; by: string | null }>`
    select projects.name, sites.name as site, (select count(*)::int from phases where project_id = projects.id) as phases,
      (select actor_name from changes order by revision desc limit 1) as by
    from projects join sites on sites.id = projects.site_id order by projects.name`.execute(testDatabase.database);
  return rows;
}

describe('milestone import', () => {
  it('shows with --dry-run what would come in and what would not, and changes nothing', async () => {
    const { exitCode, stdout } = await milestone('import', fixture('mspdi/cryostat-upgrade.xml'), '--site', 'zurich', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Microsoft Project XML (Microsoft Project 2010 or later): “Cryostat upgrade”, 2027-03-01 to 2027-06-30');
    expect(stdout).toContain('17 phases (3 milestones) on 3 levels, 14 links, 3 assignments; 1 of 2 people known');
    expect(stdout).toContain('      Mount new cryostat  2027-04-19 to 2027-05-07');
    expect(stdout).toContain('Not taken over:\n  1 resource without a staff member of the same e-mail or name');
    expect(await projects()).toEqual([]);
  });

  it('imports in the name of a user, by the name of the site, with accents or without', async () => {
    const file = fixture('mspdi/cryostat-upgrade.xml');
    const { exitCode, stdout, stderr } = await milestone('import', file, '--site', 'zurich', '--as', 'Ada.Okafor@lab.example');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Read cryostat-upgrade.xml')]);
    expect(stdout).toContain('Imported “Cryostat upgrade”: 17 phases (3 milestones), 14 links, 3 assignments.');
    expect(await projects()).toEqual([{ name: 'Cryostat upgrade', site: 'Zürich', phases: 17, by: 'Ada Okafor' }]);
  });

  it('writes one JSON document with --json, and reads sheets as told', async () => {
    const args = ['--site', 'Basel', '--name', 'Sheet', '--date-order', 'dmy', '--column', 'name=2', 'notes=0', '--delimiter', 'tab'];
    const { exitCode, stdout } = await milestone('--json', 'import', fixture('csv/francais-utf16.csv'), ...args, '--working-days');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ projectName: 'Sheet', counts: { phases: 3, dependencies: 2 } });
  });

  it('makes a new site with the project', async () => {
    const { exitCode } = await milestone('import', fixture('csv/english-mdy.csv'), '--new-site', 'Lausanne');
    expect(exitCode).toBe(0);
    expect(await projects()).toContainEqual(expect.objectContaining({ name: 'english-mdy', site: 'Lausanne', phases: 5 }));
  });

  it.each([
    ['a site that does not exist', ['csv/english-mdy.csv', '--site', 'Geneva'], 1, 'There are: '],
    ['a user that does not exist', ['csv/english-mdy.csv', '--site', 'Basel', '--as', 'nobody@lab.example'], 1, 'no active user'],
    ['a user without the right', ['csv/english-mdy.csv', '--site', 'Zürich', '--as', 'user@lab.example'], 1, 'may not import'],
    [
      'a site that is not the user’s',
      ['csv/english-mdy.csv', '--site', 'Basel', '--as', 'ada.okafor@lab.example'],
      1,
      'must be one of your sites',
    ],
    ['a file that is no plan', ['README.md', '--site', 'Basel'], 1, 'No column of this sheet looks like task names'],
    ['a file that does not exist', ['nothing.xml', '--site', 'Basel'], 1, 'cannot be read'],
    ['a wrong option', ['csv/english-mdy.csv', '--site', 'Basel', '--date-order', 'xyz'], 1, 'dateOrder'],
    ['a missing option', ['csv/english-mdy.csv'], 2, '--site'],
    ['two sites', ['csv/english-mdy.csv', '--site', 'Basel', '--new-site', 'Bern'], 2, '--site'],
  ] as const)('says what is wrong: %s', async (_what, [file, ...args], exitCode, says) => {
    const before = await projects();
    const ended = await milestone('import', fixture(file), ...args);
    expect([ended.exitCode, ended.stdout]).toEqual([exitCode, '']);
    expect(ended.stderr).toContain(says);
    expect(await projects()).toEqual(before);
  });
});
