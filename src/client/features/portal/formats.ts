const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

export function formatMoment(at: string | null): string {
  return at === null ? '–' : moment.format(new Date(at));
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const HOUR_MS = 3_600_000;

/** A moment as short as a span of this length allows. */
export function formatWhenIn(spanMs: number): (atMs: number) => string {
  const format = spanMs <= 2 * HOUR_MS ? clock : spanMs <= 60 * HOUR_MS ? dayAndClock : day;
  return (atMs) => format.format(atMs);
}

/** A calendar day. */
export function formatDay(atMs: number): string {
  return day.format(atMs);
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
  return `${capitalized(what)}: ${how.replaceAll('_', ' ')}`;
}

/** `enterprise` → `Enterprise`. */
export function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** `orphan_database` → `Orphan database`. */
export function formatKind(kind: string): string {
  return capitalized(kind.replaceAll('_', ' '));
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
