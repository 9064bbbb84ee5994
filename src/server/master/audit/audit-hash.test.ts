import { expect, it } from 'vitest';
import { FIRST_HASH, hashEntry, type AuditContent } from './audit-hash.ts';

const entry: AuditContent = {
  at: new Date('2027-01-04T10:00:00.123Z'),
  actorId: null,
  actorName: 'system',
  action: 'tenant.created',
  tenantId: null,
  tenantSlug: 'acme',
  organizationId: null,
  ipAddress: null,
  details: { b: 1, a: { d: [1, 'x'], c: null } },
};

it('does not depend on the order of keys, which a database may change', () => {
  expect(hashEntry(FIRST_HASH, { ...entry, details: { a: { c: null, d: [1, 'x'] }, b: 1 } })).toEqual(hashEntry(FIRST_HASH, entry));
});

it.each([
  { at: new Date('2027-01-04T10:00:00.124Z') },
  { actorName: 'systen' },
  { action: 'tenant.deleted' },
  { tenantSlug: null },
  { ipAddress: '127.0.0.1' },
  { details: { b: 1, a: { d: ['x', 1], c: null } } },
])('changes with %o', (change) => {
  expect(hashEntry(FIRST_HASH, { ...entry, ...change })).not.toEqual(hashEntry(FIRST_HASH, entry));
});

it('changes with what came before', () => {
  expect(hashEntry(hashEntry(FIRST_HASH, entry), entry)).not.toEqual(hashEntry(FIRST_HASH, entry));
});
