/** What the import endpoints answer. Codes of a report entry are stable; its message is a whole English sentence. */
import { z } from 'zod';
import { daySchema, lineSchema, percentSchema } from './ids.ts';
import { MAX_PREVIEW_ROWS, sheetFields } from './transfer-limits.ts';
import { projectIdSchema, siteIdSchema, siteSchema, staffIdSchema } from './plan.ts';

/** How a sheet is to be read where the guess is wrong. Columns by position from 0; -1: not in the file. */
export const sheetOptionsSchema = z
  .strictObject({
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
    dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
    hasHeader: z.boolean().optional(),
    columns: z.partialRecord(z.enum(sheetFields), z.int().min(-1).max(1023)).optional(),
  })
  .meta({ id: 'SheetOptions' });
export type SheetOptionsBody = z.output<typeof sheetOptionsSchema>;

/** `true`/`false` as a text part of a form. */
const flagSchema = z.enum(['true', 'false']).transform((text) => text === 'true');
const sheetJsonSchema = z
  .string()
  .max(10_000)
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(sheetOptionsSchema);

/** The text parts that go with the part `file`. */
export const importFieldsSchema = z
  .strictObject({
    siteId: siteIdSchema.optional(),
    /** Instead of `siteId`: a new site of this name, made in the same change, by those who may make sites. */
    newSiteName: siteSchema.shape.name.optional(),
    newSiteTimeZone: siteSchema.shape.timeZone.optional(),
    /** Absent: the name in the file, else the file's own name. */
    projectName: lineSchema(200).optional(),
    /** Lengths and lags count the site's working days; dates stay as they are in the file either way. */
    workingDays: flagSchema.optional(),
    sheet: sheetJsonSchema.optional().describe('JSON of SheetOptions'),
  })
  .refine((fields) => (fields.siteId === undefined) !== (fields.newSiteName === undefined), {
    path: ['siteId'],
    message: 'give the site, or the name of a new one',
  });

/** Something that is taken over differently (`changed`), not at all (`ignored`), or worth knowing (`note`). */
const importReportEntrySchema = z
  .object({
    code: z.string(),
    kind: z.enum(['ignored', 'changed', 'note']),
    message: z.string(),
    count: z.int().min(1),
    examples: z.array(z.string()).max(5),
  })
  .meta({ id: 'ImportReportEntry' });
export type ImportReportEntry = z.output<typeof importReportEntrySchema>;

const importCountsSchema = z
  .object({
    phases: z.int(),
    milestones: z.int(),
    dependencies: z.int(),
    assignments: z.int(),
    notes: z.int(),
    levels: z.int(),
  })
  .meta({ id: 'ImportCounts' });

const sourceSchema = z.object({
  format: z.enum(['mspdi', 'csv']),
  formatName: z.string().describe('For people: "Microsoft Project XML"'),
  /** The program that wrote the file, where it says so. */
  program: z.string().nullable(),
  fileName: z.string(),
  bytes: z.int(),
});

export const importPreviewSchema = z
  .object({
    source: sourceSchema,
    project: z.object({ name: z.string(), startOn: daySchema, endOn: daySchema }),
    counts: importCountsSchema,
    /** The first rows of the tree, in order; `counts.phases` says how many there are. `id` is the row number in the file. */
    rows: z
      .array(
        z.object({
          id: z.int(),
          level: z.int().min(1),
          name: z.string(),
          startOn: daySchema,
          endOn: daySchema,
          isMilestone: z.boolean(),
          hasChildren: z.boolean(),
          completionPercent: percentSchema.nullable(),
        }),
      )
      .max(MAX_PREVIEW_ROWS),
    people: z
      .array(z.object({ name: z.string(), email: z.string().nullable(), staffId: staffIdSchema.nullable(), assignments: z.int() }))
      .max(1000)
      .describe('The resources of the file, with the staff member each one was matched to'),
    report: z.array(importReportEntrySchema),
    /** Of a sheet: what each column was read as. */
    sheet: z
      .object({
        delimiter: z.string(),
        encoding: z.string(),
        dateOrder: z.enum(['ymd', 'dmy', 'mdy']).nullable(),
        isDateOrderAmbiguous: z.boolean(),
        hasHeader: z.boolean(),
        columns: z.array(z.object({ title: z.string(), field: z.enum(sheetFields).nullable(), example: z.string() })).max(1024),
      })
      .nullable(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importResultSchema = z
  .object({
    projectId: projectIdSchema,
    projectName: z.string(),
    revision: z.int(),
    counts: importCountsSchema,
    report: z.array(importReportEntrySchema),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.output<typeof importResultSchema>;
