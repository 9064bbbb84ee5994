import { createHash } from 'node:crypto';
import type { ImportPreview, ImportResult, SheetOptionsBody } from '../../../contract/transfers.ts';
import { todayIn } from '../../../lib/days.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { ProjectId, SiteId } from '../../../planning/model.ts';
import type { UploadedFile } from '../../platform/http/read-upload.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import type { ImportJob, ImportOutcome, ImportReading } from './import-job.ts';
import { ReadCancelled, readInWorker } from './read-in-worker.ts';
import { mayImportInto, mayMakeSites } from './transfers-policy.ts';
import { findSiteTimeZone, listStaffCandidates, type Importer } from './transfers-store.ts';

export type ImportFields = {
  /** The site, or the name of one that is made with the project. */
  readonly siteId?: SiteId | undefined;
  readonly newSiteName?: string | undefined;
  readonly newSiteTimeZone?: string | undefined;
  readonly projectName?: string | undefined;
  readonly workingDays?: boolean | undefined;
  readonly sheet?: SheetOptionsBody | undefined;
};

export type ImportRequest = {
  readonly file: UploadedFile;
  readonly fields: ImportFields;
  readonly signal: AbortSignal;
  /** The same file sent again under one key within a day is not imported twice. */
  readonly idempotencyKey?: string | undefined;
};

const MAX_PEOPLE = 1000;
const FORMAT_NAMES = { mspdi: 'Microsoft Project XML', csv: 'CSV' } as const;

/** What an import would do; nothing is kept. `null` acts for the product itself. */
export async function previewImport(context: TenantContext, importer: Importer | null, request: ImportRequest): Promise<ImportPreview> {
  const { format, program, plan, sheet } = await read(
    context,
    importer,
    { ...request, isPreview: true },
    await requirePlace(context, importer, request.fields),
  );
  return {
    source: { format, formatName: FORMAT_NAMES[format], program, fileName: request.file.name, bytes: request.file.bytes.length },
    project: plan.project,
    counts: plan.counts,
    rows: [...plan.rows],
    people: plan.people.slice(0, MAX_PEOPLE).map((person) => ({ ...person })),
    report: plan.report.map((entry) => ({ ...entry, examples: [...entry.examples] })),
    sheet: sheet && { ...sheet, columns: [...sheet.columns] },
  };
}

/** Creates the project (and its site, where that is new) by one batch of commands, in one transaction: whole or not at all. */
export async function runImport(context: TenantContext, importer: Importer | null, request: ImportRequest): Promise<ImportResult> {
  const place = await requirePlace(context, importer, request.fields);
  const { plan } = await read(context, importer, { ...request, isPreview: false }, place);
  const { idempotencyKey, file, fields } = request;
  const requestBody = [createHash('sha256').update(file.bytes).digest('hex'), file.name, fields];
  const { change } = await changePlan(context, importer, [...place.commands, ...plan.commands], {
    idempotencyKey,
    requestBody,
    label: `Import ${plan.project.name}`.slice(0, 300),
  });
  return {
    projectId: createdProjectOf(change.patches) ?? plan.projectId,
    projectName: plan.project.name,
    revision: change.revision,
    counts: plan.counts,
    report: plan.report.map((entry) => ({ ...entry, examples: [...entry.examples] })),
  };
}

/** On a repeated request the project of the first one. */
function createdProjectOf(
  patches: readonly { readonly entity: string; readonly id: string; readonly field: string }[],
): ProjectId | undefined {
  // The log's id of a project is one.
  return patches.find((patch) => patch.entity === 'project' && patch.field === 'id')?.id as ProjectId | undefined;
}

type Place = { readonly siteId: SiteId; readonly timeZone: string; readonly commands: readonly Command[] };

const WEEKEND = [6, 7] as const;

/** A site of the importer's own; one outside the scope answers like one that does not exist. */
async function requirePlace(context: TenantContext, importer: Importer | null, fields: ImportFields): Promise<Place> {
  const { siteId, newSiteName } = fields;
  if (siteId === undefined && newSiteName !== undefined) {
    if (!mayMakeSites(importer)) throw new ProblemError('forbidden', { detail: 'Only an administrator makes new sites.' });
    const timeZone = fields.newSiteTimeZone ?? 'UTC';
    // A fresh id becomes the site's id here.
    const id = createUuid() as SiteId;
    const site = { name: newSiteName, countryCode: null, regionCode: null, timeZone, weekendDays: WEEKEND };
    return { siteId: id, timeZone, commands: [{ kind: 'site.set', id, fields: site }] };
  }
  const timeZone = siteId === undefined ? undefined : await findSiteTimeZone(context.database, siteId);
  if (siteId === undefined || timeZone === undefined || !mayImportInto(importer, siteId))
    throw new ProblemError('invalid_input', { errors: [{ field: 'siteId', message: 'must be one of your sites' }] });
  return { siteId, timeZone, commands: [] };
}

async function read(
  context: TenantContext,
  importer: Importer | null,
  { file, fields, signal, isPreview }: ImportRequest & { readonly isPreview: boolean },
  { siteId, timeZone }: Place,
): Promise<ImportReading> {
  const outcome = await readUnlessCancelled(
    {
      bytes: file.bytes,
      fileName: file.name,
      sheet: fields.sheet ?? {},
      isPreview,
      mapping: {
        siteId,
        projectName: fields.projectName,
        workingDays: fields.workingDays ?? false,
        staff: await listStaffCandidates(context.database, importer?.siteIds ?? 'all'),
        fallbackStartOn: todayIn(timeZone, new Date()),
      },
    },
    signal,
  );
  if (!outcome.ok) throw new ProblemError('file_not_readable', { detail: outcome.refusal.message, rule: outcome.refusal.code });
  return outcome.value;
}

/** A caller who hung up gets no answer; the problem ends the request without being taken for a fault of ours. */
async function readUnlessCancelled(job: ImportJob, signal: AbortSignal): Promise<ImportOutcome> {
  try {
    return await readInWorker(job, signal);
  } catch (error) {
    if (error instanceof ReadCancelled) throw new ProblemError('malformed_request', { detail: 'The upload was cancelled.' });
    throw error;
  }
}
