/** What both sides of an import know without a schema. */

/** Largest file that an import takes, in bytes, and how much is shown of its tree before it is taken over. */
export const MAX_IMPORT_BYTES = 100 * 1024 * 1024;
export const MAX_PREVIEW_ROWS = 2000;

/** Fields of a sheet that a column can be read as. */
export const sheetFields = [
  'id',
  'wbs',
  'level',
  'name',
  'start',
  'finish',
  'duration',
  'percent',
  'predecessors',
  'milestone',
  'notes',
  'resources',
] as const;
export type SheetField = (typeof sheetFields)[number];
