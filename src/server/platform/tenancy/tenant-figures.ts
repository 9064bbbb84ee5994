/** What a node has counted of one tenant since it started, and how it stands at this moment. */
export type TenantSample = {
  readonly tenant: string;
  readonly requests: number;
  /** Answered with 5xx, those refused at the door among them. */
  readonly errors: number;
  readonly seconds: number;
  readonly running: number;
  readonly waiting: number;
  readonly refused: number;
  readonly connections: number;
  readonly sockets: number;
};

type Counts = { requests: number; errors: number; seconds: number };
type Present = Pick<TenantSample, 'tenant' | 'running' | 'waiting' | 'refused' | 'connections' | 'sockets'>;

/** So many tenants are named in the metrics, whatever their number is. */
const MAX_NAMED = 200;

/** Requests by tenant, for the metrics of a node. */
export class TenantFigures {
  readonly #counts = new Map<string, Counts>();

  observe(tenantId: string, { status, seconds }: { readonly status: number; readonly seconds: number }): void {
    const counts = this.#counts.get(tenantId) ?? { requests: 0, errors: 0, seconds: 0 };
    this.#counts.set(tenantId, counts);
    counts.requests += 1;
    counts.seconds += seconds;
    if (status >= 500) counts.errors += 1;
  }

  /** Those with the most requests first; `presentOf` is undefined for a tenant that is gone, which is then forgotten. */
  list(presentOf: (tenantId: string) => Present | undefined, limit = MAX_NAMED): readonly TenantSample[] {
    const samples = Array.from(this.#counts, ([id, counts]): TenantSample | undefined => {
      const present = presentOf(id);
      if (!present) this.#counts.delete(id);
      return present && { ...present, ...counts };
    });
    return samples
      .filter((sample) => sample !== undefined)
      .toSorted((a, b) => b.requests - a.requests)
      .slice(0, limit);
  }
}
