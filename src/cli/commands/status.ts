import type { Command } from 'commander';
import { planFleet } from '../../server/master/fleet/public.ts';
import { listMasterPending, openMaster } from '../../server/master/master.ts';
import { findTenantBySlug, schemaVersionOf, statusNames, testConnection } from '../../server/master/tenants/public.ts';
import { CliError } from '../cli-error.ts';
import { isMultiTenant, withMaster, withMasterOptions } from '../fleet.ts';
import { outputOf, type Output } from '../output.ts';
import { withWorkspace } from '../workspace.ts';

/** `milestone status`: where the server and its database are, and whether the database is current. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('say where the server and its database are, and whether the database is current')
    .option('--tenant <slug>', 'with MULTI_TENANT: of one tenant')
    .addHelpText('after', '\nExit codes: 0 the answer is written, 1 it cannot be found out, 2 wrong arguments.')
    .action(async ({ tenant }: { tenant?: string }, command: Command) => {
      const output = outputOf(command);
      if (tenant !== undefined) await tellTenant(tenant, output);
      else if (isMultiTenant()) await tellPlatform(output);
      else await tellWorkspace(output);
    });
}

async function tellWorkspace(output: Output): Promise<void> {
  await withWorkspace(output.note, async ({ runtime, serverUrl, connection }) => {
    const isCurrent = await runtime.isReady();
    const database = { host: connection.host, port: connection.port, name: connection.database, isCurrent };
    const lines = [
      serverLine(serverUrl),
      `Database:  ${database.host}:${database.port}/${database.name}, ${isCurrent ? 'current' : 'not reachable or not current'}`,
    ];
    output.result(lines.join('\n'), { server: serverUrl ?? null, database });
  });
}

function serverLine(serverUrl: string | undefined): string {
  return `Server:    ${serverUrl ?? 'none known here'}`;
}

/** Changes nothing: a registry that is behind is told, not brought up to date. */
async function tellPlatform(output: Output): Promise<void> {
  await withMasterOptions(output.note, async (options, { serverUrl }) => {
    const { host, port, database: name } = options.pool.connection;
    const pending = await listMasterPending(options);
    const registry = { host, port, name, exists: pending !== undefined, isCurrent: pending?.length === 0 };
    const where = `Registry:  ${host}:${port}/${name}, ${registry.isCurrent ? 'current' : registry.exists ? 'not current' : 'not made yet'}`;
    if (!registry.isCurrent) return output.result([serverLine(serverUrl), where].join('\n'), { server: serverUrl ?? null, registry });
    const master = await openMaster(options);
    try {
      const { tenantCount, behindCount, schemaVersion } = await planFleet(master);
      const tenants = { withDatabase: tenantCount, behind: behindCount, schemaVersion };
      const fleet = `Tenants:   ${tenantCount} with a database, ${behindCount === 0 ? 'all current' : `${behindCount} behind`} (schema ${schemaVersion})`;
      output.result([serverLine(serverUrl), where, fleet].join('\n'), { server: serverUrl ?? null, registry, tenants });
    } finally {
      await master.close();
    }
  });
}

async function tellTenant(slug: string, output: Output): Promise<void> {
  await withMaster(output.note, async (master, { serverUrl }) => {
    const tenant = await findTenantBySlug(master, slug);
    if (!tenant) throw new CliError('tenant_not_found', `There is no tenant "${slug}". See: milestone tenant list`);
    const { host, port } = await master.servers.get(tenant.databaseServerId);
    const test = await testConnection(master, tenant.id);
    const isReachable = test.ok && test.value.kind === 'ok';
    const isCurrent = test.ok && test.value.kind === 'ok' && (test.value.schemaVersion ?? 0) >= schemaVersionOf(master);
    const why = test.ok ? (test.value.kind === 'ok' ? '' : test.value.message) : test.refusal.message;
    const database = { host, port, name: tenant.databaseName, isReachable, isCurrent };
    const state = isReachable ? (isCurrent ? 'current' : 'not current') : `not reachable (${why})`;
    const lines = [
      serverLine(serverUrl),
      `Tenant:    ${tenant.name}, ${statusNames[tenant.status]}, at /t/${slug}/`,
      `Database:  ${host}:${port}/${tenant.databaseName}, ${state}`,
    ];
    output.result(lines.join('\n'), { server: serverUrl ?? null, tenant: { slug, name: tenant.name, status: tenant.status }, database });
  });
}
