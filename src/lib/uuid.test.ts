import { expect, it } from 'vitest';
import { createUuid } from './uuid.ts';

it('makes version 7 ids that sort by their millisecond', () => {
  const early = createUuid(1_700_000_000_000);
  const late = createUuid(1_700_000_000_001);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(Number.parseInt(early.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  expect(new Set(Array.from({ length: 1000 }, () => createUuid(5))).size).toBe(1000);
});
