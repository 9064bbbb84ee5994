import { ProblemError } from '../http/problem-error.ts';

export type AdmissionLimits = {
  /** Requests of one tenant that are worked on at once; the others wait in line. */
  readonly maxRunning: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
  /** Who asks more often, and a quarter of all that is asked, is served as one with a line even if it has none. */
  readonly floodPerSecond: number;
  /** The part of the time that a tenant with a line and most of the requests gets while others are active too. */
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
  readonly recent: Recent;
  /** Of all that was asked recently. */
  part: number;
};

const RECENT_MS = 1000;
/** Of all that is asked: a few may flood at a time, and where the machine is slow everybody has a line. */
const FLOOD_PART = 0.25;
const LINE_PART = 0.5;

/** How many there were within about a second, the older the less they count. */
class Recent {
  #count = 0;
  #atMs = -Infinity;

  /** One more. */
  count(nowMs: number): number {
    this.#count = this.#count * Math.exp((this.#atMs - nowMs) / RECENT_MS) + 1;
    this.#atMs = nowMs;
    return this.#count;
  }
}

/** Who asked this recently is active. */
const ACTIVE_MS = 1000;
/** A line that is gone may be back at once. */
const CALM_MS = 2000;
const LONGEST_PAUSE_MS = 500;
/** How much longer a tenant with a line waits for a moment in which nobody is served. */
const PATIENCE_MS = 50;
const RETRY_SECONDS = 1;

/**
 * The door of a node: how many requests of a tenant are worked on at once, before anything of the tenant's is asked, the
 * session included. Whoever comes too many waits, and is refused when too many wait. A tenant with a line is served one
 * request after the other, only a part of the time, and in moments in which nobody else is, while others are active: the program
 * has one thread, and what it does for one everybody waits for.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  /** Of every tenant that ever asked this node. */
  readonly #lanes = new Map<string, Lane>();
  /** Those with a line that wait for their moment. */
  readonly #pausing = new Map<string, Lane>();
  readonly #recent = new Recent();
  #running = 0;
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
    const lane = this.#arrive(key, isKnown);
    if (!this.#hasRoom(key, lane) || (!isKnown && hasLine(lane))) await this.#wait(key, lane, isKnown);
    else this.#enter(lane);
    const startMs = performance.now();
    try {
      return await work();
    } finally {
      this.#leave(key, lane, performance.now() - startMs);
    }
  }

  /** Whether who comes now would be refused, and counts as such: to be asked before anything else is done for a request. */
  refuses(key: string): boolean {
    const lane = this.#lanes.get(key);
    if (!lane || lengthOf(lane) < this.#limits.maxWaiting) return false;
    this.#arrive(key, false).refused += 1;
    return true;
  }

  figuresOf(key: string): AdmissionFigures {
    const lane = this.#lanes.get(key);
    return { running: lane?.running ?? 0, waiting: lane ? lengthOf(lane) : 0, refused: lane?.refused ?? 0 };
  }

  #arrive(key: string, isKnown: boolean): Lane {
    const nowMs = performance.now();
    const { key: lastKey, atMs, otherAtMs } = this.#last;
    this.#last = { key, atMs: nowMs, otherAtMs: key === lastKey ? otherAtMs : atMs };
    const lane = this.#lanes.get(key) ?? createLane();
    this.#lanes.set(key, lane);
    if (!isKnown) {
      const [own, all] = [lane.recent.count(nowMs), this.#recent.count(nowMs)];
      lane.part = own / all;
      if (own > this.#limits.floodPerSecond && lane.part > FLOOD_PART) this.#pace(lane, nowMs);
    }
    if (lane.isPaced && nowMs > lane.pacedUntilMs && !hasLine(lane)) lane.isPaced = false;
    return lane;
  }

  #pace(lane: Lane, nowMs: number): void {
    lane.isPaced = true;
    lane.pacedUntilMs = nowMs + CALM_MS;
  }

  #hasRoom(key: string, lane: Lane): boolean {
    if (!lane.isPaced || !this.#hasOthers(key)) return lane.running < this.#limits.maxRunning;
    const lateMs = performance.now() - lane.notBeforeMs;
    return lane.running === 0 && lateMs >= (this.#running === 0 ? 0 : PATIENCE_MS);
  }

  #hasOthers(key: string): boolean {
    const { key: lastKey, atMs, otherAtMs } = this.#last;
    return performance.now() - (key === lastKey ? otherAtMs : atMs) < ACTIVE_MS;
  }

  #wait(key: string, lane: Lane, isKnown: boolean): Promise<void> {
    if (!isKnown && lengthOf(lane) >= this.#limits.maxWaiting) {
      lane.refused += 1;
      throw createRefusal();
    }
    if (lane.part > LINE_PART) this.#pace(lane, performance.now());
    const line = isKnown ? lane.waiting.known : lane.waiting.fresh;
    const admitted = new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        admit: () => {
          clearTimeout(waiting.timer);
          this.#enter(lane);
          resolve();
        },
        timer: setTimeout(() => {
          line.splice(line.indexOf(waiting), 1);
          lane.refused += 1;
          reject(createRefusal());
        }, this.#limits.maxWaitMs),
      };
      line.push(waiting);
    });
    this.#serve(key, lane);
    return admitted;
  }

  #enter(lane: Lane): void {
    lane.running += 1;
    this.#running += 1;
  }

  #leave(key: string, lane: Lane, tookMs: number): void {
    lane.running -= 1;
    this.#running -= 1;
    if (lane.isPaced) {
      const nowMs = performance.now();
      if (hasLine(lane)) this.#pace(lane, nowMs);
      lane.notBeforeMs = nowMs + Math.min(LONGEST_PAUSE_MS, tookMs * (1 / this.#limits.share - 1));
    }
    this.#serve(key, lane);
    if (this.#running === 0 && this.#pausing.size > 0) this.#servePausing();
  }

  #serve(key: string, lane: Lane): void {
    while (hasLine(lane) && this.#hasRoom(key, lane)) (lane.waiting.known.shift() ?? lane.waiting.fresh.shift())?.admit();
    if (!hasLine(lane) || lane.running > 0) return this.#endPause(key, lane);
    this.#pausing.set(key, lane);
    // Nobody who leaves may serve the next.
    lane.pause ??= setTimeout(() => {
      lane.pause = undefined;
      this.#serve(key, lane);
    }, this.#pauseOf(lane));
  }

  #pauseOf(lane: Lane): number {
    const dueMs = lane.notBeforeMs - performance.now();
    return Math.max(1, dueMs > 0 ? dueMs : dueMs + PATIENCE_MS);
  }

  #endPause(key: string, lane: Lane): void {
    this.#pausing.delete(key);
    clearTimeout(lane.pause);
    lane.pause = undefined;
  }

  /** Nobody is served at this moment: the one that waits longest for it may be. */
  #servePausing(): void {
    const [first] = [...this.#pausing].toSorted(([, a], [, b]) => a.notBeforeMs - b.notBeforeMs);
    if (first) this.#serve(...first);
  }
}

function createRefusal(): ProblemError {
  return new ProblemError('overloaded', { retryAfterSeconds: RETRY_SECONDS });
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
    recent: new Recent(),
    part: 0,
  };
}

function lengthOf({ waiting }: Lane): number {
  return waiting.known.length + waiting.fresh.length;
}

function hasLine(lane: Lane): boolean {
  return lengthOf(lane) > 0;
}
