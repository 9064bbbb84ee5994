import { expect, test } from 'vitest';
import { deriveUuid } from './derived-uuid.ts';

const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

test('the same two ids give the same UUID, in their order', () => {
  expect(deriveUuid(idOf(1), idOf(2))).toBe(deriveUuid(idOf(1), idOf(2)));
  expect(deriveUuid(idOf(1), idOf(2))).not.toBe(deriveUuid(idOf(2), idOf(1)));
});

test('it is a UUID of version 8', () => {
  expect(deriveUuid(idOf(1), idOf(2))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids that hardly differ give different UUIDs', () => {
  const seen = new Set<string>();
  for (let first = 0; first < 100; first += 1)
    for (let second = 0; second < 1000; second += 1) seen.add(deriveUuid(idOf(first), idOf(second)));
  expect(seen.size).toBe(100_000);
});
