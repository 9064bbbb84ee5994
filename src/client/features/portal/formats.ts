const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

export function formatMoment(at: string | null): string {
  return at === null ? '–' : moment.format(new Date(at));
}

export function formatNumber(value: number): string {
  return number.format(value);
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${number.format(value)} ${UNITS[unit] ?? ''}`;
}

/** `tenant.status_changed` → `Tenant: status changed`. */
export function formatAction(action: string): string {
  const [what = '', how = ''] = action.split('.');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${how.replaceAll('_', ' ')}`;
}

/** `orphan_database` → `Orphan database`. */
export function formatKind(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A slug as people would choose it for this name; may still be too short. */
export function proposeSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
