import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createUuid } from '../../../lib/uuid.ts';
import type { SiteId } from '../../../planning/model.ts';
import type { ImportJob } from './import-job.ts';
import { ReadCancelled, readInWorker } from './read-in-worker.ts';

const mapping: ImportJob['mapping'] = { siteId: createUuid() as SiteId, workingDays: false, staff: [], fallbackStartOn: 20_000 };
const cryostat = readFileSync(new URL('../../../../tests/fixtures/mspdi/cryostat-upgrade.xml', import.meta.url));
const task = '<Task><UID>1</UID><Name>Some task with a name</Name><Start>2027-01-01T08:00:00</Start></Task>';
const big = new TextEncoder().encode(`<Project><Tasks>${task.repeat(90_000)}</Tasks></Project>`);
const job = (bytes: Uint8Array): ImportJob => ({ bytes, fileName: 'folder/My plan.xml', sheet: {}, isPreview: true, mapping });
const never = new AbortController().signal;

describe('reading in a thread', () => {
  it('answers with the plan and leaves the caller its bytes', async () => {
    const outcome = await readInWorker(job(cryostat), never);
    expect(outcome).toMatchObject({ ok: true, value: { format: 'mspdi', plan: { counts: { phases: 17 } } } });
    expect(cryostat.length).toBeGreaterThan(0);
  });

  it('names a plan without a name after the file', async () => {
    const outcome = await readInWorker(job(new TextEncoder().encode('<Project><Tasks/></Project>')), never);
    expect(outcome).toMatchObject({ ok: true, value: { plan: { project: { name: 'My plan' } } } });
  });

  it('passes refusals on', async () => {
    expect(await readInWorker(job(new Uint8Array()), never)).toMatchObject({ ok: false, refusal: { code: 'empty' } });
  });

  it('stops a file that takes too long, with a sentence', async () => {
    const outcome = await readInWorker(job(big), never, { timeoutMs: 20, heapMb: 512 });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
    expect(outcome.ok ? '' : outcome.refusal.message).toContain('took longer than');
  });

  it('stops a file that needs too much memory, with a sentence, and the process lives on', async () => {
    const outcome = await readInWorker(job(big), never, { timeoutMs: 60_000, heapMb: 24 });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
    expect(outcome.ok ? '' : outcome.refusal.message).toContain('needs more than 24 MB');
  });

  it('stops when nobody waits any more', async () => {
    const controller = new AbortController();
    const reading = readInWorker(job(big), controller.signal);
    controller.abort();
    await expect(reading).rejects.toBeInstanceOf(ReadCancelled);
    await expect(readInWorker(job(big), controller.signal)).rejects.toBeInstanceOf(ReadCancelled);
  });
});
