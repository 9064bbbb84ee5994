import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { pageQuery, pageSchema } from './paging.ts';
import { createViewBodySchema, replaceViewBodySchema, savedViewIdSchema, savedViewSchema, viewScreens } from './views.ts';

const viewParams = z.strictObject({ id: savedViewIdSchema });

export const listViews = endpoint('listViews', {
  summary: 'Saved views of a screen by name: the own ones, those of the own sites, and shared ones',
  access: 'plan.read',
  query: z.strictObject({ ...pageQuery, screen: z.enum(viewScreens).default('gantt') }),
  response: pageSchema(savedViewSchema),
});
export const createView = endpoint('createView', {
  summary: 'Save a view; views for a site or for everybody need the right to plan there',
  access: 'own.change',
  body: createViewBodySchema,
  response: savedViewSchema,
  status: 201,
});
export const replaceView = endpoint('replaceView', {
  summary: 'Change the name, the audience and the contents of a saved view',
  access: 'own.change',
  params: viewParams,
  body: replaceViewBodySchema,
  response: savedViewSchema,
});
export const deleteView = endpoint('deleteView', {
  summary: 'Delete a saved view',
  access: 'own.change',
  params: viewParams,
  status: 204,
});

export const viewEndpoints = [listViews, createView, replaceView, deleteView] as const;
