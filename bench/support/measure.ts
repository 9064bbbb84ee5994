/** Measuring for benchmarks: medians of many rounds, because single times mean little on a shared machine. */

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the values lie (nearest rank). NaN for none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1))] ?? Number.NaN;
}

/** Milliseconds that one call takes. */
export function timeMs(work: () => void): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

export async function timeAsyncMs(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/**
 * Milliseconds of each of several works, measured in turns (a round runs each once), so that what else the machine does falls
 * on all of them alike: the fastest tenth, because being interrupted hits a long work in most rounds and a short one in few.
 * `warmUps` rounds are not counted.
 */
export function measureInTurns(
  works: Readonly<Record<string, () => void>>,
  { rounds = 100, warmUps = 20 }: { rounds?: number; warmUps?: number } = {},
): Record<string, number> {
  const times = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const ms = timeMs(work);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries(Array.from(times, ([name, values]) => [name, percentile(values, 10)]));
}
