import { expect, it } from 'vitest';
import { formatAction, formatBytes, formatKind, proposeSlug } from './formats.ts';

it.each([
  ['Acme Corporation', 'acme-corporation'],
  ['  3M Österreich & Söhne ', 'm-osterreich-sohne'],
  ['Straße', 'strasse'],
  ['日本', ''],
])('proposes for %j the slug %j', (name, slug) => {
  expect(proposeSlug(name)).toBe(slug);
});

it('proposes what the server takes, where there are letters enough', () => {
  for (const name of ['A.B.', 'x'.repeat(90), 'a-'.repeat(40), 'R&D Zürich 2'])
    expect(proposeSlug(name)).toMatch(/^[a-z](-?[a-z0-9]){1,39}$/);
});

it('writes bytes and actions for people', () => {
  expect([formatBytes(0), formatBytes(8_912_345), formatAction('tenant.status_changed')]).toEqual([
    '0 bytes',
    '8.9 MB',
    'Tenant: status changed',
  ]);
});

it('names the kind of a finding in words', () => {
  expect(formatKind('orphan_database')).toBe('Orphan database');
});
