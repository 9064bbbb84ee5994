/** Custom columns and the values in their cells. */
import { z } from 'zod';
import type * as model from '../planning/model.ts';
import { colorSchema, idSchema, lineSchema } from './ids.ts';

export const customColumnIdSchema = idSchema<model.CustomColumnId>();

const listOptionSchema = z
  .object({ id: idSchema<model.ListOptionId>(), label: lineSchema(100), color: colorSchema.nullable() })
  .meta({ id: 'ListOption' });

export const customColumnSchema = z
  .object({
    id: customColumnIdSchema,
    rank: z.string().regex(/^[0-9A-Za-z]{1,400}$/),
    name: lineSchema(100),
    kind: z.enum(['text', 'number', 'date', 'checkbox', 'list']),
    appliesTo: z.enum(['all', 'projects', 'phases']),
    options: z.array(listOptionSchema).max(200),
  })
  .meta({ id: 'CustomColumn' });

export type WireColumn = z.input<typeof customColumnSchema>;

const cellValueSchema = z.union([lineSchema(1000), z.number().min(-1e15).max(1e15), z.literal(true)]);

export const customValueSchema = z
  .object({
    id: idSchema<model.CustomValueId>(),
    columnId: customColumnIdSchema,
    projectId: idSchema<model.ProjectId>().nullable(),
    phaseId: idSchema<model.PhaseId>().nullable(),
    value: cellValueSchema,
  })
  .meta({ id: 'CustomValue' });

/** The filled cells of a project or phase. */
export const cellValuesSchema = z.record(customColumnIdSchema, cellValueSchema).describe('Values by custom column');

/** What a cell is set to: text, a number, a day as `YYYY-MM-DD`, a checked box, the id of an option; null or false empties it. */
export const cellInputSchema = z.union([cellValueSchema, z.literal(false)]).nullable();

export const customColumnFields = customColumnSchema.omit({ id: true, rank: true }).partial().strict();
export const newColumnFields = customColumnFields.required({ name: true, kind: true });

const afterIdSchema = customColumnIdSchema.nullable().optional().describe('The column before it; null: first');

export const createColumnBodySchema = newColumnFields.extend({
  id: customColumnIdSchema.optional().describe('UUID version 7; absent: the server makes one'),
});
export const updateColumnBodySchema = customColumnFields.extend({ afterId: afterIdSchema });
