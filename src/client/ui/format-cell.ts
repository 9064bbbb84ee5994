import { parseDay } from '../../lib/days.ts';
import type { CustomColumn } from '../../planning/model.ts';
import { formatDayText } from './format-day.ts';

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it, with all of its digits. */
export function formatNumber(value: number, locale: string): string {
  let format = numberFormats.get(locale);
  if (!format) numberFormats.set(locale, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 })));
  return format.format(value);
}

/** What stands in a custom column, as it is read; empty where nothing does, or nothing that the column knows. */
export function formatCellValue({ kind, options }: CustomColumn, value: unknown, locale: string): string {
  if (value === null || value === undefined) return '';
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? value : '';
    case 'number':
      return typeof value === 'number' ? formatNumber(value, locale) : '';
    case 'date': {
      const day = typeof value === 'string' ? parseDay(value) : undefined;
      return day === undefined ? '' : formatDayText(day);
    }
    case 'checkbox':
      return value === true ? 'Yes' : '';
    case 'list':
      return options.find(({ id }) => id === value)?.label ?? '';
  }
}
