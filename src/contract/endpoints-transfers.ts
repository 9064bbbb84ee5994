import { endpoint } from './endpoint.ts';
import { MAX_IMPORT_BYTES } from './transfer-limits.ts';
import { importFieldsSchema, importPreviewSchema, importResultSchema } from './transfers.ts';

const upload = { access: 'import.run', upload: true, body: importFieldsSchema, bodyLimitBytes: MAX_IMPORT_BYTES } as const;

export const previewImport = endpoint('previewImport', {
  ...upload,
  summary: 'Read a Microsoft Project XML or CSV file and show what an import would create, change and leave out',
  response: importPreviewSchema,
});

export const runImport = endpoint('runImport', {
  ...upload,
  summary: 'Create a project from a Microsoft Project XML or CSV file, whole or not at all',
  response: importResultSchema,
  status: 201,
});

export const transferEndpoints = [previewImport, runImport] as const;
