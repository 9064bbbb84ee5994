import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostAccessLines } from '../../src/server/platform/database/embedded/host-access.ts';
import { createTenant, readCredentials, StockKeeper, waitForOperation } from '../../src/server/master/tenants/public.ts';
import { startTestCluster, type TestCluster } from '../support/test-cluster.ts';
import { queryAs, startTestMaster, type TestMaster } from '../support/test-master.ts';

type Login = { readonly user: string; readonly password: string; readonly own: string };

describe('the walls around a tenant', () => {
  let cluster: TestCluster;
  let test: TestMaster;
  let hbaFile = '';
  let openHba = '';
  let databases: readonly string[] = [];
  const logins: Login[] = [];

  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off', max_connections: '40' });
    test = await startTestMaster({ server: cluster.connection, warmPoolSize: 1 });
    await test.query('revoke connect, temporary on database postgres, template1 from public');
    for (const slug of ['one', 'two', 'three']) {
      const made = await createTenant(test.master, { name: slug, slug, adminEmail: 'a@b.example' }, { provision: true, requestedBy: 'x' });
      if (!made.ok) throw new Error(made.refusal.message);
      await waitForOperation(test.master, made.value.operation?.id ?? '', 60_000);
      const credentials = await readCredentials(test.master, made.value.tenant.id);
      if (!credentials.ok) throw new Error(credentials.refusal.message);
      for (const { username: user, password } of credentials.value.logins)
        logins.push({ user, password, own: credentials.value.databaseName });
    }
    await new StockKeeper(test.master).tend();
    databases = (await test.query('select datname as name from pg_database where datallowconn')).map(({ name }) => String(name));
    hbaFile = String((await test.query('show hba_file'))[0]?.['hba_file']);
    openHba = readFileSync(hbaFile, 'utf8');
  });

  afterAll(async () => {
    await test.stop();
    await cluster.remove();
  });

  async function setHostAccess(text: string): Promise<void> {
    writeFileSync(hbaFile, text);
    await test.query('select pg_reload_conf()');
    await expect
      .poll(async () => (await test.query('select count(*)::int as n from pg_hba_file_rules where error is not null'))[0]?.['n'], {
        timeout: 30_000,
      })
      .toBe(0);
  }

  const secondWall = () => [...hostAccessLines('milestone', ['milestone', 'milestone_admin']), ''].join('\n');

  async function setConnectOfPublic(verb: 'grant' | 'revoke'): Promise<void> {
    const preposition = verb === 'grant' ? 'to' : 'from';
    for (const name of databases) await test.query(`${verb} connect on database "${name}" ${preposition} public`);
  }

  /** Where each login gets in besides its own database, and whether it gets in there. */
  async function intrusions(): Promise<{ entered: readonly string[]; reasons: ReadonlySet<string>; atHome: number }> {
    const entered: string[] = [];
    const reasons = new Set<string>();
    let atHome = 0;
    for (const { user, password, own } of logins)
      for (const database of databases) {
        try {
          await queryAs({ ...cluster.connection, user, password, database }, 'select 1');
          if (database === own) atHome += 1;
          else entered.push(`${user} in ${database}`);
        } catch (error) {
          const message = error instanceof Error ? error.message : '';
          reasons.add(/permission denied for database|no pg_hba\.conf entry/.exec(message)?.[0] ?? message);
        }
      }
    return { entered, reasons, atHome };
  }

  it('there are databases of every kind to keep out of', () => {
    expect(logins).toHaveLength(6);
    expect(databases).toEqual(
      expect.arrayContaining(['postgres', 'template1', test.master.connection.database, 'milestone__pool_1', 'milestone_one']),
    );
  });

  it('the first alone keeps every login out of every other database', async () => {
    await setHostAccess(openHba);
    expect(await intrusions()).toEqual({ entered: [], reasons: new Set(['permission denied for database']), atHome: 6 });
  });

  it('the second alone keeps every login out of every other database', async () => {
    await setHostAccess(secondWall());
    await setConnectOfPublic('grant');
    try {
      await expect.poll(async () => (await intrusions()).reasons, { timeout: 30_000 }).toEqual(new Set(['no pg_hba.conf entry']));
      expect(await intrusions()).toEqual({ entered: [], reasons: new Set(['no pg_hba.conf entry']), atHome: 6 });
    } finally {
      await setConnectOfPublic('revoke');
    }
  });

  it('without both the same look finds every way in', async () => {
    await setHostAccess(openHba);
    await setConnectOfPublic('grant');
    try {
      await expect.poll(async () => (await intrusions()).entered.length, { timeout: 30_000 }).toBe(logins.length * (databases.length - 1));
    } finally {
      await setConnectOfPublic('revoke');
    }
  });
});
