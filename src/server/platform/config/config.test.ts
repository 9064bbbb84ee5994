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

  describe('of single sign-on', () => {
    const directory = '11111111-2222-4333-8444-555555555555';
    const entra = { SSO_DIRECTORY_ID: directory.toUpperCase(), SSO_CLIENT_ID: 'app', SSO_CLIENT_SECRET: 'shared' };

    it('is absent by default, and speaks to the public cloud', () => {
      expect(loadConfig({})).toMatchObject({
        managedSso: undefined,
        openid: { entraUrl: 'https://login.microsoftonline.com', allowsHttp: false },
      });
    });

    it('is Entra ID where a directory is named, another provider where an issuer is', () => {
      expect(loadConfig({ ...entra, SSO_REQUIRED_GROUPS: 'a, b', SSO_GROUP_MATCH: 'all' }).managedSso).toMatchObject({
        managedBy: 'environment',
        provider: 'entra',
        directoryId: directory,
        issuerUrl: null,
        defaultRole: 'user',
        requiredGroupIds: ['a', 'b'],
        groupMatch: 'all',
      });
      const { SSO_DIRECTORY_ID: _directory, ...rest } = entra;
      expect(loadConfig({ ...rest, SSO_ISSUER_URL: 'https://id.example.org/realm' }).managedSso).toMatchObject({
        provider: 'oidc',
        issuerUrl: 'https://id.example.org/realm',
        directoryId: null,
      });
    });

    it('is refused by halves, and where each organization has its own; the secret is not repeated', () => {
      expect(messageOf({ SSO_CLIENT_ID: 'app' })).toMatch(/SSO_DIRECTORY_ID must be set too[\s\S]*SSO_CLIENT_SECRET must be set too/);
      const message = messageOf({ ...entra, MULTI_TENANT: 'true' });
      expect(message).toContain('per organization in the portal');
      expect(message).not.toContain('shared');
    });
  });

  describe('of many tenants', () => {
    const key = 'ab'.repeat(32);

    it('is off by default, and with nothing else said works on the embedded server', () => {
      expect(loadConfig({}).master).toBeUndefined();
      expect(loadConfig({ MULTI_TENANT: 'true' }).master).toEqual({ kind: 'embedded', encryptionKey: undefined, oldEncryptionKeys: [] });
    });

    it('takes MASTER_DATABASE_URL before MASTER_DB_*, and names the administrator', () => {
      const common = {
        MULTI_TENANT: 'true',
        TENANT_ENCRYPTION_KEY: key,
        TENANT_ENCRYPTION_KEYS_OLD: `${'cd'.repeat(32)}, ${'ef'.repeat(32)}`,
      };
      const byUrl = loadConfig({ ...common, MASTER_DATABASE_URL: 'postgres://m:pw@one:5433/registry', MASTER_DB_HOST: 'other' }).master;
      expect(byUrl).toMatchObject({
        connection: { host: 'one', port: 5433, database: 'registry', user: 'm' },
        admin: { user: 'postgres', password: '' },
        oldEncryptionKeys: ['cd'.repeat(32), 'ef'.repeat(32)],
      });
      const byParts = loadConfig({ ...common, MASTER_DB_HOST: 'two', PG_ADMIN_USER: 'maker', PG_ADMIN_PASSWORD: 'x' }).master;
      expect(byParts).toMatchObject({
        connection: { host: 'two', port: 5432, database: 'milestone_admin', user: 'milestone_admin' },
        admin: { user: 'maker', password: 'x' },
      });
    });

    it('is refused without a key for credentials, without a registry beside a configured database, and with a broken key', () => {
      expect(messageOf({ MULTI_TENANT: 'true', MASTER_DB_HOST: 'h' })).toContain('TENANT_ENCRYPTION_KEY must be set');
      expect(messageOf({ MULTI_TENANT: 'true', DATABASE_URL: 'postgres://u:p@h/d' })).toContain('MASTER_DATABASE_URL');
      const message = messageOf({ MULTI_TENANT: 'true', MASTER_DB_HOST: 'h', TENANT_ENCRYPTION_KEY: 'kurz', DEFAULT_TENANT: 'No Slug' });
      expect(message).toMatch(/TENANT_ENCRYPTION_KEY must be 64 hex[\s\S]*DEFAULT_TENANT must be/);
      expect(message).not.toContain('kurz');
    });
  });
});
