import { Worker } from 'node:worker_threads';
import { refuse } from '../../../lib/result.ts';
import type { ImportJob, ImportOutcome } from './import-job.ts';

export type ReadLimits = { readonly timeoutMs: number; readonly heapMb: number };

/** What reading one file may cost. */
const READ_LIMITS: ReadLimits = { timeoutMs: 60_000, heapMb: 512 };

/** The reading was given up because nobody waits for it. */
export class ReadCancelled extends Error {}

/** Reads a file in a thread of its own, which ends with the answer, a limit, or `signal`. */
export async function readInWorker(job: ImportJob, signal: AbortSignal, limits: ReadLimits = READ_LIMITS): Promise<ImportOutcome> {
  // A copy of its own, so that the buffer can move to the thread whatever it was part of.
  const bytes = new Uint8Array(job.bytes);
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData: { ...job, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    env: {},
    execArgv: [],
  });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
  try {
    return await outcomeOf(worker, deadline);
  } catch (error) {
    if (signal.aborted) throw new ReadCancelled('the import was cancelled');
    if (deadline.aborted) return tooMuch(`took longer than ${limits.timeoutMs / 1000} seconds`);
    if (isOutOfMemory(error)) return tooMuch(`needs more than ${limits.heapMb} MB of memory`);
    throw error;
  } finally {
    await worker.terminate();
  }
}

function outcomeOf(worker: Worker, deadline: AbortSignal): Promise<ImportOutcome> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('stopped'));
    if (deadline.aborted) stop();
    deadline.addEventListener('abort', stop, { once: true });
    // The worker sends one message, the outcome.
    worker.once('message', (outcome: ImportOutcome) => resolve(outcome));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the reading thread ended with code ${code} and without an answer`)));
  });
}

function tooMuch(what: string): ImportOutcome {
  return refuse({ code: 'too_large', message: `Reading the file ${what} and was stopped. Split the plan into several files.` });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
