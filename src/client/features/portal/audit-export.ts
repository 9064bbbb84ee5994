import type { AuditEntryAnswer } from '../../../contract/admin/system.ts';
import { adminCall } from '../../data/admin-call.ts';

const AT_ONCE = 200;
const heads = ['sequence', 'at', 'action', 'tenant', 'actor', 'address', 'details', 'hash'];

/** Every entry that matches, as a file of comma-separated values. */
export async function exportAudit(search: string): Promise<Blob> {
  const rows: string[] = [lineOf(heads)];
  for (let cursor: string | undefined; ;) {
    const page = await adminCall('listAudit', { query: { limit: AT_ONCE, search: search.trim() || undefined, cursor } });
    rows.push(...page.items.map((entry) => lineOf(cellsOf(entry))));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return new Blob(['\uFEFF', rows.join('')], { type: 'text/csv;charset=utf-8' });
}

export function cellsOf(entry: AuditEntryAnswer): readonly string[] {
  const { sequence, at, action, tenantSlug, actorName, ipAddress, details, hash } = entry;
  return [String(sequence), at, action, tenantSlug ?? '', actorName, ipAddress ?? '', JSON.stringify(details), hash];
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function lineOf(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`);
  return `${quoted.join(',')}\r\n`;
}
