/** Lengths and percentages as people type them: `3d`, `2w`, `+1d`; `50%`, `+10`, `done`. */
import { accept, refuse, type Result } from '../../../../lib/result.ts';

const LENGTH = /^([+-])?\s*(\d{1,5}(?:[.,]\d)?)\s*([a-z]*)\.?$/;
const MAX_WORKING_DAYS = 10_000;

/** Working days; with a sign counted on from the present ones. A week has as many as the site works in one. */
export function readLength(typed: string, present: number, daysPerWeek: number): Result<number, string> {
  const [, sign, digits, unit = ''] = LENGTH.exec(typed.trim().toLowerCase()) ?? [];
  const perUnit = /^(?:d|wd|days?|t|tage?|j|jours?)?$/.test(unit) ? 1 : /^(?:w|wk|weeks?|wochen?)$/.test(unit) ? daysPerWeek : undefined;
  if (digits === undefined || perUnit === undefined) return refuse('Type a length such as 3d, 2w or +1d');
  const count = Number(digits.replace(',', '.')) * perUnit;
  const days = sign === undefined ? count : present + (sign === '+' ? count : -count);
  if (!Number.isInteger(days) || days < 1 || days > MAX_WORKING_DAYS) return refuse('Type a number of working days, 1 or more');
  return accept(days);
}

const PERCENT = /^([+-])?\s*(\d{1,3})\s*%?$/;
const words: Readonly<Record<string, number>> = { done: 100, half: 50, none: 0, fertig: 100, fini: 100 };

/** 0 to 100; with a sign counted on from the present one, as far as that goes. */
export function readPercent(typed: string, present: number): Result<number, string> {
  const text = typed.trim().toLowerCase();
  const word = words[text];
  if (word !== undefined) return accept(word);
  const [, sign, digits] = PERCENT.exec(text) ?? [];
  const percent = digits === undefined ? Number.NaN : Number(digits);
  if (sign !== undefined && percent <= 100) return accept(Math.min(100, Math.max(0, present + (sign === '+' ? percent : -percent))));
  return percent >= 0 && percent <= 100 ? accept(percent) : refuse('Type a percentage from 0 to 100, such as 50%');
}
