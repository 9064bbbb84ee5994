import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { runMigrations, type Migration } from './migrations.ts';

function migration(version: number, text: string): Migration {
  return { version, name: `000${version}_step`, checksum: `sum-of-${text}`, text };
}

describe('migrations', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase({ template: 'template0' });
  });
  afterAll(() => test.stop());

  const first = migration(1, 'create table a (n integer); create table b (n integer)');
  const second = migration(2, 'insert into a values (1)');

  it('each file is applied once, in order', async () => {
    expect(await runMigrations(test.database, [first])).toEqual({ version: 1, applied: ['0001_step'] });
    expect(await runMigrations(test.database, [first, second])).toEqual({ version: 2, applied: ['0002_step'] });
    expect(await runMigrations(test.database, [first, second])).toEqual({ version: 2, applied: [] });
    const { rows } = await sql<{ n: number }>`select n from a`.execute(test.database);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('a failing file leaves nothing behind', async () => {
    const broken = migration(3, 'create table half (n integer); select 1/0');
    await expect(runMigrations(test.database, [first, second, broken])).rejects.toThrow('division by zero');
    const { rows } = await sql<{ found: boolean }>`select to_regclass('half') is not null as found`.execute(test.database);
    expect(rows).toEqual([{ found: false }]);
    expect((await runMigrations(test.database, [first, second, migration(3, 'select 1')])).applied).toEqual(['0003_step']);
  });

  it('an edited applied file is refused, and so is a database of a newer version', async () => {
    const edited = { ...first, checksum: 'other' };
    await expect(runMigrations(test.database, [edited, second])).rejects.toThrow('0001_step was edited');
    await expect(runMigrations(test.database, [first])).rejects.toThrow('Start the newer version');
  });

  it('several nodes at once apply a file once', async () => {
    const all = [first, second, migration(3, 'select 1'), migration(4, 'insert into b values (1)')];
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => runMigrations(test.database, all)));
    expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual(['0004_step']);
    const { rows } = await sql`select n from b`.execute(test.database);
    expect(rows).toHaveLength(1);
  });
});
