/** Durations, percents, yes and no, and predecessor lists as sheets write them, in English, German and French. */
import type { DependencyType } from '../../planning/model.ts';
import type { ForeignLag } from '../foreign-project.ts';

const MINUTES_PER_DAY = 480;

/** Length of a unit in minutes: working time of days of eight hours, or clock time for the elapsed units. */
function unitOf(name: string): { readonly minutes: number; readonly isElapsed: boolean } | undefined {
  const isElapsed = /^(?:e(?=[a-z])|f(?=[a-z]))/.test(name) && !/^(?:f|e)$/.test(name);
  const base = isElapsed ? name.slice(1) : name;
  const day = isElapsed ? 1440 : MINUTES_PER_DAY;
  const minutes = /^(?:m|min|mins|minute|minutes|minuten)$/.test(base)
    ? 1
    : /^(?:h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures)$/.test(base)
      ? 60
      : /^(?:d|day|days|dy|dys|t|tag|tage|j|jr|jrs|jour|jours)$/.test(base)
        ? day
        : /^(?:w|wk|wks|week|weeks|woche|wochen|wo|sem|semaine|semaines|s)$/.test(base)
          ? day * (isElapsed ? 7 : 5)
          : /^(?:mo|mon|mons|month|months|monat|monate|mois)$/.test(base)
            ? day * (isElapsed ? 30 : 20)
            : undefined;
  return minutes === undefined ? undefined : { minutes, isElapsed };
}

const AMOUNT = /^([+-]?\d+(?:[.,]\d+)?)\s*([a-z]*)\.?\s*\??$/;

export type SheetDuration = { readonly minutes: number; readonly isElapsed: boolean };

/** `5`, `5 days?`, `2,5 Wochen`, `8h`, `3 ed`. A bare number counts days. */
export function parseSheetDuration(text: string): SheetDuration | undefined {
  const match = AMOUNT.exec(plain(text));
  if (!match) return undefined;
  const unit = match[2] ? unitOf(match[2]) : { minutes: MINUTES_PER_DAY, isElapsed: false };
  const amount = Number((match[1] ?? '').replace(',', '.'));
  return unit && amount >= 0 && amount < 1e5 ? { minutes: amount * unit.minutes, isElapsed: unit.isElapsed } : undefined;
}

/** The number before an optional percent sign. */
export function parsePercent(text: string): { readonly value: number; readonly hasSign: boolean } | undefined {
  const match = /^(\d+(?:[.,]\d+)?)\s*(%)?$/.exec(plain(text));
  return match ? { value: Number((match[1] ?? '').replace(',', '.')), hasSign: match[2] !== undefined } : undefined;
}

export function parseYes(text: string): boolean {
  return /^(?:yes|y|true|1|x|ja|j|wahr|oui|o|vrai|✓|✔)$/.test(plain(text));
}

function plain(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase();
}

const TYPES: Readonly<Record<string, DependencyType>> = {
  fs: 'FS',
  ss: 'SS',
  ff: 'FF',
  sf: 'SF',
  // German: Ende-Anfang, Anfang-Anfang, Ende-Ende, Anfang-Ende.
  ea: 'FS',
  aa: 'SS',
  ee: 'FF',
  ae: 'SF',
  // French: fin-début, début-début, début-fin; fin-fin is FF as in English.
  fd: 'FS',
  dd: 'SS',
  df: 'SF',
};
const TYPED = /^(.+?)\s*(fs|ss|ff|sf|ea|aa|ee|ae|fd|dd|df)?\s*(?:([+-])\s*(\d+(?:[.,]\d+)?)\s*(%|[a-z]*)\.?\s*\??)?$/i;

/** A predecessor as written: what names the task, and how it is linked. */
export type SheetLink = { readonly reference: string; readonly type: DependencyType; readonly lag: ForeignLag };

/** `3FS+2d;5SS-1d`, also with localised types and units; `isKnown` says whether a text names a row. Unreadable parts come back as they are. */
export function parsePredecessors(text: string, isKnown: (reference: string) => boolean): { links: SheetLink[]; unreadable: string[] } {
  const links: SheetLink[] = [];
  const unreadable: string[] = [];
  for (const part of splitList(text)) {
    const link = isKnown(part) ? { reference: part, type: 'FS' as const, lag: lagOf(undefined, undefined, '') } : parseLink(part);
    if (link) links.push(link);
    else unreadable.push(part);
  }
  return { links, unreadable };
}

const MAX_LINK_LENGTH = 60;
const MAX_LIST_ITEMS = 100;

function parseLink(part: string): SheetLink | undefined {
  const match = part.length > MAX_LINK_LENGTH ? null : TYPED.exec(part);
  const lag = lagOf(match?.[3], match?.[4], (match?.[5] ?? '').toLowerCase());
  if (!match?.[1] || !lag) return undefined;
  return { reference: match[1], type: TYPES[(match[2] ?? 'fs').toLowerCase()] ?? 'FS', lag };
}

function lagOf(sign: string | undefined, amount: string | undefined, unitName: string): ForeignLag {
  const value = Number((amount ?? '0').replace(',', '.')) * (sign === '-' ? -1 : 1);
  if (unitName === '%') return { amount: value, unit: 'percent' };
  const unit =
    unitName === '' ? { minutes: MINUTES_PER_DAY, isElapsed: false } : (unitOf(unitName) ?? { minutes: MINUTES_PER_DAY, isElapsed: false });
  return { amount: value * unit.minutes, unit: unit.isElapsed ? 'elapsed' : 'working' };
}

/** A comma inside `+1,5d` is a decimal comma; one before `5SS` is not. */
const LIST_COMMA = /(?<![+-]\s?\d{1,6}),|,(?!\d+\s*(?:%|(?!fs|ss|ff|sf|ea|aa|ee|ae|fd|dd|df)[a-z]))/i;

/** Items of a list by semicolon or line, else by comma. */
export function splitList(text: string): string[] {
  const separator = /[;\n]/.test(text) ? /[;\n]/ : LIST_COMMA;
  return text
    .slice(0, 20_000)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MAX_LIST_ITEMS);
}

/** `Ada Lovelace[50%]` as name and percent. */
export function parseResource(text: string): { readonly name: string; readonly unitsPercent: number } {
  const match = /^([^[]*)\[\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*%?\s*\]$/.exec(text.slice(0, 300));
  const name = match?.[1]?.trim();
  if (!match || !name) return { name: text.slice(0, 300), unitsPercent: 100 };
  return { name, unitsPercent: Number((match[2] ?? '100').replace(',', '.')) };
}
