/** Baselines: the dates of projects as they stood at a revision, to compare the plan with. */
import { z } from 'zod';
import type { Brand } from '../lib/brand.ts';
import { daySchema, idSchema, lineSchema, percentSchema } from './ids.ts';
import { projectIdSchema } from './plan.ts';

export type BaselineId = Brand<string, 'BaselineId'>;
export const baselineIdSchema = idSchema<BaselineId>();

const MAX_PROJECTS = 5000;
const nameSchema = lineSchema(200);

export const baselineSchema = z
  .object({
    id: baselineIdSchema,
    name: nameSchema,
    /** The plan's revision that it shows. */
    revision: z.int().min(0),
    takenAt: z.iso.datetime(),
    takenByName: z.string(),
    /** Its projects that the reader may look into; `isWhole` says whether these are all that are still there. */
    projectIds: z.array(projectIdSchema),
    isWhole: z.boolean(),
  })
  .meta({ id: 'Baseline' });

const baselineItemSchema = z
  .object({
    /** A phase, or the project itself where it equals `projectId`. */
    id: z.uuid(),
    projectId: projectIdSchema,
    name: z.string(),
    startOn: daySchema,
    endOn: daySchema,
    isMilestone: z.boolean(),
    completionPercent: percentSchema.nullable(),
  })
  .meta({ id: 'BaselineItem' });

export const baselineDetailSchema = baselineSchema.extend({ items: z.array(baselineItemSchema) }).meta({ id: 'BaselineDetail' });

export const takeBaselineBodySchema = z.strictObject({
  id: baselineIdSchema.optional(),
  name: nameSchema,
  projectIds: z.array(projectIdSchema).min(1).max(MAX_PROJECTS),
});
export const renameBaselineBodySchema = z.strictObject({ name: nameSchema });
