import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, makeTestFolder } from '../../tests/support/product-process.ts';
import { runCommand, type CommandOutcome } from '../../tests/support/run-command.ts';
import { startTestCluster, type TestCluster } from '../../tests/support/test-cluster.ts';
import { queryAs } from '../../tests/support/test-master.ts';
import { clientOptionsOf } from '../server/platform/database/connection.ts';

const MASTER = 'milestone_admin';
const [FIRST_KEY, SECOND_KEY] = ['a1'.repeat(32), 'b2'.repeat(32)];
const CREATE = ['--slug', 'acme', '--admin-email', 'admin@acme.example'];

describe('the command line of the platform', () => {
  let cluster: TestCluster;
  let env: Record<string, string> = {};
  beforeAll(async () => {
    cluster = await startTestCluster({ fsync: 'off' });
    const { host, port, user, password } = cluster.connection;
    env = {
      MULTI_TENANT: 'true',
      MASTER_DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${MASTER}`,
      PG_ADMIN_USER: user,
      PG_ADMIN_PASSWORD: password,
      TENANT_ENCRYPTION_KEY: FIRST_KEY,
      TENANT_WARM_POOL: '0',
    };
  });
  afterAll(() => cluster.remove());

  const query = (text: string, database: string) => queryAs({ ...cluster.connection, database }, text);

  async function run(...args: string[]): Promise<CommandOutcome> {
    return runCommand(args, env);
  }

  async function json(...args: string[]) {
    const { exitCode, stdout, stderr } = await runCommand(['--json', ...args], env);
    expect(stderr).toBe('');
    return { exitCode, value: JSON.parse(stdout) };
  }

  it('says before there is a registry that it would make one, and makes it', async () => {
    expect((await json('migrate', '--dry-run')).value).toEqual({ master: { exists: false } });
    const { exitCode, value } = await json('migrate', '--master');
    expect({ exitCode, value }).toMatchObject({
      exitCode: 0,
      value: { master: { applied: expect.arrayContaining([expect.stringMatching(/^0001_/)]) } },
    });
    expect((await run('migrate', '--dry-run')).stdout).toContain('Server 1: the template of schema');
    expect((await run('migrate')).stdout).toMatch(/^Registry: current\.\nTenants: all 0 are current/);
  });

  it('makes a tenant, shows how to sign in, lists it and tests its connection', async () => {
    const made = await run('tenant', 'create', 'Acme Corporation', ...CREATE);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(made.stdout).toMatch(
      /Tenant "acme" is active\.\nAddress: +\/t\/acme\/\nAdministrator: +admin@acme\.example\nOne-time password: +\S{12}/,
    );
    expect(made.stderr).toContain('Steps');
    const credentials = await json('tenant', 'credentials', 'acme');
    expect(made.stdout).toContain(credentials.value.firstPassword);
    expect(credentials.value.logins).toHaveLength(2);
    expect((await run('tenant', 'list')).stdout).toMatch(
      /^SLUG +NAME +STATUS.*\nacme +Acme Corporation +active +standard +\d+ +milestone_acme\n$/,
    );
    expect((await run('tenant', 'test', 'acme')).stdout).toMatch(/^Tenant "acme": both logins enter/);
  });

  it('says where registry, tenants and one tenant are', async () => {
    const { host, port } = cluster.connection;
    const platform = await json('status');
    expect(platform.value).toMatchObject({
      server: null,
      registry: { host, port, name: MASTER, exists: true, isCurrent: true },
      tenants: { withDatabase: 1, behind: 0 },
    });
    expect((await run('status', '--tenant', 'acme')).stdout).toMatch(
      /Tenant: +Acme Corporation, active, at \/t\/acme\/\nDatabase: +\S+\/milestone_acme, current\n$/,
    );
    expect((await json('status', '--tenant', 'nobody')).value.error.code).toBe('tenant_not_found');
  });

  it('imports into one tenant as its own login, in the name of one of its users, and notes it', async () => {
    const file = fileURLToPath(new URL('../../tests/fixtures/csv/english-mdy.csv', import.meta.url));
    expect((await json('import', file, '--new-site', 'Lausanne')).value.error.code).toBe('tenant_required');
    expect((await json('import', file, '--tenant', 'nobody', '--new-site', 'Lausanne')).value.error.code).toBe('tenant_not_found');
    const into = ['--tenant', 'acme', '--as', 'admin@acme.example', '--new-site', 'Lausanne'];
    expect((await json('import', file, ...into)).value).toMatchObject({ projectName: 'english-mdy', counts: { phases: 5 } });
    const projects = `select projects.name, (select actor_name from changes order by revision desc limit 1) as by from projects`;
    expect(await query(projects, 'milestone_acme')).toEqual([{ name: 'english-mdy', by: expect.stringMatching(/admin/i) }]);
  });

  it('suspends, archives and activates, and refuses what the table of states does not have', async () => {
    const reason = 'Moving house.';
    expect((await json('tenant', 'suspend', 'acme', '--reason', reason)).value.tenant).toMatchObject({
      status: 'suspended',
      statusReason: reason,
    });
    const file = fileURLToPath(new URL('../../tests/fixtures/csv/english-mdy.csv', import.meta.url));
    expect((await json('import', file, '--tenant', 'acme', '--site', 'Lausanne')).value.error).toEqual({
      code: 'tenant_inactive',
      message: expect.stringMatching(/^This workspace is inactive.* The reason given: Moving house\.$/),
    });
    expect((await json('tenant', 'archive', 'acme')).value.tenant.status).toBe('archived');
    expect((await json('tenant', 'activate', 'acme')).value.tenant.status).toBe('active');
    const refused = await json('tenant', 'provision', 'acme');
    expect(refused).toMatchObject({ exitCode: 1, value: { error: { code: 'wrong_status' } } });
    expect(await json('tenant', 'suspend', 'nobody')).toMatchObject({ exitCode: 1, value: { error: { code: 'tenant_not_found' } } });
    expect((await run('tenant', 'create', 'Other', '--slug', 'other')).exitCode).toBe(2);
    expect((await json('tenant', 'create', 'Again', ...CREATE)).value.error.code).toBe('slug_taken');
  });

  it('registers a tenant that is provisioned later', async () => {
    const later = ['--slug', 'later', '--admin-email', 'admin@later.example', '--no-provision', '--max-users', '5'];
    const made = await json('tenant', 'create', 'Later', ...later);
    expect(made.value.tenant).toMatchObject({ status: 'pending', maxUsers: 5 });
    expect((await json('tenant', 'provision', 'later')).value.tenant.status).toBe('active');
  });

  it('doctor finds drift and repairs it, with exit code 3 while something is left', async () => {
    const isOpen = { kind: 'public_connect', subject: 'milestone_acme' };
    await query('grant connect on database milestone_acme to public', 'postgres');
    await query('revoke connect, temporary on database postgres from public', 'postgres');
    await query('revoke connect, temporary on database template1 from public', 'postgres');
    const found = await json('doctor');
    expect(found).toMatchObject({ exitCode: 3, value: { findings: [{ ...isOpen, repair: 'possible' }] } });
    expect(await json('doctor', '--fix')).toMatchObject({ exitCode: 0, value: { findings: [{ ...isOpen, repair: 'done' }] } });
    expect(await run('doctor')).toMatchObject({ exitCode: 0, stdout: 'The registry and the servers agree.\n' });
  });

  it('doctor waits for the comparison that a server has begun', async () => {
    const held = new pg.Client(clientOptionsOf({ ...cluster.connection, database: MASTER }));
    await held.connect();
    await held.query(`select pg_advisory_lock(hashtextextended('milestone reconcile', 0))`);
    const waiting = run('doctor');
    const told = `select from pg_stat_activity where query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid()`;
    await eventually(
      () => query(told, MASTER),
      (rows) => rows.length > 0,
    );
    await held.end();
    const { exitCode, stdout, stderr } = await waiting;
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'The registry and the servers agree.\n' });
    expect(stderr).toContain('is comparing just now: waiting');
  });

  it('corrects what the registry believes of a tenant, and takes no wrong arguments', async () => {
    const [last] = await query('select max(version) as version from schema_migrations', 'milestone_later');
    await query(`update tenants set schema_version = 1 where slug = 'later'`, MASTER);
    expect((await run('migrate', '--dry-run')).stdout).toContain('later: from 1');
    expect(await json('migrate', '--tenant', 'later')).toMatchObject({ exitCode: 0, value: { migratedCount: 1, failed: [] } });
    expect(await query(`select schema_version as version from tenants where slug = 'later'`, MASTER)).toEqual([last]);
    expect((await run('migrate', '--concurrency', '99')).exitCode).toBe(2);
    expect((await json('migrate', '--tenant', 'nobody')).value.error.code).toBe('tenant_not_found');
  });

  it('goes on past a tenant that fails, and says so', async () => {
    await query(`update tenants set schema_version = schema_version - 1 where slug in ('acme', 'later')`, MASTER);
    await query(`update schema_migrations set checksum = 'edited' where version = 1`, 'milestone_acme');
    const migrated = await run('migrate');
    expect(migrated).toMatchObject({ exitCode: 3 });
    expect(migrated.stdout).toMatch(/Tenants: 1 of 2 migrated.*\nFailed: 1\..*\n {2}acme: Migration 0001_\w+ was edited/);
    expect((await run('tenant', 'list')).stdout).toMatch(/acme .*\(failed\)/);
  });

  it('encrypts everything with a new key and then needs the old one no more', async () => {
    env = { ...env, TENANT_ENCRYPTION_KEY: SECOND_KEY };
    const without = await json('keys', 'rotate');
    expect(without).toMatchObject({ exitCode: 3, value: { renewed: 0 } });
    const rotated = await runCommand(['--json', 'keys', 'rotate'], { ...env, TENANT_ENCRYPTION_KEYS_OLD: FIRST_KEY });
    expect(JSON.parse(rotated.stdout)).toMatchObject({ renewed: 6, unreadable: [] });
    expect((await json('tenant', 'test', 'acme')).value.kind).toBe('ok');
    expect((await json('keys', 'rotate')).value).toMatchObject({ renewed: 0, current: 6, unreadable: [] });
  });

  it('makes a user of the portal once, and refuses unknown tenants', async () => {
    const admin = ['--email', 'ops@milestone.example', '--name', 'Ops', '--role', 'admin'];
    expect((await run('admin', 'create', '--email', 'eve@ops.example', '--name', 'Eve', '--grant', 'acme')).exitCode).toBe(2);
    expect((await json('admin', 'create', ...admin, '--grant', 'nobody')).value.error.code).toBe('tenant_not_found');
    const { value } = await json('admin', 'create', ...admin, '--grant', 'acme', 'later');
    expect(value).toMatchObject({ operator: { role: 'admin', mustChangePassword: true, tenants: [{ slug: 'acme' }, { slug: 'later' }] } });
    expect(value.oneTimePassword.length).toBeGreaterThan(11);
    expect((await json('admin', 'create', ...admin)).value.error.code).toBe('duplicate');
  });

  it('deletes only what is named twice, and leaves nothing', async () => {
    expect((await json('tenant', 'delete', 'acme')).value.error.code).toBe('wrong_slug');
    expect((await json('tenant', 'delete', 'acme', '--confirm', 'acme')).value).toEqual({ slug: 'acme', isDeleted: true });
    const left = `select rolname from pg_roles where rolname like 'milestone_acme%' union all select datname from pg_database where datname = 'milestone_acme'`;
    expect(await query(left, 'postgres')).toEqual([]);
    expect((await json('tenant', 'list')).value.items.map(({ slug }: { slug: string }) => slug)).toEqual(['later']);
  });

  it('leaves what it did in the audit log', async () => {
    const rows = await query(
      `select action from tenant_audit_log where actor_name = 'system (cli)' and actor_id is null order by sequence`,
      MASTER,
    );
    const actions = rows.map(({ action }) => action);
    expect(actions).toEqual([
      'registry.migrated',
      'tenant.created',
      'tenant.credentials_shown',
      'tenant.imported',
      'tenant.status_changed',
      'tenant.status_changed',
      'tenant.status_changed',
      'tenant.created',
      'tenant.provisioned',
      'drift.repaired',
      'tenant.migrated',
      'fleet.migrated',
      'keys.rotated',
      'keys.rotated',
      'keys.rotated',
      'operator.created',
      'tenant.deleted',
    ]);
  });

  it('keeps the commands of the two modes apart', async () => {
    const folder = makeTestFolder();
    const single = await runCommand(['--json', 'tenant', 'list'], { DATA_DIR: path.join(folder, 'data') });
    expect(JSON.parse(single.stdout).error.code).toBe('single_tenant');
    const status = await runCommand(['--json', 'status', '--tenant', 'acme'], { DATA_DIR: path.join(folder, 'data') });
    expect(JSON.parse(status.stdout).error.code).toBe('single_tenant');
    rmSync(folder, { recursive: true, force: true });
  });
});
