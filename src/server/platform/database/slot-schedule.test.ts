import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotSchedule, type SlotLimits } from './slot-schedule.ts';

const limits: SlotLimits = {
  maxSlots: 4,
  maxSlotsPerKey: 2,
  keptSlotsPerKey: 1,
  maxWaiting: 6,
  maxWaitingPerKey: 3,
  idleMs: 1000,
  overflowIdleMs: 100,
};

function scheduleOf(changes: Partial<SlotLimits> = {}) {
  return new SlotSchedule<string>({ ...limits, ...changes });
}

describe('the schedule of connections', () => {
  it('opens for a new caller and lends what came back', () => {
    const schedule = scheduleOf();
    expect(schedule.request('a', 'a1')).toEqual({ kind: 'open', slot: 1, key: 'a', ticket: 'a1' });
    expect(schedule.release(1, true, 0)).toBeUndefined();
    expect(schedule.request('a', 'a2')).toEqual({ kind: 'lend', slot: 1, ticket: 'a2' });
  });

  it('gives no key more than its share, even when there is room', () => {
    const schedule = scheduleOf();
    schedule.request('a', 'a1');
    schedule.request('a', 'a2');
    expect(schedule.request('a', 'a3')).toEqual({ kind: 'wait' });
    expect(schedule.figures).toEqual({ total: 2, idle: 0, waiting: 1 });
    expect(schedule.request('b', 'b1').kind).toBe('open');
  });

  it('gives the place of what was idle longest to a key that has none', () => {
    const schedule = scheduleOf({ maxSlots: 2 });
    schedule.request('a', 'a1');
    schedule.request('b', 'b1');
    schedule.release(2, true, 1);
    schedule.release(1, true, 2);
    expect(schedule.request('c', 'c1')).toEqual({ kind: 'open', slot: 2, key: 'c', ticket: 'c1' });
    expect(schedule.request('a', 'a2')).toEqual({ kind: 'lend', slot: 1, ticket: 'a2' });
  });

  it('serves the waiting key that holds the fewest, whatever the flood before it', () => {
    const schedule = scheduleOf({ maxSlots: 2, maxWaiting: 100, maxWaitingPerKey: 50 });
    schedule.request('flood', 'f1');
    schedule.request('flood', 'f2');
    for (let index = 3; index <= 40; index += 1) schedule.request('flood', `f${index}`);
    schedule.request('calm', 'c1');
    const served: string[] = [];
    for (let turn = 0; turn < 6 && !served.includes('c1'); turn += 1) {
      let decision = schedule.release(1, true, turn);
      if (decision?.kind === 'hold') {
        schedule.settle(1);
        decision = schedule.next();
      }
      if (decision?.kind === 'lend' || decision?.kind === 'open') served.push(decision.ticket);
    }
    // A connection stays with its key for a few turns, because a change of hands costs a new connection.
    expect(served.indexOf('c1')).toBe(4);
  });

  it('refuses when too many wait, of one key or of all', () => {
    const schedule = scheduleOf();
    for (let index = 1; index <= 5; index += 1) schedule.request('a', `a${index}`);
    expect(schedule.request('a', 'a6')).toEqual({ kind: 'refuse' });
    schedule.request('b', 'b1');
    schedule.request('b', 'b2');
    for (let index = 3; index <= 5; index += 1) expect(schedule.request('b', `b${index}`)).toEqual({ kind: 'wait' });
    expect(schedule.request('c', 'c1')).toEqual({ kind: 'refuse' });
    expect(schedule.cancel('a', 'a3')).toBe(true);
    expect(schedule.request('c', 'c2')).toEqual({ kind: 'wait' });
  });

  it('gives the place of a broken connection to whoever waits, and else forgets it', () => {
    const schedule = scheduleOf({ maxSlots: 1 });
    schedule.request('a', 'a1');
    schedule.request('b', 'b1');
    expect(schedule.release(1, false, 0)).toEqual({ kind: 'open', slot: 1, key: 'b', ticket: 'b1' });
    expect(schedule.release(1, false, 0)).toBeUndefined();
    expect(schedule.figures).toEqual({ total: 0, idle: 0, waiting: 0 });
  });

  it('holds a connection for the next statement of the same caller, a few times, before another key gets it', () => {
    const schedule = scheduleOf({ maxSlots: 1 });
    schedule.request('a', 'a0');
    schedule.request('b', 'b1');
    let statements = 0;
    for (let decision = schedule.release(1, true, 0); decision?.kind === 'hold'; decision = schedule.release(1, true, 0)) {
      expect(schedule.next()).toBeUndefined();
      expect(schedule.request('a', `a${(statements += 1)}`).kind).toBe('lend');
    }
    expect(statements).toBe(12);
    expect(schedule.figuresOf('b')).toEqual({ total: 1, idle: 0, waiting: 0 });
  });

  it('gives what was held in vain to whoever waits', () => {
    const schedule = scheduleOf({ maxSlots: 1 });
    schedule.request('a', 'a1');
    schedule.request('b', 'b1');
    expect(schedule.release(1, true, 0)).toEqual({ kind: 'hold', slot: 1 });
    schedule.settle(1);
    expect(schedule.next()).toEqual({ kind: 'open', slot: 1, key: 'b', ticket: 'b1' });
    expect(schedule.next()).toBeUndefined();
  });

  it('closes what is beyond the kept ones soon, and the rest after long idleness', () => {
    const schedule = scheduleOf();
    schedule.request('a', 'a1');
    schedule.request('a', 'a2');
    schedule.release(1, true, 0);
    schedule.release(2, true, 0);
    expect(schedule.reap(50)).toEqual([]);
    expect(schedule.reap(150)).toEqual([1]);
    expect(schedule.reap(900)).toEqual([]);
    expect(schedule.reap(1000)).toEqual([2]);
  });

  it('keeps its promises in any order of events', () => {
    const step = fc.record({
      act: fc.constantFrom('request', 'release', 'break', 'cancel', 'lose', 'drop', 'reap', 'settle'),
      key: fc.nat(5),
      pick: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const schedule = scheduleOf();
        const busy = new Map<number, string>();
        const waiting = new Map<string, string>();
        const held = new Set<number>();
        let count = 0;
        const take = (decision: ReturnType<typeof schedule.release>): void => {
          if (decision?.kind === 'hold') held.add(decision.slot);
          if (decision?.kind !== 'lend' && decision?.kind !== 'open') return;
          held.delete(decision.slot);
          expect(busy.has(decision.slot)).toBe(false);
          waiting.delete(decision.ticket);
          busy.set(decision.slot, decision.ticket.split(':')[0] ?? '');
        };
        steps.forEach(({ act, key: number, pick }, nowMs) => {
          const key = `k${number}`;
          const slot = [...busy.keys()][pick % Math.max(1, busy.size)];
          if (act === 'request') {
            const ticket = `${key}:${(count += 1)}`;
            const decision = schedule.request(key, ticket);
            if (decision.kind === 'wait') waiting.set(ticket, key);
            take(decision);
          }
          if ((act === 'release' || act === 'break') && slot !== undefined) {
            busy.delete(slot);
            take(schedule.release(slot, act === 'release', nowMs));
          }
          if (act === 'cancel')
            for (const [ticket, owner] of waiting) if (owner === key && schedule.cancel(key, ticket)) waiting.delete(ticket);
          if (act === 'lose') schedule.lose(pick);
          if (act === 'drop') for (const ticket of schedule.drop(key).tickets) waiting.delete(ticket);
          if (act === 'reap') schedule.reap(nowMs * 10);
          if (act === 'settle') for (const id of held) schedule.settle(id);
          if (act === 'settle') held.clear();
          for (let next = schedule.next(); next; next = schedule.next()) take(next);
          const { total, idle, waiting: waitingCount } = schedule.figures;
          expect(total).toBeLessThanOrEqual(limits.maxSlots);
          expect(total - idle).toBe(busy.size);
          expect(waitingCount).toBe(waiting.size);
          expect(waitingCount).toBeLessThanOrEqual(limits.maxWaiting);
          for (const owner of new Set([...busy.values(), ...waiting.values()])) {
            const figures = schedule.figuresOf(owner);
            expect(figures.total).toBeLessThanOrEqual(limits.maxSlotsPerKey);
            // Nobody waits beside a connection that is free for it.
            const couldHave = figures.idle > 0 || (figures.total < limits.maxSlotsPerKey && (idle > held.size || total < limits.maxSlots));
            expect(figures.waiting > 0 && couldHave).toBe(false);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});
