import type { FastifyRequest } from 'fastify';
import { previewImport as previewEndpoint, runImport as runEndpoint } from '../../../contract/endpoints-transfers.ts';
import { bound } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { idempotencyKeyOf } from '../plan/public.ts';
import { previewImport, runImport } from './transfers-actions.ts';
import { createSlots } from './slots.ts';

/** Files that one process takes in at once: each may hold 100 MB here and 512 MB in its thread. */
const MAX_CONCURRENT = 2;
const slots = createSlots(MAX_CONCURRENT);

export const transferRoutes: readonly ((server: HttpServer) => void)[] = [
  bound(previewEndpoint, ({ tenant, actor, readUpload, raw }) =>
    inSlot(raw, async (signal) => previewImport(tenant, actor, { ...(await readUpload()), signal })),
  ),
  bound(runEndpoint, ({ tenant, actor, facts, readUpload, raw }) => {
    const idempotencyKey = idempotencyKeyOf(facts);
    return inSlot(raw, async (signal) => runImport(tenant, actor, { ...(await readUpload()), signal, idempotencyKey }));
  }),
];

/** Runs `work` when there is room; a caller who hangs up ends the reading. */
async function inSlot<Value>(request: FastifyRequest, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const release = slots.take();
  if (!release)
    throw new ProblemError('overloaded', { detail: 'Other files are being read just now. Try again in a moment.', retryAfterSeconds: 3 });
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const { socket } = request.raw;
  socket.once('close', abort);
  try {
    return await work(controller.signal);
  } finally {
    socket.off('close', abort);
    release();
  }
}
