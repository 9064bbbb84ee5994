import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTestFolder, startProductProcess } from '../../tests/support/product-process.ts';
import { runCommand as run } from '../../tests/support/run-command.ts';

describe('the command line', () => {
  const folder = makeTestFolder();
  const dataFolder = path.join(folder, 'data');
  const env = { DATA_DIR: dataFolder };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts the embedded database for a command where no server runs, and stops it after', async () => {
    const migrated = await run(['--json', 'migrate'], env);
    expect(migrated).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(migrated.stdout).applied[0]).toBe('0001_access');
    const again = await run(['migrate'], env);
    expect(again.stdout).toBe('Nothing to do: the database is current.\n');
  });

  it('works on the database of a running server', async () => {
    const server = await startProductProcess({ dataFolder });
    const { databasePort, url } = JSON.parse(readFileSync(path.join(dataFolder, 'server.json'), 'utf8'));
    const status = await run(['status', '--json'], env);
    await server.stop();
    expect(JSON.parse(status.stdout)).toEqual({
      server: url,
      database: { host: '127.0.0.1', port: databasePort, name: 'milestone', isCurrent: true },
    });
  });

  it('says what is wrong, for people and for programs, with exit codes that differ', async () => {
    const misconfigured = await run(['--json', 'status'], { ...env, DB_POOL_SIZE: 'x' });
    expect(misconfigured.exitCode).toBe(1);
    expect(JSON.parse(misconfigured.stdout).error.message).toContain('DB_POOL_SIZE');
    const unreachable = await run(['migrate'], { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/none' });
    expect(unreachable).toMatchObject({ exitCode: 1, stdout: '' });
    expect(unreachable.stderr).toContain('ECONNREFUSED');
    expect(unreachable.stderr).not.toContain('secret');
    expect((await run(['nonsense'], env)).exitCode).toBe(2);
    expect((await run(['--help'], env)).exitCode).toBe(0);
  });
});
