import { InvalidArgumentError, Option, type Command } from 'commander';
import { auditBy } from '../../server/master/audit/public.ts';
import type { Master } from '../../server/master/master.ts';
import {
  createTenant,
  deleteTenant,
  findTenantBySlug,
  listTenants,
  provisionTenant,
  readCredentials,
  resetAdminPassword,
  restoreTenant,
  setTenantStatus,
  statusNames,
  testConnection,
  waitForOperation,
  type Operation,
  type Tenant,
  type TenantResult,
} from '../../server/master/tenants/public.ts';
import { CliError } from '../cli-error.ts';
import { BY_CLI, withMaster, withWorker } from '../fleet.ts';
import { outputOf, type Output } from '../output.ts';
import { createProgressBar } from '../progress-bar.ts';
import { tableOf } from '../table.ts';

const PAGE = 200;
const LOOK_EVERY_MS = 250;

/** `milestone tenant …`: the tenants of the platform, as the portal has them. */
export function addTenant(program: Command): void {
  const parent = program
    .command('tenant')
    .description('list, make, provision, suspend, activate, archive, delete and check tenants (MULTI_TENANT)')
    .addHelpText('after', '\nExit codes: 0 done, 1 not done and the message says why, 2 wrong arguments.');
  addList(parent);
  addCreate(parent);
  addProvision(parent);
  addStatusChanges(parent);
  addDelete(parent);
  addCredentials(parent);
  addTest(parent);
}

function addList(parent: Command): void {
  parent
    .command('list')
    .description('every tenant, or those that match')
    .option('--search <text>', 'in name, slug, company or e-mail of the administrator')
    .addOption(new Option('--status <status>', 'of this status alone').choices(Object.keys(statusNames)))
    .action(async ({ search, status }: { search?: string; status?: Tenant['status'] }, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const tenants: Tenant[] = [];
        for (let cursor: string | undefined; ;) {
          const page = await listTenants(master, { search, status, sort: 'slug', cursor, limit: PAGE });
          tenants.push(...page.items);
          if (page.nextCursor === null) break;
          cursor = page.nextCursor;
        }
        const rows = tenants.map(({ slug, name, status: state, plan, schemaVersion, migrationError, databaseName }) => [
          slug,
          name,
          statusNames[state],
          plan,
          `${schemaVersion ?? '–'}${migrationError === null ? '' : ' (failed)'}`,
          databaseName,
        ]);
        const text = tenants.length === 0 ? 'No tenants.' : tableOf(['SLUG', 'NAME', 'STATUS', 'PLAN', 'SCHEMA', 'DATABASE'], rows);
        output.result(text, { items: tenants });
      });
    });
}

type CreateOptions = {
  readonly slug: string;
  readonly adminEmail: string;
  readonly company?: string;
  readonly plan: 'free' | 'standard' | 'enterprise';
  readonly maxUsers?: number;
  readonly maxProjects?: number;
  readonly provision: boolean;
};

function addCreate(parent: Command): void {
  parent
    .command('create')
    .argument('<name>', 'of the organization')
    .requiredOption('--slug <slug>', 'its address will be /t/<slug>/')
    .requiredOption('--admin-email <email>', 'its first administrator', requireEmail)
    .option('--company <name>', 'name of the company')
    .addOption(new Option('--plan <plan>').choices(['free', 'standard', 'enterprise']).default('standard'))
    .option('--max-users <number>', 'most users; without it no limit', requireCount)
    .option('--max-projects <number>', 'most projects; without it no limit', requireCount)
    .option('--no-provision', 'only register it; provision it later')
    .description('make a tenant with its database, and show how its administrator signs in')
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const output = outputOf(command);
      const { company: companyName, provision, ...rest } = options;
      await withWorker(output.note, async (master) => {
        const made = valueOf(await createTenant(master, { name, companyName, ...rest }, { ...BY_CLI, provision }));
        if (made.operation) await waitFor(master, made.operation, output);
        await showMade(master, made.tenant.slug, output);
      });
    });
}

function addProvision(parent: Command): void {
  parent
    .command('provision')
    .argument('<slug>')
    .description('make the database of a tenant that waits for it, or try a failed one again')
    .action(async (slug: string, _options: unknown, command: Command) => {
      const output = outputOf(command);
      await withWorker(output.note, async (master) => {
        const tenant = await requireTenant(master, slug);
        const operation = valueOf(await provisionTenant(master, tenant.id, BY_CLI));
        await waitFor(master, operation, output);
        await showMade(master, slug, output);
      });
    });
}

async function showMade(master: Master, slug: string, output: Output): Promise<void> {
  const tenant = await requireTenant(master, slug);
  const credentials = tenant.status === 'active' ? valueOf(await readCredentials(master, tenant.id)) : undefined;
  const lines = [
    `Tenant "${tenant.slug}" is ${statusNames[tenant.status]}.`,
    ...(credentials
      ? [
          `Address:            /t/${tenant.slug}/`,
          `Administrator:      ${credentials.adminEmail}`,
          `One-time password:  ${credentials.firstPassword ?? 'changed already'}`,
        ]
      : [`Provision it with: milestone tenant provision ${tenant.slug}`]),
  ];
  output.result(lines.join('\n'), { tenant, firstPassword: credentials?.firstPassword ?? null });
}

