/** Projects, phases and dependencies for people who script: the same commands behind plain resources. */
import { z } from 'zod';
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
const optionalId = 'UUID version 7; absent: the server makes one';
const afterIdSchema = phaseIdSchema.nullable().optional().describe('The sibling before it; null: first; absent: last');

export const createProjectBodySchema = projectFields
  .partial()
  .required({ siteId: true, startOn: true, endOn: true })
  .extend({ id: projectIdSchema.optional().describe(optionalId), name: nameSchema })
  .strict();
export const updateProjectBodySchema = projectFields.partial().strict();

export const createPhaseBodySchema = phaseFields
  .partial()
  .required({ startOn: true, endOn: true })
  .extend({
    id: phaseIdSchema.optional().describe(optionalId),
    name: nameSchema,
    parentId: phaseIdSchema.nullable().default(null),
    afterId: afterIdSchema,
  })
  .strict();
export const updatePhaseBodySchema = phaseFields
  .partial()
  .extend({ projectId: projectIdSchema.optional(), parentId: phaseIdSchema.nullable().optional(), afterId: afterIdSchema })
  .strict();

export const createDependencyBodySchema = dependencySchema
  .extend({
    id: dependencyIdSchema.optional().describe(optionalId),
    type: dependencyTypeSchema.default('FS'),
    lagDays: lagDaysSchema.default(0),
  })
  .strict();
export const updateDependencyBodySchema = z.strictObject({ type: dependencyTypeSchema.optional(), lagDays: lagDaysSchema.optional() });
