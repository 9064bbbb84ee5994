import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { toWire } from '../../contract/days-wire.ts';
import { MAX_IMPORT_BYTES } from '../../contract/transfer-limits.ts';
import {
  sheetOptionsSchema,
  type ImportPreview,
  type ImportReportEntry,
  type ImportResult,
  type SheetOptionsBody,
} from '../../contract/transfers.ts';
import { roleHas } from '../../contract/roles.ts';
import { formatDay } from '../../lib/days.ts';
import { emailKeyOf, nameKeyOf } from '../../lib/text-key.ts';
import type { SiteId } from '../../planning/model.ts';
import { auditBy } from '../../server/master/audit/public.ts';
import { ProblemError } from '../../server/platform/http/problem-error.ts';
import type { TenantContext } from '../../server/platform/tenant-context.ts';
import {
  findImporter,
  listSiteNames,
  previewImport,
  runImport,
  type Importer,
  type ImportRequest,
} from '../../server/tenant/transfers/public.ts';
import { CliError } from '../cli-error.ts';
import { outputOf, type Output } from '../output.ts';
import { BY_CLI, isMultiTenant } from '../fleet.ts';
import { withTenant } from '../one-tenant.ts';
import { withCurrentWorkspace } from '../workspace.ts';

type Options = {
  readonly tenant?: string;
  readonly site?: string;
  readonly newSite?: string;
  readonly as?: string;
  readonly name?: string;
  readonly workingDays?: true;
  readonly dryRun?: true;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly dateOrder?: string;
  readonly column?: readonly string[];
};

/** `milestone import FILE`: creates a project from a file of another program, whole or not at all. */
export function addImport(program: Command): void {
  program
    .command('import')
    .argument('<file>', 'Microsoft Project XML, or a sheet saved as CSV')
    .description('create a project from a file of another program')
    .option('--tenant <slug>', 'with MULTI_TENANT: the tenant that it is for')
    .option('--site <site>', 'name or id of the site that the project belongs to')
    .option('--new-site <name>', 'instead: make a site of this name with the project')
    .option('--as <email>', 'import in the name of this user, with their rights (else as the system itself)')
    .option('--name <name>', 'name of the project (else the name in the file)')
    .option('--working-days', 'lengths and lags of the project count working days')
    .option('--dry-run', 'say what would come in and what would not; change nothing')
    .option('--delimiter <character>', 'of a sheet: , ; | or tab')
    .option('--encoding <name>', 'of a sheet: utf-8, utf-16le, utf-16be or windows-1252')
    .option('--date-order <order>', 'of a sheet: dmy, mdy or ymd')
    .option('--column <field=number...>', 'of a sheet: which column (from 1; 0: none) holds name, start, finish, …')
    .addHelpText('after', '\nExit codes: 0 imported (or could be), 1 not imported and nothing changed, 2 wrong arguments.')
    .action(async (file: string, options: Options, command: Command) => {
      const output = outputOf(command);
      if ((options.site === undefined) === (options.newSite === undefined)) command.error("error: give either '--site' or '--new-site'");
      const sheet = sheetOptionsOf(options);
      const bytes = await readWholeFile(file);
      output.note(`Read ${path.basename(file)} (${bytes.length.toLocaleString('en')} bytes).`);
      const task = { file, bytes, sheet, options, output };
      if (!isMultiTenant() && options.tenant === undefined)
        return withCurrentWorkspace(output.note, async (context) => void (await importInto(context, task)));
      await withTenant(options.tenant, output.note, async (context, master) => {
        const result = await importInto(context, task);
        if (!result) return;
        const { id, slug } = context.tenant;
        const details = { projectId: result.projectId, projectName: result.projectName, file: path.basename(file), as: options.as ?? null };
        await auditBy(master.database, BY_CLI, { action: 'tenant.imported', tenantId: id, tenantSlug: slug, details });
      });
    });
}

type Task = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sheet: SheetOptionsBody;
  readonly options: Options;
  readonly output: Output;
};

/** Answers with what came in; undefined after a dry run. */
async function importInto(context: TenantContext, { file, bytes, sheet, options, output }: Task): Promise<ImportResult | undefined> {
  const importer = options.as === undefined ? null : await requireImporter(context, options.as);
  const request: ImportRequest = {
    file: { name: path.basename(file), bytes },
    fields: {
      ...(await placeOf(context, options)),
      projectName: options.name,
      workingDays: options.workingDays ?? false,
      sheet,
    },
    signal: new AbortController().signal,
  };
  try {
    if (options.dryRun) {
      const preview = await previewImport(context, importer, request);
      output.result(describePreview(preview), toWire(preview));
      return undefined;
    }
    const result = await runImport(context, importer, request);
    const { phases, milestones, dependencies, assignments } = result.counts;
    const counts = `${phases} phases (${milestones} milestones), ${dependencies} links, ${assignments} assignments`;
    output.result([`Imported “${result.projectName}”: ${counts}.`, ...describeReport(result.report)].join('\n'), result);
    return result;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const fault = error.details.errors?.[0];
    throw new CliError(error.details.rule ?? error.code, fault ? `${fault.field}: ${fault.message}` : error.message);
  }
}

