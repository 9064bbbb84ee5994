import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
export type Upload = { readonly file: UploadedFile; readonly fields: Readonly<Record<string, string>> };

const LIMITS = { files: 1, fields: 20, parts: 21, fieldNameSize: 100, fieldSize: 65_536, headerPairs: 100 };

/** The one file and the text parts of a `multipart/form-data` request, in memory. What cannot be parsed is the caller's fault. */
export async function readUpload(request: FastifyRequest, maxFileBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new ProblemError('unsupported_media_type', { detail: 'Send the file as multipart/form-data.' });
  try {
    return await readParts(request, maxFileBytes);
  } catch (error) {
    if (error instanceof ProblemError || (error instanceof Error && 'statusCode' in error)) throw error;
    throw new ProblemError('malformed_request', { detail: 'The upload is not complete or not multipart/form-data.' });
  }
}

async function readParts(request: FastifyRequest, maxFileBytes: number): Promise<Upload> {
  const fields: Record<string, string> = {};
  let file: UploadedFile | undefined;
  for await (const part of request.parts({ limits: { ...LIMITS, fileSize: maxFileBytes } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.fieldname === 'file') file = { name: part.filename.slice(0, 255), bytes };
      continue;
    }
    if (part.valueTruncated) throw new ProblemError('payload_too_large', { errors: [{ field: part.fieldname, message: 'is too long' }] });
    if (typeof part.value === 'string') fields[part.fieldname] = part.value;
  }
  if (!file) throw new ProblemError('invalid_input', { errors: [{ field: 'file', message: 'must be a file' }] });
  return { file, fields };
}
