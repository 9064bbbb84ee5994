import { loadConfig, type Config } from '../server/platform/config/config.ts';
import { readEnvironment } from '../server/platform/config/environment.ts';
import type { ConnectionConfig } from '../server/platform/database/connection.ts';
import { embeddedConnection } from '../server/platform/database/embedded/embedded-database.ts';
import type { TenantContext } from '../server/platform/tenant-context.ts';
import { openTenant, type TenantRuntime } from '../server/tenant-runtime.ts';
import { CliError } from './cli-error.ts';
import { findEmbedded } from './place.ts';

export type Workspace = {
  readonly runtime: TenantRuntime;
  /** Where the running server serves, if there is one here. */
  readonly serverUrl: string | undefined;
  readonly connection: ConnectionConfig;
};

type Place = { readonly connection: ConnectionConfig; readonly serverUrl: string | undefined; release(): Promise<void> };

/**
 * Runs `work` on the configured workspace. With the embedded database, that of a running server is used; where none runs, it
 * is started for the command and stopped after it.
 */
export async function withWorkspace<Result>(
  note: (line: string) => void,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(readEnvironment());
  const place = await findDatabase(config, note);
  try {
    const runtime = await openTenant({
      database: { ...config.pool, connection: place.connection },
      title: 'Milestone',
      settings: { sessionMaxAgeMs: config.sessionMaxAgeMs },
      hooks: { firstPasswordReplaced: () => Promise.resolve() },
    });
    try {
      return await work({ runtime, serverUrl: place.serverUrl, connection: place.connection });
    } finally {
      await runtime.close();
    }
  } finally {
    await place.release();
  }
}

/** As `withWorkspace`, on a database that is current: a new one is made current, an older one of a running server is refused. */
export async function withCurrentWorkspace<Result>(
  note: (line: string) => void,
  work: (tenant: TenantContext) => Promise<Result>,
): Promise<Result> {
  return withWorkspace(note, async ({ runtime, serverUrl }) => {
    if (!(await runtime.isReady())) {
      if (serverUrl !== undefined)
        throw new CliError('not_current', 'The database is not current. Restart the server, or run: milestone migrate');
      await runtime.migrate();
    }
    return work(runtime.tenant);
  });
}

async function findDatabase(config: Config, note: (line: string) => void): Promise<Place> {
  if (config.master !== undefined)
    throw new CliError('multi_tenant', 'MULTI_TENANT is true here: this command is for installations with one tenant.');
  if (config.database.kind === 'configured')
    return { connection: config.database.connection, serverUrl: undefined, release: () => Promise.resolve() };
  const place = await findEmbedded(config.dataFolder, note);
  return { connection: embeddedConnection(place.folder, place.port), serverUrl: place.serverUrl, release: () => place.release() };
}
