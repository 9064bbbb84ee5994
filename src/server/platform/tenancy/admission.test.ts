import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type AdmissionLimits } from './admission.ts';

const LIMITS: AdmissionLimits = { maxRunning: 2, maxWaiting: 3, maxWaitMs: 1000, floodPerSecond: 100, share: 0.25 };

describe('the door of a node', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Requests of a tenant that take so long; `log` tells who was let in, in order. */
  function open(limits: Partial<AdmissionLimits> = {}) {
    const admission = new Admission({ ...LIMITS, ...limits });
    const log: string[] = [];
    const outcomes: string[] = [];
    const ask = (key: string, name: string, options: { readonly takesMs?: number; readonly isKnown?: boolean } = {}): void => {
      const work = async (): Promise<void> => {
        log.push(name);
        await new Promise((resolve) => setTimeout(resolve, options.takesMs ?? 10));
      };
      admission.run(key, work, { isKnown: options.isKnown ?? false }).then(
        () => outcomes.push(`${name} done`),
        (error: unknown) => outcomes.push(`${name} ${error instanceof Error && 'code' in error ? String(error.code) : 'threw'}`),
      );
    };
    return { admission, log, outcomes, ask };
  }

  it('lets so many of a tenant in at once, the others in their order', async () => {
    const { log, outcomes, ask } = open();
    for (const name of ['one', 'two', 'three', 'four']) ask('acme', name);
    expect(log).toEqual(['one', 'two']);
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['one', 'two', 'three', 'four']);
    await vi.advanceTimersByTimeAsync(10);
    expect(outcomes).toEqual(['one done', 'two done', 'three done', 'four done']);
  });

  it('refuses who comes when too many wait, and who waited too long, and says when to come again', async () => {
    const { admission, outcomes, ask } = open();
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) ask('acme', name, { takesMs: 3000 });
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes).toEqual(['six overloaded']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(outcomes).toEqual(['six overloaded', 'three overloaded', 'four overloaded', 'five overloaded']);
    expect(admission.figuresOf('acme')).toEqual({ running: 2, waiting: 0, refused: 4 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(outcomes.slice(4)).toEqual(['one done', 'two done']);
    await expect(
      Promise.all(Array.from({ length: 9 }, () => admission.run('acme', () => new Promise(() => undefined)))),
    ).rejects.toMatchObject({ code: 'overloaded', details: { retryAfterSeconds: 1 } });
  });

  it('lets the second part of a request that is in pass before the others, and never refuses it for their number', async () => {
    const { log, ask } = open({ maxRunning: 1 });
    for (const name of ['one', 'two', 'three', 'four']) ask('acme', name);
    ask('acme', 'known', { isKnown: true });
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['one', 'known']);
  });

  it('gives a tenant with a line a part of the time while another is active, one request after the other', async () => {
    const { log, ask } = open({ maxWaiting: 100, maxWaitMs: 10_000 });
    const others = setInterval(() => ask('borealis', 'other', { takesMs: 1 }), 50);
    ask('borealis', 'other');
    for (let count = 0; count < 60; count += 1) ask('acme', 'flood');
    await vi.advanceTimersByTimeAsync(1000);
    const served = log.filter((name) => name === 'flood').length;
    // 10 ms of every 40.
    expect(served).toBeGreaterThanOrEqual(22);
    expect(served).toBeLessThanOrEqual(28);
    expect(log.filter((name) => name === 'other')).toHaveLength(21);
    clearInterval(others);
  });

  it('serves a tenant with a line in moments in which nobody else is, but does not wait for one for ever', async () => {
    const { log, outcomes, ask } = open({ maxWaiting: 100, maxRunning: 1 });
    ask('borealis', 'other', { takesMs: 35 });
    for (const name of ['one', 'two', 'three']) ask('acme', name);
    await vi.advanceTimersByTimeAsync(34);
    expect(log).toEqual(['other', 'one']);
    await vi.advanceTimersByTimeAsync(6);
    expect(log).toEqual(['other', 'one', 'two']);
    ask('borealis', 'long', { takesMs: 900 });
    await vi.advanceTimersByTimeAsync(70);
    expect(log).toEqual(['other', 'one', 'two', 'long']);
    await vi.advanceTimersByTimeAsync(30);
    expect(log.at(-1)).toBe('three');
    expect(outcomes).not.toContain('long done');
  });

  it('takes who asks more often than people do, and a good part of all that is asked, for one with a line', async () => {
    const served = async (perSecond: { readonly acme: number; readonly borealis: number }) => {
      const { log, ask } = open({ maxWaiting: 1000, maxWaitMs: 10_000 });
      const timers = Object.entries(perSecond).map(([key, rate]) => setInterval(() => ask(key, key, { takesMs: 1 }), 1000 / rate));
      await vi.advanceTimersByTimeAsync(2000);
      for (const timer of timers) clearInterval(timer);
      return log.filter((name) => name === 'acme').length;
    };
    expect(await served({ acme: 90, borealis: 20 })).toBeGreaterThan(175);
    expect(await served({ acme: 200, borealis: 800 })).toBeGreaterThan(390);
    // 1 ms of every 4, after the first quarter of a second; and so if another one floods too.
    expect(await served({ acme: 500, borealis: 20 })).toBeLessThan(620);
    expect(await served({ acme: 500, borealis: 500 })).toBeLessThan(620);
  });

  it('leaves a tenant its places that has a line because everything is slow, not because it asks most', async () => {
    const { log, ask } = open({ maxWaiting: 100, maxWaitMs: 10_000 });
    for (let count = 0; count < 20; count += 1) ask(`tenant ${count}`, 'other', { takesMs: 500 });
    for (let count = 0; count < 10; count += 1) ask('acme', 'acme');
    await vi.advanceTimersByTimeAsync(45);
    expect(log.filter((name) => name === 'acme')).toHaveLength(10);
  });

  it('gives a tenant with a line everything while nobody else is there', async () => {
    const { log, ask } = open({ maxWaiting: 100, maxWaitMs: 10_000 });
    for (let count = 0; count < 60; count += 1) ask('acme', 'flood');
    await vi.advanceTimersByTimeAsync(290);
    expect(log).toHaveLength(60);
  });

  it('treats a tenant as any other once its line is gone', async () => {
    const { log, ask } = open();
    ask('borealis', 'other');
    for (const name of ['one', 'two', 'three']) ask('acme', name);
    await vi.advanceTimersByTimeAsync(5000);
    ask('borealis', 'other');
    ask('acme', 'four');
    ask('acme', 'five');
    expect(log).toEqual(['other', 'one', 'two', 'three', 'other', 'four', 'five']);
  });

  it('tells in advance who would be refused, and counts those', async () => {
    const { admission, ask } = open();
    for (const name of ['one', 'two', 'three', 'four']) ask('acme', name);
    expect([admission.refuses('acme'), admission.refuses('borealis')]).toEqual([false, false]);
    ask('acme', 'five');
    expect([admission.refuses('acme'), admission.refuses('borealis')]).toEqual([true, false]);
    expect(admission.figuresOf('acme')).toEqual({ running: 2, waiting: 3, refused: 1 });
    await vi.advanceTimersByTimeAsync(10);
    expect(admission.refuses('acme')).toBe(false);
  });

  it('gives the place back when the work fails', async () => {
    const { admission } = open({ maxRunning: 1 });
    await expect(admission.run('acme', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    await expect(admission.run('acme', () => Promise.resolve('served'))).resolves.toBe('served');
    expect(admission.figuresOf('acme')).toEqual({ running: 0, waiting: 0, refused: 0 });
  });
});
