import { InvalidArgumentError, Option, type Command } from 'commander';
import { createOperator } from '../../server/master/operators/public.ts';
import { findTenantBySlug } from '../../server/master/tenants/public.ts';
import { ProblemError } from '../../server/platform/http/problem-error.ts';
import { CliError } from '../cli-error.ts';
import { BY_CLI, withMaster } from '../fleet.ts';
import { outputOf } from '../output.ts';

type Options = { readonly email: string; readonly name: string; readonly role: 'admin' | 'superadmin'; readonly grant: readonly string[] };

/** `milestone admin create`: a user of the portal, also when nobody can sign in there any more. */
export function addAdmin(program: Command): void {
  const admin = program.command('admin').description('the users of the portal at /admin/ (MULTI_TENANT)');
  admin
    .command('create')
    .requiredOption('--email <email>', 'to sign in with', requireEmail)
    .requiredOption('--name <name>', 'of the person')
    .addOption(
      new Option('--role <role>', 'superadmin: everything; admin: the granted tenants')
        .choices(['superadmin', 'admin'])
        .default('superadmin'),
    )
    .option('--grant <slug...>', 'tenants that an admin may manage, by slug', [])
    .description('make a user of the portal and show the one-time password')
    .addHelpText('after', '\nExit codes: 0 made, 1 not made, 2 wrong arguments.')
    .action(async ({ email, name, role, grant }: Options, command: Command) => {
      const output = outputOf(command);
      if (role === 'superadmin' && grant.length > 0)
        command.error("error: '--grant' is for '--role admin': a superadmin manages every tenant");
      await withMaster(output.note, async (master) => {
        const tenants = await Promise.all(
          grant.map(async (slug) => {
            const tenant = await findTenantBySlug(master, slug);
            if (!tenant) throw new CliError('tenant_not_found', `There is no tenant "${slug}". See: milestone tenant list`);
            return tenant.id;
          }),
        );
        try {
          const { operator, oneTimePassword } = await createOperator(master.database, { email, name, role, tenantIds: tenants }, BY_CLI);
          const lines = [
            `Made the ${role} ${email}.`,
            `One-time password: ${oneTimePassword}`,
            'It must be changed at the first sign-in at /admin/.',
          ];
          output.result(lines.join('\n'), { operator, oneTimePassword });
        } catch (error) {
          if (error instanceof ProblemError && error.code === 'duplicate')
            throw new CliError('duplicate', `There is a user with the e-mail ${email} already.`);
          throw error;
        }
      });
    });
}

function requireEmail(text: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) throw new InvalidArgumentError('It must be an e-mail address.');
  return text;
}
