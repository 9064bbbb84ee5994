import { expect, it } from 'vitest';
import { cellsOf, lineOf } from './audit-export.ts';

it('writes an entry as a line that a spreadsheet neither splits nor runs', () => {
  const entry = {
    sequence: 7,
    at: '2026-05-04T08:00:00.000Z',
    actorName: '=HYPERLINK("http://x")',
    action: 'tenant.updated',
    tenantId: null,
    tenantSlug: 'acme',
    ipAddress: null,
    details: { name: 'A "quoted", name' },
    hash: 'ab',
  };
  expect(lineOf(cellsOf(entry))).toBe(
    `"7","2026-05-04T08:00:00.000Z","tenant.updated","acme","'=HYPERLINK(""http://x"")","","{""name"":""A \\""quoted\\"", name""}","ab"\r\n`,
  );
});
