/** Bytes of a text sheet to rows of cells: encoding, delimiter and line ends are found out, or taken as told. */
import { CsvError, parse } from 'csv-parse/sync';
import { accept, refuse, type Result } from '../../lib/result.ts';
import { decodeText, guessEncoding, type TextEncoding } from '../decode-text.ts';
import { LIMITS, type FileRefusal } from '../foreign-project.ts';
import { fieldOfTitle } from './titles.ts';

export type Delimiter = ',' | ';' | '\t' | '|';

export type Rows = {
  /** Every line of the sheet, blank ones too, so that row 1 is what a spreadsheet calls row 1. */
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
};

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_ROWS = 50;
const MAX_RECORD_CHARACTERS = 1 << 20;
const DIRECTIVE = /^sep=([,;|\t])\n/i;

export function parseRows(
  bytes: Uint8Array,
  told: { readonly delimiter?: Delimiter | undefined; readonly encoding?: TextEncoding | undefined },
): Result<Rows, FileRefusal> {
  const encoding = told.encoding ?? guessEncoding(bytes);
  const decoded = decodeText(bytes, encoding).replaceAll(/\r\n?/g, '\n');
  const directive = DIRECTIVE.exec(decoded.slice(0, 10));
  const text = directive ? decoded.slice(directive[0].length) : decoded;
  // The character class of the expression is exactly the delimiters.
  const delimiter = told.delimiter ?? (directive?.[1] as Delimiter | undefined) ?? guessDelimiter(text);
  try {
    const rows = parseText(text, delimiter, LIMITS.tasks + 2);
    if (rows.length > LIMITS.tasks + 1)
      return refuse({
        code: 'too_many_rows',
        message: `The sheet has more than ${LIMITS.tasks.toLocaleString('en')} rows, the most that one import takes. Split it.`,
      });
    if (rows.some((row) => row.length > LIMITS.columns))
      return refuse({
        code: 'not_a_plan',
        message: `The sheet has rows of more than ${LIMITS.columns} cells. Keep only the columns of the plan.`,
      });
    return accept({ rows, delimiter, encoding });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse({ code: 'damaged', message: describeFault(error) });
  }
}

function parseText(text: string, delimiter: Delimiter, maxRows: number): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    to: maxRows,
  });
}

function describeFault(error: CsvError): string {
  const line = typeof error['lines'] === 'number' ? ` (line ${error['lines'].toLocaleString('en')})` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `The sheet ends inside a quoted cell${line}: the file is cut off, or a quote is missing. Export it again.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `The sheet has a row of more than a million characters${line}; probably a quote is missing. Export it again.`;
  return `The sheet could not be read${line}. Export it again as CSV.`;
}

/** The delimiter whose cells give the most known column titles, then the most even rows. */
function guessDelimiter(text: string): Delimiter {
  const lineEnd = text.lastIndexOf('\n', SAMPLE_CHARACTERS);
  const sample = text.length <= SAMPLE_CHARACTERS ? text : text.slice(0, lineEnd > 0 ? lineEnd : SAMPLE_CHARACTERS);
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter) }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function scoreOf(sample: string, delimiter: Delimiter): number {
  let rows: string[][];
  try {
    rows = parseText(sample, delimiter, SAMPLE_ROWS).filter((row) => row.some((cell) => cell.trim() !== ''));
  } catch {
    return -1;
  }
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  const [width, count] = [...widths].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
  if (width === 1) return 0;
  const titles = Math.max(...rows.slice(0, 20).map((row) => row.filter((cell) => fieldOfTitle(cell) !== undefined).length));
  return (titles > 1 ? titles : 0) + count / rows.length + Math.min(width, 20) * 0.01;
}
