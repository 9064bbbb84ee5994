import { createHash } from 'node:crypto';

/** What an entry says; everything but its place in the log. */
export type AuditContent = {
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly tenantId: string | null;
  readonly tenantSlug: string | null;
  readonly organizationId: string | null;
  readonly ipAddress: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** Before the first entry. */
export const FIRST_HASH = Buffer.alloc(32);

/** Covers the entry and the hash of the one before it, so that no entry can change, go or come between unnoticed. */
export function hashEntry(previousHash: Buffer, entry: AuditContent): Buffer {
  const { at, actorId, actorName, action, tenantId, tenantSlug, organizationId, ipAddress, details } = entry;
  const text = canonical([at.toISOString(), actorId, actorName, action, tenantId, tenantSlug, organizationId, ipAddress, details]);
  return createHash('sha256').update(previousHash).update(text).digest();
}

/** JSON with its keys in order, since the database keeps them in another one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
