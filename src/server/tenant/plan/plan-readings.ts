import type { TenantContext } from '../../platform/tenant-context.ts';

/** One reading of the plan: its text, and the tag that names the revision, the kind of reader and the question. */
export type PlanReading = { readonly etag: string; readonly body: Buffer };

/** How long a reading is kept after it was last asked for: clients load the same revision at once when they reconnect. */
const KEEP_MS = 10_000;
const MAX_READINGS = 4;
/** Of all tenants of the process together; beyond it nothing is kept. Only the sum is common, the texts are each tenant's own. */
const MAX_BYTES = 24 * 1024 * 1024;

type Kept = { readonly body: Buffer; readonly timer: NodeJS.Timeout };
type Readings = { readonly kept: Map<string, Kept>; readonly underway: Map<string, Promise<PlanReading>> };

const readingsOfTenants = new WeakMap<TenantContext, Readings>();
let keptBytes = 0;

/** The text for a tag: as kept, as another request reads it just now, or read. A tag never names two texts. */
export async function readPlanOnce(context: TenantContext, etag: string, read: () => Promise<PlanReading>): Promise<PlanReading> {
  const readings = readingsOf(context);
  const kept = readings.kept.get(etag);
  if (kept) {
    kept.timer.refresh();
    return { etag, body: kept.body };
  }
  const running = readings.underway.get(etag);
  if (running) return running;
  const reading = read();
  readings.underway.set(etag, reading);
  try {
    const result = await reading;
    // The plan may have moved on while it was read: it is kept under the tag of what it shows.
    keep(readings, result);
    return result;
  } finally {
    readings.underway.delete(etag);
  }
}

function readingsOf(context: TenantContext): Readings {
  const known = readingsOfTenants.get(context);
  if (known) return known;
  const readings = { kept: new Map(), underway: new Map() };
  readingsOfTenants.set(context, readings);
  return readings;
}

function keep({ kept }: Readings, { etag, body }: PlanReading): void {
  forget(kept, etag);
  for (const oldest of kept.keys()) if (kept.size >= MAX_READINGS) forget(kept, oldest);
  if (keptBytes + body.byteLength > MAX_BYTES) return;
  kept.set(etag, { body, timer: setTimeout(() => forget(kept, etag), KEEP_MS).unref() });
  keptBytes += body.byteLength;
}

function forget(kept: Map<string, Kept>, etag: string): void {
  const reading = kept.get(etag);
  if (!reading) return;
  clearTimeout(reading.timer);
  kept.delete(etag);
  keptBytes -= reading.body.byteLength;
}
