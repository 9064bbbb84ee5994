import { InvalidArgumentError, type Command } from 'commander';
import { migrateFleet, migrateTenant, planFleet, type FleetReport } from '../../server/master/fleet/public.ts';
import { auditBy } from '../../server/master/audit/public.ts';
import { listMasterPending, openMaster, type MasterOptions } from '../../server/master/master.ts';
import { CliError, PartlyDone } from '../cli-error.ts';
import { BY_CLI, isMultiTenant, withMaster, withMasterOptions } from '../fleet.ts';
import { outputOf, type Output } from '../output.ts';
import { createProgressBar } from '../progress-bar.ts';
import { withWorkspace } from '../workspace.ts';

type Options = { readonly master?: true; readonly tenant?: string; readonly dryRun?: true; readonly concurrency: number };

const MOST_AT_ONCE = 32;

/** `milestone migrate`: brings the database, or the registry and every tenant's database, up to date. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date; with MULTI_TENANT the registry, the templates and every tenant')
    .option('--master', 'the registry alone')
    .option('--tenant <slug>', 'one tenant alone')
    .option('--dry-run', 'say what is to be done and do nothing')
    .option('--concurrency <number>', 'tenants at the same time', parseConcurrency, 4)
    .addHelpText('after', '\nExit codes: 0 all is current, 1 not done, 2 wrong arguments, 3 some tenants failed or are left: run it again.')
    .action(async (options: Options, command: Command) => {
      const output = outputOf(command);
      if (options.master && options.tenant !== undefined) command.error("error: give either '--master' or '--tenant'");
      if (!isMultiTenant()) return migrateOne(options, output);
      if (options.dryRun) return withMasterOptions(output.note, (master) => explain(master, options, output));
      return withMaster(output.note, async (master) => {
        if (master.applied.length > 0)
          await auditBy(master.database, BY_CLI, { action: 'registry.migrated', details: { applied: master.applied } });
        const registry = master.applied.length === 0 ? 'current' : `applied ${master.applied.join(', ')}`;
        if (options.master) return output.result(`Registry: ${registry}.`, { master: { applied: master.applied } });
        const report = options.tenant === undefined ? await runAll(master, options, output) : await runOne(master, options.tenant);
        output.result([`Registry: ${registry}.`, ...describe(report)].join('\n'), { master: { applied: master.applied }, ...report });
        if (report.failed.length > 0 || report.notTriedCount > 0 || report.templateError !== null) throw new PartlyDone();
      });
    });
}

function parseConcurrency(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST_AT_ONCE)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_AT_ONCE}.`);
  return value;
}

async function migrateOne(options: Options, output: Output): Promise<void> {
  if (options.master || options.tenant !== undefined)
    throw new CliError('single_tenant', '--master and --tenant are for installations with MULTI_TENANT=true.');
  await withWorkspace(output.note, async ({ runtime }) => {
    if (options.dryRun) {
      const pending = await runtime.listPending();
      return output.result(pending.length === 0 ? 'The database is current.' : `To apply: ${pending.join(', ')}.`, { pending });
    }
    const applied = await runtime.migrate();
    output.result(applied.length === 0 ? 'Nothing to do: the database is current.' : `Applied ${applied.join(', ')}.`, { applied });
  });
}

/** Ctrl-C lets what has begun end; a second one ends the program. */
async function runAll(master: Parameters<typeof migrateFleet>[0], { concurrency }: Options, output: Output): Promise<FleetReport> {
  const bar = createProgressBar('Tenants', { isQuiet: output.isJson });
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    return await migrateFleet(master, {
      concurrency,
      ...BY_CLI,
      signal: stop.signal,
      onProgress: ({ done, total, failedCount }) => bar.show(done, total, failedCount === 0 ? '' : `${failedCount} failed`),
    });
  } finally {
    process.off('SIGINT', onInterrupt);
    bar.end();
  }
}

async function runOne(master: Parameters<typeof migrateTenant>[0], slug: string): Promise<FleetReport> {
  const report = await migrateTenant(master, { slug }, BY_CLI.requestedBy);
  if (!report) throw new CliError('tenant_not_found', `There is no tenant "${slug}" with a database.`);
  return report;
}

function describe({ schemaVersion, tenantCount, migratedCount, failed, notTriedCount, templateError }: FleetReport): string[] {
  const done =
    migratedCount === 0 && failed.length === 0 ? `all ${tenantCount} are current` : `${migratedCount} of ${tenantCount} migrated`;
  return [
    `Tenants: ${done} (schema ${schemaVersion}).`,
    ...(notTriedCount === 0 ? [] : [`Interrupted: ${notTriedCount} are left. Run the command again to go on.`]),
    ...(templateError === null ? [] : [`The template of new tenants is not renewed: ${templateError}`]),
    ...(failed.length === 0 ? [] : [`Failed: ${failed.length}. They answer 503 until the reason is removed and the command run again:`]),
    ...failed.map(({ slug, error }) => `  ${slug}: ${error}`),
  ];
}

async function explain(options: MasterOptions, { master: isMasterAlone, tenant }: Options, output: Output): Promise<void> {
  const pending = await listMasterPending(options);
  if (pending === undefined || pending.length > 0) {
    const what = pending === undefined ? 'there is no database yet; it would be made' : `to apply: ${pending.join(', ')}`;
    return output.result(`Registry: ${what}. Tenants can be compared after that.`, { master: { exists: pending !== undefined, pending } });
  }
  if (isMasterAlone) return output.result('Registry: current.', { master: { exists: true, pending } });
  const master = await openMaster(options);
  try {
    const plan = await planFleet(master);
    const tenants = plan.tenants.filter(({ slug }) => tenant === undefined || slug === tenant);
    const lines = [
      'Registry: current.',
      ...plan.serversWithoutTemplate.map((id) => `Server ${id}: the template of schema ${plan.schemaVersion} is to be made.`),
      `Tenants: ${tenants.length} of ${plan.tenantCount} to be brought to schema ${plan.schemaVersion}.`,
      ...tenants.map(({ slug, schemaVersion }) => `  ${slug}: from ${schemaVersion ?? 'none'}`),
    ];
    output.result(lines.join('\n'), { master: { exists: true, pending }, ...plan, tenants });
  } finally {
    await master.close();
  }
}
