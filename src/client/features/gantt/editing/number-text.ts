/** Numbers as people write them in a language: `1 234,5`, `1’234.5`, `1,234.5`. */

const formats = new Map<string, { readonly group: string; readonly decimal: string; readonly plain: Intl.NumberFormat }>();

function formatOf(locale: string) {
  const known = formats.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  const partOf = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 15 });
  const made = { group: partOf('group', ','), decimal: partOf('decimal', '.'), plain };
  formats.set(locale, made);
  return made;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** The number that a text means; undefined when it means none. What cannot be a mark between thousands marks the fraction. */
export function readNumber(typed: string, locale: string): number | undefined {
  const { group } = formatOf(locale);
  const text = typed
    .trim()
    .replace(/^[−–]/, '-')
    .replaceAll(/[\s'’]/g, '');
  const isGrouped = (mark: string) => new RegExp(`^[+-]?\\d{1,3}(?:\\${mark}\\d{3})+(?!\\d)`).test(text);
  const [comma, dot] = [text.lastIndexOf(','), text.lastIndexOf('.')];
  // Where both stand in it, the last one marks the fraction.
  const decimal = comma >= 0 && dot >= 0 ? (comma > dot ? ',' : '.') : comma >= 0 ? decimalOf(',') : decimalOf('.');
  function decimalOf(mark: ',' | '.'): string {
    const isRepeated = text.indexOf(mark) !== text.lastIndexOf(mark);
    return isGrouped(mark) && (isRepeated || group === mark) ? '' : mark;
  }
  const other = decimal === ',' ? '.' : decimal === '.' ? ',' : /[.,]/g;
  const plain = text.replaceAll(other, '').replace(decimal === '' ? '.' : decimal, '.');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

/** As it is typed: with the language's mark of the fraction and none between thousands. */
export function numberText(value: number, locale: string): string {
  return formatOf(locale).plain.format(value);
}
