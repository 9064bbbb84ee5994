import type { By } from '../server/master/audit/public.ts';
import { openMaster, type Master, type MasterOptions } from '../server/master/master.ts';
import { OperationWorker } from '../server/master/tenants/public.ts';
import { masterOptionsOf } from '../server/open-control-plane.ts';
import { loadConfig, type Config } from '../server/platform/config/config.ts';
import { readEnvironment } from '../server/platform/config/environment.ts';
import { embeddedMaster } from '../server/platform/database/embedded/embedded-database.ts';
import { CliError } from './cli-error.ts';
import { findEmbedded } from './place.ts';

/** Who did it, in ledger and audit log. */
export const BY_CLI: By = { requestedBy: 'system (cli)' };

export function isMultiTenant(): boolean {
  return loadConfig(readEnvironment()).master !== undefined;
}

/** What a command knows besides the registry. */
export type FleetPlace = {
  readonly config: Config;
  /** Where the running server serves, if there is one here. */
  readonly serverUrl: string | undefined;
};

/** Runs `work` with how to enter the registry, which is not open yet. */
export async function withMasterOptions<Result>(
  note: (line: string) => void,
  work: (options: MasterOptions, place: FleetPlace) => Promise<Result>,
): Promise<Result> {
  const config: Config = loadConfig(readEnvironment());
  if (config.master === undefined)
    throw new CliError('single_tenant', 'This installation has one tenant and no registry of tenants. Set MULTI_TENANT=true for that.');
  if (config.master.kind === 'configured') return work(await masterOptionsOf(config, config.master), { config, serverUrl: undefined });
  const place = await findEmbedded(config.dataFolder, note);
  try {
    const options = await masterOptionsOf(config, config.master, embeddedMaster(place.folder, place.port));
    return await work(options, { config, serverUrl: place.serverUrl });
  } finally {
    await place.release();
  }
}

/** Runs `work` on the open registry, which is brought up to date first. */
export async function withMaster<Result>(
  note: (line: string) => void,
  work: (master: Master, place: FleetPlace) => Promise<Result>,
): Promise<Result> {
  return withMasterOptions(note, async (options, place) => {
    const master = await openMaster(options);
    try {
      return await work(master, place);
    } finally {
      await master.close();
    }
  });
}

/** As `withMaster`, with a worker for what the command asks for; a running server may be faster. */
export async function withWorker<Result>(note: (line: string) => void, work: (master: Master) => Promise<Result>): Promise<Result> {
  return withMaster(note, async (master) => {
    const worker = new OperationWorker(master);
    worker.start();
    try {
      return await work(master);
    } finally {
      await worker.stop();
    }
  });
}