function addStatusChanges(parent: Command): void {
  const changes = [
    ['suspend', 'suspended', 'end its sessions and refuse sign-ins; its data stay'],
    ['activate', 'active', 'let its people in again'],
    ['archive', 'archived', 'put it away; its data stay'],
  ] as const;
  for (const [verb, status, description] of changes) {
    parent
      .command(verb)
      .argument('<slug>')
      .option('--reason <text>', 'shown to its people, and kept in the audit log')
      .description(description)
      .action(async (slug: string, { reason }: { reason?: string }, command: Command) => {
        const output = outputOf(command);
        await withMaster(output.note, async (master) => {
          const changed = valueOf(await setTenantStatus(master, (await requireTenant(master, slug)).id, status, { ...BY_CLI, reason }));
          output.result(`Tenant "${slug}" is ${statusNames[changed.status]}.`, { tenant: changed });
        });
      });
  }
}

function addDelete(parent: Command): void {
  parent
    .command('delete')
    .argument('<slug>')
    .option('--confirm <slug>', 'the slug once more: the database and everything in it are dropped')
    .description('delete a tenant, or discard one whose provisioning failed')
    .action(async (slug: string, { confirm = '' }: { confirm?: string }, command: Command) => {
      const output = outputOf(command);
      await withWorker(output.note, async (master) => {
        const tenant = await requireTenant(master, slug);
        if (confirm !== tenant.slug)
          throw new CliError('wrong_slug', `Nothing brings "${tenant.slug}" back but a backup. To delete it add: --confirm ${tenant.slug}`);
        const operation = valueOf(await deleteTenant(master, tenant.id, { ...BY_CLI, confirmSlug: confirm }));
        if (operation) await waitFor(master, operation, output);
        const days = master.options.deleteGraceDays;
        const waits = `Tenant "${slug}" is closed and will be deleted in ${days} days. Until then: milestone tenant restore ${slug}`;
        output.result(operation ? `Tenant "${slug}" is deleted.` : waits, { slug, isDeleted: operation !== null });
      });
    });
  parent
    .command('restore')
    .argument('<slug>')
    .description('take a deletion back while its days of grace last')
    .action(async (slug: string, _options: unknown, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const restored = valueOf(await restoreTenant(master, (await requireTenant(master, slug)).id, BY_CLI));
        output.result(`Tenant "${slug}" is ${statusNames[restored.status]}.`, { tenant: restored });
      });
    });
}

function addCredentials(parent: Command): void {
  parent
    .command('credentials')
    .argument('<slug>')
    .option('--reset-admin-password', 'give its administrator a new one-time password first')
    .description('show how the administrator signs in, and the logins of the database')
    .action(async (slug: string, options: { resetAdminPassword?: true }, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const tenant = await requireTenant(master, slug);
        if (options.resetAdminPassword) valueOf(await resetAdminPassword(master, tenant.id, BY_CLI));
        // Noted first: nobody sees them unseen.
        await auditBy(master.database, BY_CLI, { action: 'tenant.credentials_shown', tenantId: tenant.id, tenantSlug: tenant.slug });
        const credentials = valueOf(await readCredentials(master, tenant.id));
        const { host, port, databaseName, logins, adminEmail, firstPassword } = credentials;
        const lines = [
          `Address:            /t/${slug}/`,
          `Administrator:      ${adminEmail}`,
          `One-time password:  ${firstPassword ?? 'none: it was changed'}`,
          `Database:           ${host}:${port}/${databaseName}`,
          ...logins.map(({ username, password }) => `Login:              ${username}  ${password}`),
        ];
        output.result(lines.join('\n'), credentials);
      });
    });
}

function addTest(parent: Command): void {
  parent
    .command('test')
    .argument('<slug>')
    .description('enter the database with each of its logins, as requests do')
    .action(async (slug: string, _options: unknown, command: Command) => {
      const output = outputOf(command);
      await withMaster(output.note, async (master) => {
        const outcome = valueOf(await testConnection(master, (await requireTenant(master, slug)).id));
        if (outcome.kind === 'failed') throw new CliError('connection_failed', outcome.message);
        const { durationMs, schemaVersion, serverVersion } = outcome;
        output.result(
          `Tenant "${slug}": both logins enter (${durationMs} ms, PostgreSQL ${serverVersion}, schema ${schemaVersion ?? 'none'}).`,
          outcome,
        );
      });
    });
}

function valueOf<Value>(result: TenantResult<Value>): Value {
  if (result.ok) return result.value;
  throw new CliError(result.refusal.code, result.refusal.message);
}

async function requireTenant(master: Master, slug: string): Promise<Tenant> {
  const tenant = await findTenantBySlug(master, slug);
  if (!tenant) throw new CliError('tenant_not_found', `There is no tenant "${slug}". See: milestone tenant list`);
  return tenant;
}

async function waitFor(master: Master, { id }: Operation, output: Output): Promise<void> {
  const bar = createProgressBar('Steps', { isQuiet: output.isJson });
  try {
    for (;;) {
      const operation = await waitForOperation(master, id, LOOK_EVERY_MS);
      bar.show(operation.progressDone, operation.progressTotal, operation.step ?? '');
      if (operation.state === 'succeeded') return;
      if (operation.state === 'failed') throw new CliError('operation_failed', operation.error ?? 'The operation failed.');
    }
  } finally {
    bar.end();
  }
}

function requireEmail(text: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) throw new InvalidArgumentError('It must be an e-mail address.');
  return text;
}

function requireCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000_000) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}
