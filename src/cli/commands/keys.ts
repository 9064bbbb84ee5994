import type { Command } from 'commander';
import { rotateKeys } from '../../server/master/tenants/public.ts';
import { PartlyDone } from '../cli-error.ts';
import { BY_CLI, withMaster } from '../fleet.ts';
import { outputOf } from '../output.ts';
import { createProgressBar } from '../progress-bar.ts';

/** `milestone keys rotate`: after TENANT_ENCRYPTION_KEY was replaced and the former one put among the old ones. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('the key that encrypts the credentials of tenants (MULTI_TENANT)');
  keys
    .command('rotate')
    .description('encrypt again with TENANT_ENCRYPTION_KEY what keys in TENANT_ENCRYPTION_KEYS_OLD encrypted')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is encrypted with an old key any more, 1 not done, 2 wrong arguments, 3 some cannot be read.',
    )
    .action(async (_options: unknown, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const bar = createProgressBar('Secrets', { isQuiet: output.isJson });
        const rotation = await rotateKeys(master, BY_CLI, (done, total) => bar.show(done, total));
        bar.end();
        const { renewed, current, unreadable } = rotation;
        const lines = [
          `${renewed} secrets renewed, ${current} were under the current key already.`,
          ...unreadable.map((name) => `Not readable: ${name}.`),
          ...(unreadable.length === 0
            ? []
            : ['Put the missing key into TENANT_ENCRYPTION_KEYS_OLD, or set new passwords: milestone doctor --fix']),
        ];
        output.result(lines.join('\n'), rotation);
        if (unreadable.length > 0) throw new PartlyDone();
      });
    });
}