async function readWholeFile(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_IMPORT_BYTES) throw new CliError('too_large', `${file} is larger than 100 MB, the most that an import takes.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError('file_not_found', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function placeOf(
  context: TenantContext,
  { site, newSite }: Options,
): Promise<Pick<ImportRequest['fields'], 'siteId' | 'newSiteName' | 'newSiteTimeZone'>> {
  if (site !== undefined) return { siteId: await requireSite(context, site) };
  return { newSiteName: newSite, newSiteTimeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
}

async function requireSite(context: TenantContext, wanted: string): Promise<SiteId> {
  const sites = await listSiteNames(context.database);
  const byId = sites.find((site) => site.id === wanted.toLowerCase());
  const byName = sites.filter((site) => nameKeyOf(site.name) === nameKeyOf(wanted));
  const found = byId ?? (byName.length === 1 ? byName[0] : undefined);
  if (found) return found.id;
  const names = sites.map((site) => site.name).join(', ');
  if (byName.length > 1)
    throw new CliError('site_ambiguous', `Several sites are called “${wanted}”. Give the id: ${byName.map((site) => site.id).join(', ')}`);
  throw new CliError(
    'site_not_found',
    sites.length === 0 ? 'There is no site yet. Make one with --new-site.' : `There is no site “${wanted}”. There are: ${names}`,
  );
}

async function requireImporter(context: TenantContext, email: string): Promise<Importer> {
  const importer = await findImporter(context.database, emailKeyOf(email));
  if (!importer) throw new CliError('user_not_found', `There is no active user with the e-mail ${email}.`);
  if (!roleHas(importer.role, 'import.run'))
    throw new CliError('forbidden', `${importer.name} may not import: that takes a superuser or an administrator.`);
  return importer;
}

function sheetOptionsOf(options: Options): SheetOptionsBody {
  const columns = Object.fromEntries(
    (options.column ?? []).map((pair) => {
      const [field = '', number = ''] = pair.split('=');
      return [field, number === '' ? Number.NaN : Number(number) - 1];
    }),
  );
  const parsed = sheetOptionsSchema.safeParse({
    delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter,
    encoding: options.encoding,
    dateOrder: options.dateOrder,
    ...(options.column === undefined ? {} : { columns }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CliError('wrong_option', `${issue?.path.join('.') ?? 'option'}: ${issue?.message ?? 'is not valid'}`);
}

const SHOWN_ROWS = 40;

function describePreview({ source, project, counts, rows, people, report }: ImportPreview): string {
  const matched = people.filter((person) => person.staffId !== null).length;
  return [
    `${source.formatName}${source.program === null ? '' : ` (${source.program})`}: “${project.name}”, ${formatDay(project.startOn)} to ${formatDay(project.endOn)}`,
    `${counts.phases} phases (${counts.milestones} milestones) on ${counts.levels} levels, ${counts.dependencies} links, ${counts.assignments} assignments; ${matched} of ${people.length} people known`,
    '',
    ...rows.slice(0, SHOWN_ROWS).map((row) => {
      const dates = row.isMilestone ? formatDay(row.startOn) : `${formatDay(row.startOn)} to ${formatDay(row.endOn)}`;
      return `${'  '.repeat(row.level)}${row.name}  ${dates}`;
    }),
    ...(counts.phases > SHOWN_ROWS ? [`  … and ${counts.phases - SHOWN_ROWS} more`] : []),
    ...describeReport(report),
  ].join('\n');
}

function describeReport(report: readonly ImportReportEntry[]): string[] {
  const section = (title: string, entries: readonly ImportReportEntry[]): string[] =>
    entries.length === 0
      ? []
      : [
          '',
          title,
          ...entries.map((entry) => `  ${entry.message}${entry.examples.length > 0 ? `  (${entry.examples.slice(0, 3).join('; ')})` : ''}`),
        ];
  return [
    ...section(
      'Taken over differently:',
      report.filter((entry) => entry.kind !== 'ignored'),
    ),
    ...section(
      'Not taken over:',
      report.filter((entry) => entry.kind === 'ignored'),
    ),
  ];
}
