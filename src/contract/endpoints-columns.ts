import { z } from 'zod';
import { createColumnBodySchema, customColumnIdSchema, customColumnSchema, updateColumnBodySchema } from './custom-columns.ts';
import { endpoint } from './endpoint.ts';
import { pageQuery, pageSchema } from './paging.ts';

const columnParams = z.strictObject({ id: customColumnIdSchema });

export const listCustomColumns = endpoint('listCustomColumns', {
  summary: 'Custom columns of projects and phases, in their order',
  access: 'plan.read',
  query: z.strictObject(pageQuery),
  response: pageSchema(customColumnSchema),
});
export const createCustomColumn = endpoint('createCustomColumn', {
  summary: 'Create a custom column, last among them',
  access: 'columns.manage',
  body: createColumnBodySchema,
  response: customColumnSchema,
  status: 201,
});
export const updateCustomColumn = endpoint('updateCustomColumn', {
  summary: 'Change a custom column or its place; values of an option that is left out are deleted',
  access: 'columns.manage',
  params: columnParams,
  body: updateColumnBodySchema,
  response: customColumnSchema,
});
export const deleteCustomColumn = endpoint('deleteCustomColumn', {
  summary: 'Delete a custom column with every value in it',
  access: 'columns.manage',
  params: columnParams,
  status: 204,
});

export const columnEndpoints = [listCustomColumns, createCustomColumn, updateCustomColumn, deleteCustomColumn] as const;
