/** The thread that reads one file. It has no database and no network: bytes in, a plan or a refusal out. */
import { parentPort, workerData } from 'node:worker_threads';
import { MAX_PREVIEW_ROWS } from '../../../contract/transfer-limits.ts';
import { toCommands } from '../../../interchange/mapping/to-commands.ts';
import { readFile } from '../../../interchange/read-file.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { ImportJob, ImportOutcome } from './import-job.ts';

function run({ bytes, fileName, sheet, isPreview, mapping }: ImportJob): ImportOutcome {
  const read = readFile(bytes, fileName, sheet);
  if (!read.ok) return read;
  const fallbackName = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const mapped = toCommands(read.value.project, { ...mapping, fallbackName, createId: createUuid });
  if (!mapped.ok) return mapped;
  const { format, program } = read.value.project;
  const plan = isPreview
    ? { ...mapped.value, commands: [], rows: mapped.value.rows.slice(0, MAX_PREVIEW_ROWS) }
    : { ...mapped.value, rows: [] };
  return { ok: true, value: { format, program, plan, sheet: read.value.sheet } };
}

// `workerData` is what `readInWorker` passed, and nothing else starts this file.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
parentPort?.postMessage(run(workerData as ImportJob));
