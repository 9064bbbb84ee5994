import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { migrateTenant } from '../../server/master/fleet/public.ts';
import type { Master } from '../../server/master/master.ts';
import { reconcileAndKeep, type Finding } from '../../server/master/tenants/public.ts';
import { CliError, PartlyDone } from '../cli-error.ts';
import { BY_CLI, withMaster } from '../fleet.ts';
import { outputOf, type Output } from '../output.ts';
import { createProgressBar } from '../progress-bar.ts';

const ENDINGS: { readonly [Repair in Finding['repair']]: string } = {
  possible: 'can be repaired: --fix',
  manual: 'yours to decide',
  done: 'repaired',
  failed: 'not repaired',
};

const LOOK_EVERY_MS = 500;
const LONGEST_WAIT_MS = 10 * 60_000;

/** `milestone doctor`: compares the registry with the database servers. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('compare the registry of tenants with the database servers, and repair what is safe to repair (MULTI_TENANT)')
    .option('--fix', 'repair what is safe to repair')
    .addHelpText('after', '\nExit codes: 0 nothing is left to do, 1 not done, 2 wrong arguments, 3 something is left.')
    .action(async ({ fix = false }: { fix?: boolean }, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const findings = await compare(master, fix, output);
        const lines = findings.map(({ kind, message, repair }) => `${kind} (${ENDINGS[repair]})\n  ${message}`);
        output.result(findings.length === 0 ? 'The registry and the servers agree.' : lines.join('\n'), { findings });
        if (findings.some(({ repair }) => repair !== 'done')) throw new PartlyDone();
      });
    });
}

/** One comparison at a time: the servers' hourly one is waited for. */
async function compare(master: Master, fix: boolean, output: Output): Promise<readonly Finding[]> {
  const bar = createProgressBar('Tenants', { isQuiet: output.isJson });
  const giveUpAtMs = Date.now() + LONGEST_WAIT_MS;
  for (let hasToldWhy = false; ; hasToldWhy = true) {
    const findings = await reconcileAndKeep(master, {
      ...BY_CLI,
      fixBy: fix ? BY_CLI : undefined,
      onProgress: (done, total) => bar.show(done, total),
      migrateTenant: (id) => migrateOrThrow(master, id),
    });
    bar.end();
    if (findings) return findings;
    if (Date.now() > giveUpAtMs) throw new CliError('busy', 'A server of the platform is still comparing. Try again later.');
    if (!hasToldWhy) output.note('A server of the platform is comparing just now: waiting for its end …');
    await sleep(LOOK_EVERY_MS);
  }
}

async function migrateOrThrow(master: Master, id: string): Promise<void> {
  const report = await migrateTenant(master, { id }, BY_CLI.requestedBy);
  const [failed] = report?.failed ?? [];
  if (failed) throw new Error(failed.error);
}
