import { z } from 'zod';
import { baselineDetailSchema, baselineIdSchema, baselineSchema, renameBaselineBodySchema, takeBaselineBodySchema } from './baselines.ts';
import { endpoint } from './endpoint.ts';
import { pageQuery, pageSchema } from './paging.ts';

const baselineParams = z.object({ id: baselineIdSchema });

export const listBaselines = endpoint('listBaselines', {
  summary: 'Baselines, the latest first',
  access: 'plan.read',
  query: z.strictObject(pageQuery),
  response: pageSchema(baselineSchema),
});
export const takeBaseline = endpoint('takeBaseline', {
  summary: 'Keep the present dates of projects to compare with',
  access: 'plan.write',
  body: takeBaselineBodySchema,
  response: baselineSchema,
  status: 201,
});
export const getBaseline = endpoint('getBaseline', {
  summary: 'A baseline with the dates that it keeps',
  access: 'plan.read',
  params: baselineParams,
  documented: baselineDetailSchema,
});
export const renameBaseline = endpoint('renameBaseline', {
  summary: 'Rename a baseline',
  access: 'plan.write',
  params: baselineParams,
  body: renameBaselineBodySchema,
  response: baselineSchema,
});
export const deleteBaseline = endpoint('deleteBaseline', {
  summary: 'Delete a baseline',
  access: 'plan.write',
  params: baselineParams,
  status: 204,
});

export const baselineEndpoints = [listBaselines, takeBaseline, getBaseline, renameBaseline, deleteBaseline] as const;
