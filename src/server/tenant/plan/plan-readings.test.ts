import { describe, expect, it } from 'vitest';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { readPlanOnce, type PlanReading } from './plan-readings.ts';

// Only its identity counts: readings hang on the context and are never looked for elsewhere.
const createContext = () => ({}) as TenantContext;

function createReader(text: string, etag = 'W/"1-a"') {
  let count = 0;
  return {
    get count() {
      return count;
    },
    read: (): Promise<PlanReading> => {
      count += 1;
      return Promise.resolve({ etag, body: Buffer.from(text) });
    },
  };
}

describe('readings of a plan', () => {
  it('are shared by requests at the same time, and kept for those that follow', async () => {
    const context = createContext();
    const reader = createReader('plan');
    const together = await Promise.all(Array.from({ length: 20 }, () => readPlanOnce(context, 'W/"1-a"', reader.read)));
    expect(together.map(({ body }) => body.toString())).toEqual(Array.from({ length: 20 }, () => 'plan'));
    await readPlanOnce(context, 'W/"1-a"', reader.read);
    expect(reader.count).toBe(1);
  });

  it('of one tenant are never another’s, and of one tag never another’s', async () => {
    const [acme, pharma] = [createContext(), createContext()];
    const [first, second, third] = [createReader('acme'), createReader('pharma'), createReader('acme later', 'W/"2-a"')];
    expect((await readPlanOnce(acme, 'W/"1-a"', first.read)).body.toString()).toBe('acme');
    expect((await readPlanOnce(pharma, 'W/"1-a"', second.read)).body.toString()).toBe('pharma');
    expect((await readPlanOnce(acme, 'W/"2-a"', third.read)).body.toString()).toBe('acme later');
  });

  it('are kept under the tag of what they show when the plan moved on meanwhile', async () => {
    const context = createContext();
    const moved = createReader('newer', 'W/"2-a"');
    expect((await readPlanOnce(context, 'W/"1-a"', moved.read)).etag).toBe('W/"2-a"');
    const late = createReader('never read');
    expect((await readPlanOnce(context, 'W/"2-a"', late.read)).body.toString()).toBe('newer');
    expect(late.count).toBe(0);
  });

  it('that fail are not kept: the next request reads', async () => {
    const context = createContext();
    await expect(readPlanOnce(context, 'W/"1-a"', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect((await readPlanOnce(context, 'W/"1-a"', createReader('back').read)).body.toString()).toBe('back');
  });
});
