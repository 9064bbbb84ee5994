/** Load on a node of the multi-tenant product: an open loop of requests, nine readings of the plan to one move of a project. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayOf, formatDay } from '../../src/lib/days.ts';
import { percentile } from './measure.ts';

export type Target = { readonly slug: string; readonly projectId: string };
/** Milliseconds of each request from when it was due, and how many of each status there were; 0: no answer. */
export type Load = { readonly times: readonly number[]; readonly statuses: ReadonlyMap<number, number> };
export type Rate = { readonly perSecond: number; readonly seconds: number };

export type Caller = { readonly url: string; readonly token: string };

export function createToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}

/** A request every 1/rate s, whatever became of those before. */
export async function load(caller: Caller, pick: (index: number) => Target, { perSecond, seconds }: Rate): Promise<Load> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const startMs = performance.now();
  const pending: Promise<void>[] = [];
  const askOnce = async (index: number, dueMs: number): Promise<void> => {
    const status = await ask(caller, pick(index), index);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    times.push(performance.now() - dueMs);
  };
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueMs = startMs + (index * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    pending.push(askOnce(index, dueMs));
  }
  await Promise.all(pending);
  return { times, statuses };
}

export type BenchRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** The request that has this place in a load. */
export function requestOf({ token }: Caller, { slug, projectId }: Target, index: number): BenchRequest {
  const headers = { cookie: `milestone_session=${token}`, 'content-type': 'application/json' };
  if (index % 10 !== 9) return { method: 'GET', path: `/t/${slug}/api/plan`, headers };
  const startOn = dayOf(2026, 1, 5) + (index % 200);
  const command = { kind: 'project.reschedule', id: projectId, startOn: formatDay(startOn), endOn: formatDay(startOn + 30) };
  return { method: 'POST', path: `/t/${slug}/api/commands`, headers, body: JSON.stringify({ commands: [command] }) };
}

export async function ask(caller: Caller, target: Target, index: number): Promise<number> {
  const { path, ...request } = requestOf(caller, target, index);
  try {
    const answer = await fetch(`${caller.url}${path}`, request);
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

export function mergeLoads(loads: readonly Load[]): Load {
  const statuses = new Map<number, number>();
  for (const one of loads) for (const [status, count] of one.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
  return { times: loads.flatMap(({ times }) => times), statuses };
}

export function countErrors({ statuses }: Load): number {
  return [...statuses].reduce((sum, [status, count]) => (status === 200 ? sum : sum + count), 0);
}

export function describeLoad(one: Load): string {
  const statuses = [...one.statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  return `${statuses.join(', ')}; p50 ${percentile(one.times, 50).toFixed(1)} ms`;
}
