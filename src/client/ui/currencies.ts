import type { Choice } from './select.tsx';

/** Offered first; the others follow by their codes. */
const usualCodes = ['EUR', 'CHF', 'USD', 'GBP'];
const names = new Intl.DisplayNames(undefined, { type: 'currency' });
const codes = [...new Set([...usualCodes, ...Intl.supportedValuesOf('currency')])];

/** Every currency that the browser knows, and the one that is set already. */
export function currencyChoices(present: string | null): Choice[] {
  const known = present === null || codes.includes(present) ? codes : [present, ...codes];
  return known.map((code) => ({ key: code, label: code, note: names.of(code) ?? '' }));
}
