import { Command } from 'commander';
import { CliError, PartlyDone } from './cli-error.ts';
import { addImport } from './commands/import.ts';
import { addAdmin } from './commands/admin.ts';
import { addDoctor } from './commands/doctor.ts';
import { addKeys } from './commands/keys.ts';
import { addMigrate } from './commands/migrate.ts';
import { addStatus } from './commands/status.ts';
import { addTenant } from './commands/tenant.ts';
import { createOutput } from './output.ts';

/** Every command, one file each. */
const commands: readonly ((program: Command) => void)[] = [addStatus, addMigrate, addImport, addTenant, addDoctor, addKeys, addAdmin];

const EXIT_CODES = `
Exit codes: 0 done, 1 not done and the message says why, 2 wrong arguments and nothing was tried, 3 done in part.`;

/** Every command, not run yet. */
export function createProgram(): Command {
  const program = new Command('milestone')
    .description('Milestone on the command line. It reads the same configuration as the server.')
    .option('--json', 'write one JSON document instead of text')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError()
    .exitOverride();
  for (const add of commands) add(program);
  return program;
}

/** Runs one command and answers with the exit code: 0 done, 1 not done (the message says why), 2 not understood, 3 done in part. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const program = createProgram();
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    return exitCodeOf(error, program.opts<{ json?: boolean }>().json === true);
  }
}

function exitCodeOf(error: unknown, isJson: boolean): number {
  // Commander has printed its help or its complaint already.
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('commander.'))
    return 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
  if (error instanceof PartlyDone) return 3;
  createOutput(isJson).fail(
    error instanceof CliError ? error : new CliError('failed', error instanceof Error ? error.message : String(error)),
  );
  return 1;
}
