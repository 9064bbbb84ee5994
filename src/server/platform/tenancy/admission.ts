import { ProblemError } from '../http/problem-error.ts';

export type AdmissionLimits = {
  /** Requests of one tenant that are worked on at once; the others wait in line. */
  readonly maxRunning: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
  /** The part of the time that a tenant with a line gets while others are active too. */
  readonly share: number;
};

export type AdmissionFigures = { readonly running: number; readonly waiting: number; readonly refused: number };

type Waiting = { readonly admit: () => void; readonly timer: NodeJS.Timeout };
type Lane = {
  running: number;
  /** Those who were let in before come first. */
  readonly waiting: { readonly known: Waiting[]; readonly fresh: Waiting[] };
  refused: number;
  /** Since when it has had a line, and until when it counts as having one; `isPaced` is both. */
  isPaced: boolean;
  pacedUntilMs: number;
  notBeforeMs: number;
  pause: NodeJS.Timeout | undefined;
};

/** Who asked this recently is active. */
const ACTIVE_MS = 1000;
/** A line that is gone may be back at once. */
const CALM_MS = 2000;
const LONGEST_PAUSE_MS = 500;
const RETRY_SECONDS = 1;

/**
 * The door of a node: how many requests of a tenant are worked on at once, before anything of the tenant's is asked, the
 * session included. Whoever comes too many waits, and is refused when too many wait. A tenant with a line is served one
 * request after the other, and only a part of the time, while others are active: the program has one thread, and what it does
 * for one everybody waits for.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #lanes = new Map<string, Lane>();
  /** Who asked last and when, and when anybody else did. */
  #last: { key: string; atMs: number; otherAtMs: number } = { key: '', atMs: -Infinity, otherAtMs: -Infinity };

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /**
   * Works when there is room. Someone who `isKnown`, because an earlier part of the same request was let in, waits before the
   * others and is not refused for their number. Throws the problem that says when to come again.
   */
  async run<Result>(key: string, work: () => Promise<Result>, { isKnown = false } = {}): Promise<Result> {
    const lane = this.#arrive(key);
    if (!this.#hasRoom(key, lane) || (!isKnown && hasLine(lane))) await this.#wait(key, lane, isKnown);
    else lane.running += 1;
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      this.#leave(key, lane, performance.now() - startMs);
    }
  }

  figuresOf(key: string): AdmissionFigures {
    const lane = this.#lanes.get(key);
    return { running: lane?.running ?? 0, waiting: lane ? lengthOf(lane) : 0, refused: lane?.refused ?? 0 };
  }

  #arrive(key: string): Lane {
    const nowMs = performance.now();
    const { key: lastKey, atMs, otherAtMs } = this.#last;
    this.#last = { key, atMs: nowMs, otherAtMs: key === lastKey ? otherAtMs : atMs };
    const lane = this.#lanes.get(key) ?? createLane();
    this.#lanes.set(key, lane);
    if (lane.isPaced && nowMs > lane.pacedUntilMs && !hasLine(lane)) lane.isPaced = false;
    return lane;
  }

  #hasRoom(key: string, lane: Lane): boolean {
    if (!lane.isPaced || !this.#hasOthers(key)) return lane.running < this.#limits.maxRunning;
    return lane.running === 0 && performance.now() >= lane.notBeforeMs;
  }

  #hasOthers(key: string): boolean {
    const { key: lastKey, atMs, otherAtMs } = this.#last;
    return performance.now() - (key === lastKey ? otherAtMs : atMs) < ACTIVE_MS;
  }

  #wait(key: string, lane: Lane, isKnown: boolean): Promise<void> {
    if (!isKnown && lengthOf(lane) >= this.#limits.maxWaiting) {
      lane.refused += 1;
      throw new ProblemError('overloaded', { retryAfterSeconds: RETRY_SECONDS });
    }
    lane.isPaced = true;
    const line = isKnown ? lane.waiting.known : lane.waiting.fresh;
    const admitted = new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        admit: () => {
          clearTimeout(waiting.timer);
          lane.running += 1;
          resolve();
        },
        timer: setTimeout(() => {
          line.splice(line.indexOf(waiting), 1);
          lane.refused += 1;
          reject(new ProblemError('overloaded', { retryAfterSeconds: RETRY_SECONDS }));
        }, this.#limits.maxWaitMs),
      };
      line.push(waiting);
    });
    this.#serve(key, lane);
    return admitted;
  }

  #leave(key: string, lane: Lane, tookMs: number): void {
    lane.running -= 1;
    if (lane.isPaced) {
      const nowMs = performance.now();
      if (hasLine(lane)) lane.pacedUntilMs = nowMs + CALM_MS;
      lane.notBeforeMs = nowMs + Math.min(LONGEST_PAUSE_MS, tookMs * (1 / this.#limits.share - 1));
    }
    this.#serve(key, lane);
    if (lane.running === 0 && !hasLine(lane) && !lane.isPaced && lane.refused === 0) this.#lanes.delete(key);
  }

  #serve(key: string, lane: Lane): void {
    while (hasLine(lane) && this.#hasRoom(key, lane)) (lane.waiting.known.shift() ?? lane.waiting.fresh.shift())?.admit();
    if (!hasLine(lane) || lane.running > 0 || lane.pause) return;
    // Nobody who leaves will serve the next.
    const pauseMs = Math.max(1, lane.notBeforeMs - performance.now());
    lane.pause = setTimeout(() => {
      lane.pause = undefined;
      this.#serve(key, lane);
    }, pauseMs);
  }
}

function createLane(): Lane {
  return {
    running: 0,
    waiting: { known: [], fresh: [] },
    refused: 0,
    isPaced: false,
    pacedUntilMs: 0,
    notBeforeMs: 0,
    pause: undefined,
  };
}

function lengthOf({ waiting }: Lane): number {
  return waiting.known.length + waiting.fresh.length;
}

function hasLine(lane: Lane): boolean {
  return lengthOf(lane) > 0;
}
