import { expect, it } from 'vitest';
import { TenantFigures } from './tenant-figures.ts';

const present = (id: string) => ({ tenant: id, running: 0, waiting: 0, refused: 0, connections: 1, sockets: 0 });

it('names the tenants with the most requests, and no more than wanted', () => {
  const figures = new TenantFigures();
  const counts = { quiet: 1, busy: 3, middling: 2 };
  for (const [id, count] of Object.entries(counts))
    for (let index = 0; index < count; index += 1) figures.observe(id, { status: index === 2 ? 503 : 200, seconds: 0.5 });
  expect(figures.list(present, 2)).toEqual([
    { ...present('busy'), requests: 3, errors: 1, seconds: 1.5 },
    { ...present('middling'), requests: 2, errors: 0, seconds: 1 },
  ]);
});

it('forgets a tenant that is gone', () => {
  const figures = new TenantFigures();
  figures.observe('gone', { status: 200, seconds: 1 });
  expect(figures.list(() => undefined)).toEqual([]);
  expect(figures.list(present)).toEqual([]);
});
