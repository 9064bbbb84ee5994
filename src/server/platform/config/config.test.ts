import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

function messageOf(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('the configuration was accepted');
}

describe('the configuration', () => {
  it('has a default for everything: the embedded database on port 8485', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 8485,
      database: { kind: 'embedded' },
      pool: { poolSize: 2, maxOverflow: 2, poolTimeoutMs: 5000 },
    });
  });

  it('lists all errors at once and repeats no value', () => {
    const environment = {
      PORT: '99999',
      DB_POOL_SIZE: 'many',
      DATABASE_URL: 'mysql://u:geheim@h/d',
      ADMIN_PASSWORD: 'kurz',
      PUBLIC_URL: 'x',
    };
    const message = messageOf(environment);
    for (const name of Object.keys(environment)) expect(message).toContain(name);
    expect(message).not.toMatch(/geheim|kurz|mysql/);
  });

  it('takes DATABASE_URL before DB_*', () => {
    const { database } = loadConfig({ DATABASE_URL: 'postgres://me:p%40ss@db.example:6543/plan?sslmode=verify-full', DB_HOST: 'other' });
    expect(database).toEqual({
      kind: 'configured',
      connection: { host: 'db.example', port: 6543, database: 'plan', user: 'me', password: 'p@ss', ssl: 'verify' },
    });
    expect(loadConfig({ DB_HOST: 'h', DB_PASSWORD: 'x' }).database).toMatchObject({
      connection: { host: 'h', port: 5432, database: 'milestone' },
    });
  });

  it('counts an empty value as absent', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ port: 8485, database: { kind: 'embedded' } });
  });
});
