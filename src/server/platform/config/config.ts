import { z } from 'zod';
import { databaseOf, databaseShape } from './database-config.ts';
import { keysOf, masterOf, masterShape, type MasterConfig } from './master-config.ts';
import { managedSsoOf, openidOf, ssoProblems, ssoShape } from './sso-config.ts';
import type { Environment } from './environment.ts';
import { flag, httpUrl, optional, wholeNumber } from './values.ts';

const schema = z.object({
  PORT: wholeNumber(0, 65_535, 8485),
  HOST: z.string().default('0.0.0.0'),
  MULTI_TENANT: flag(false),
  ...databaseShape,
  ...masterShape,
  ...ssoShape,
  DB_POOL_SIZE: wholeNumber(1, 100, 2),
  DB_POOL_MAX_OVERFLOW: wholeNumber(0, 100, 2),
  DB_POOL_TIMEOUT: wholeNumber(1, 300, 5),
  DB_MAX_CONNECTIONS: wholeNumber(2, 10_000, 80),
  DB_NAMED_STATEMENTS: flag(false),
  DATA_DIR: optional(z.string()),
  SESSION_MAX_AGE: wholeNumber(300, 31_536_000, 604_800),
  SECURE_COOKIES: z.enum(['auto', 'true', 'false']).default('auto'),
  TRUST_PROXY: z.string().default('false'),
  PUBLIC_URL: optional(httpUrl),
  ADMIN_EMAIL: optional(z.email()),
  ADMIN_PASSWORD: optional(z.string().min(12, 'must have at least 12 characters').max(512)),
  METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  RATE_LIMIT: wholeNumber(0, 1_000_000, 3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
});

type ValidMaster = Exclude<MasterConfig, { kind: 'invalid' }>;

export type Config = ReturnType<typeof configOf>;

/** What is wrong with the configuration, all of it at once; no message repeats a value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee .env.example for every name.`);
    this.problems = problems;
  }
}

/** Reads and checks the whole configuration. An empty value counts as absent. Throws a ConfigError. */
export function loadConfig(environment: Environment): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = schema.safeParse(present);
  const database = databaseOf(present);
  const master = masterOf(present);
  const unfit = ssoProblems(present, master !== undefined);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)),
    ...(database.kind === 'invalid' ? database.problems : []),
    ...(master?.kind === 'invalid' ? master.problems : []),
    ...unfit,
  ];
  if (!parsed.success || database.kind === 'invalid' || master?.kind === 'invalid' || unfit.length > 0)
    throw new ConfigError([...new Set(problems)]);
  return configOf(parsed.data, database, master);
}

function configOf(
  values: z.output<typeof schema>,
  database: Exclude<ReturnType<typeof databaseOf>, { kind: 'invalid' }>,
  master: ValidMaster | undefined,
) {
  return {
    host: values.HOST,
    port: values.PORT,
    database,
    /** Undefined: one tenant, one database. */
    master,
    maxConnectionsPerServer: values.DB_MAX_CONNECTIONS,
    defaultTenant: values.DEFAULT_TENANT,
    tenancy: {
      nodeCount: values.NODE_COUNT,
      warmPoolSize: values.TENANT_WARM_POOL,
      deleteGraceDays: values.TENANT_DELETE_GRACE_DAYS,
    },
    pool: {
      poolSize: values.DB_POOL_SIZE,
      maxOverflow: values.DB_POOL_MAX_OVERFLOW,
      poolTimeoutMs: values.DB_POOL_TIMEOUT * 1000,
      namedStatements: values.DB_NAMED_STATEMENTS,
    },
    dataFolder: values.DATA_DIR,
    /** Of what a tenant keeps secret or hands to a browser sealed; undefined: that of the data folder. */
    encryptionKey: values.TENANT_ENCRYPTION_KEY,
    oldEncryptionKeys: keysOf(values.TENANT_ENCRYPTION_KEYS_OLD ?? ''),
    managedSso: managedSsoOf(values),
    openid: openidOf(values),
    sessionMaxAgeMs: values.SESSION_MAX_AGE * 1000,
    secureCookies: secureCookiesOf(values.SECURE_COOKIES, values.PUBLIC_URL),
    trustProxy: trustProxyOf(values.TRUST_PROXY),
    publicOrigin: values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL).origin,
    firstAdmin: { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD },
    metricsToken: values.METRICS_TOKEN,
    maxRequestsPerMinute: values.RATE_LIMIT === 0 ? undefined : values.RATE_LIMIT,
    logLevel: values.LOG_LEVEL,
  } as const;
}

/** undefined: each request decides, by the protocol it came with. */
function secureCookiesOf(setting: 'auto' | 'true' | 'false', publicUrl: string | undefined): boolean | undefined {
  if (setting !== 'auto') return setting === 'true';
  return publicUrl?.startsWith('https:') ? true : undefined;
}

/** `true`, `false`, or the addresses and networks of the proxies, separated by commas. */
function trustProxyOf(setting: string): boolean | string[] {
  if (setting === 'true' || setting === 'false') return setting === 'true';
  return setting.split(',').map((part) => part.trim());
}
