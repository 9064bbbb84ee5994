/** Projects, phases and dependencies for people who script: the same commands behind plain resources. */
import { z } from 'zod';
import { cellInputSchema, cellValuesSchema, customColumnIdSchema } from './custom-columns.ts';
import { lineSchema } from './ids.ts';
import {
  dependencyIdSchema,
  dependencySchema,
  dependencyTypeSchema,
  lagDaysSchema,
  phaseIdSchema,
  phaseSchema,
  projectIdSchema,
  projectSchema,
} from './plan.ts';

const nameSchema = lineSchema(200);
const projectFields = projectSchema.omit({ id: true, rank: true, isMasked: true });
const phaseFields = phaseSchema.omit({ id: true, rank: true, projectId: true, parentId: true });
const cells = {
  customValues: z
    .record(customColumnIdSchema, cellInputSchema)
    .optional()
    .describe('Values by custom column; null empties a cell, columns that are left out stay'),
};
const optionalId = 'UUID version 7; absent: the server makes one';
const afterIdSchema = phaseIdSchema.nullable().optional().describe('The sibling before it; null: first; absent: last');

/** A project and a phase as plain resources answer them: with their values by custom column. */
export const projectResourceSchema = projectSchema.extend({ customValues: cellValuesSchema }).meta({ id: 'ProjectResource' });
export const phaseResourceSchema = phaseSchema.extend({ customValues: cellValuesSchema }).meta({ id: 'PhaseResource' });

export const createProjectBodySchema = projectFields
  .partial()
  .required({ siteId: true, startOn: true, endOn: true })
  .extend({ id: projectIdSchema.optional().describe(optionalId), name: nameSchema, ...cells })
  .strict();
export const updateProjectBodySchema = projectFields.partial().extend(cells).strict();

export const createPhaseBodySchema = phaseFields
  .partial()
  .required({ startOn: true, endOn: true })
  .extend({
    id: phaseIdSchema.optional().describe(optionalId),
    name: nameSchema,
    parentId: phaseIdSchema.nullable().default(null),
    afterId: afterIdSchema,
    ...cells,
  })
  .strict();
export const updatePhaseBodySchema = phaseFields
  .partial()
  .extend({ projectId: projectIdSchema.optional(), parentId: phaseIdSchema.nullable().optional(), afterId: afterIdSchema, ...cells })
  .strict();

export const createDependencyBodySchema = dependencySchema
  .extend({
    id: dependencyIdSchema.optional().describe(optionalId),
    type: dependencyTypeSchema.default('FS'),
    lagDays: lagDaysSchema.default(0),
  })
  .strict();
export const updateDependencyBodySchema = z.strictObject({ type: dependencyTypeSchema.optional(), lagDays: lagDaysSchema.optional() });
