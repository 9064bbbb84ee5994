import type { Command } from 'commander';
import { outputOf } from '../output.ts';
import { withWorkspace } from '../workspace.ts';

/** `milestone migrate`: brings the database up to date; the server does the same when it starts. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(async (_options: unknown, command: Command) => {
      const output = outputOf(command);
      await withWorkspace(output.note, async ({ runtime }) => {
        const applied = await runtime.migrate();
        output.result(applied.length === 0 ? 'Nothing to do: the database is current.' : `Applied ${applied.join(', ')}.`, { applied });
      });
    });
}
