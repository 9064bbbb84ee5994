/** From the bytes of any upload to a project, or a sentence about what the file is instead. The file's name is only a hint. */
import { refuse, type Result } from '../lib/result.ts';
import { decodeText, sniffUnicode } from './decode-text.ts';
import { LIMITS, type FileRefusal, type ForeignProject } from './foreign-project.ts';
import { readMspdi } from './mspdi/read-mspdi.ts';
import { readCsv, type SheetOptions, type SheetReading } from './sheet/read-csv.ts';

export type ReadFile = { readonly project: ForeignProject; readonly sheet: SheetReading | null };

const SAVE_AS_XML = 'Open it there, save it as XML (File, Save As, type “XML Format”) and import that file.';

export function readFile(bytes: Uint8Array, fileName: string, options: SheetOptions = {}): Result<ReadFile, FileRefusal> {
  if (bytes.length > LIMITS.bytes)
    return refuse({
      code: 'too_large',
      message: `The file is larger than ${LIMITS.bytes / 1024 / 1024} MB, the most that an import takes.`,
    });
  const foreign = refusalOfKind(bytes, fileName);
  if (foreign) return refuse(foreign);
  if (startOf(bytes).startsWith('<')) {
    const read = readMspdi(bytes);
    return read.ok ? { ok: true, value: { project: read.value, sheet: null } } : read;
  }
  const read = readCsv(bytes, options);
  return read.ok ? { ok: true, value: { project: read.value.project, sheet: read.value.reading } } : read;
}

type Magic = { readonly bytes: readonly number[]; readonly message: string };

const MAGICS: readonly Magic[] = [
  { bytes: [0xff, 0xd8, 0xff], message: 'This is a JPEG picture, not a plan. Import the project file that the picture was made from.' },
  {
    bytes: [0x89, 0x50, 0x4e, 0x47],
    message: 'This is a PNG picture, not a plan. Import the project file that the picture was made from.',
  },
  {
    bytes: [0x47, 0x49, 0x46, 0x38],
    message: 'This is a GIF picture, not a plan. Import the project file that the picture was made from.',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: 'This is a PDF document, not a plan. Import the project file that it was printed from.' },
  { bytes: [0x1f, 0x8b], message: 'This is a gzip archive. Unpack it and import the file in it.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], message: 'This is a 7-Zip archive. Unpack it and import the file in it.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], message: 'This is a RAR archive. Unpack it and import the file in it.' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], message: 'This is a program, not a plan.' },
  { bytes: [0x4d, 0x5a, 0x90], message: 'This is a program, not a plan.' },
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

function hasMagic(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function refusalOfKind(bytes: Uint8Array, fileName: string): FileRefusal | undefined {
  if (bytes.length === 0) return { code: 'empty', message: 'The file is empty. Export or download it again.' };
  if (hasMagic(bytes, OLE)) return describeOle(bytes, fileName);
  if (hasMagic(bytes, ZIP)) return describeZip(bytes);
  const magic = MAGICS.find((one) => hasMagic(bytes, one.bytes));
  if (magic) return { code: 'not_a_plan', message: magic.message };
  return refusalOfText(bytes);
}

function refusalOfText(bytes: Uint8Array): FileRefusal | undefined {
  const start = startOf(bytes);
  if (start === '' && decodedStart(bytes, LIMITS.bytes).trim() === '')
    return { code: 'empty', message: 'The file holds nothing but blanks. Export or download it again.' };
  if (/^<(?:!doctype\s+html|html|head|body|meta)\b/i.test(start) || /^<\?xml[^>]*>\s*<!doctype\s+html/i.test(start))
    return {
      code: 'not_a_plan',
      message: 'This is a web page, not a plan: perhaps a sign-in page was saved instead of the file. Download the file again.',
    };
  if (/^mpx[,;\t]/i.test(start))
    return { code: 'not_supported', message: `MPX files of old Microsoft Project versions are not read. ${SAVE_AS_XML}` };
  if (/^ermhdr\t/i.test(start))
    return {
      code: 'not_supported',
      message: 'Primavera XER files are not read. Export the project from Primavera as Microsoft Project XML and import that.',
    };
  if (/^begin:vcalendar/i.test(start)) return { code: 'not_a_plan', message: 'This is a calendar file (iCalendar), not a project plan.' };
  if (start.startsWith('{\\rtf'))
    return { code: 'not_a_plan', message: 'This is a text document (RTF), not a plan. Import a project file or a sheet saved as CSV.' };
  if (/^[{[]\s*["{[\]}]/.test(start))
    return { code: 'not_supported', message: 'JSON files are not read. Import Microsoft Project XML or a sheet saved as CSV.' };
  if (!start.startsWith('<') && isBinary(bytes))
    return {
      code: 'not_a_plan',
      message: 'This is not a text file and no project file that is known here. Import Microsoft Project XML or a sheet saved as CSV.',
    };
  return undefined;
}

function describeOle(bytes: Uint8Array, fileName: string): FileRefusal {
  const isProject =
    /\.(?:mpp|mpt)$/i.test(fileName) ||
    includesUtf16(bytes, 'Props9') ||
    includesUtf16(bytes, 'Props12') ||
    includesUtf16(bytes, 'Props14');
  return isProject
    ? { code: 'not_supported', message: `This is a file of Microsoft Project's own format (MPP), which is not read yet. ${SAVE_AS_XML}` }
    : {
        code: 'not_a_plan',
        message: 'This is an older Office document (Word, Excel, Visio), not a plan. Save a sheet as CSV and import that.',
      };
}

const DIRECTORY_SEARCH_BYTES = 4 << 20;

function includesUtf16(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, DIRECTORY_SEARCH_BYTES)).includes(Array.from(text).join('\0'));
}

function describeZip(bytes: Uint8Array): FileRefusal {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1 << 16));
  if (head.includes('xl/') || head.includes('[Content_Types].xml'))
    return { code: 'not_supported', message: 'This is an Office file (such as an Excel workbook). Save the sheet as CSV and import that.' };
  return { code: 'not_a_plan', message: 'This is a ZIP archive. Unpack it and import the file in it.' };
}

const START_BYTES = 4096;

/** The first text of the file, without blanks and byte order mark. */
function startOf(bytes: Uint8Array): string {
  return decodedStart(bytes, START_BYTES).trimStart();
}

function decodedStart(bytes: Uint8Array, length: number): string {
  return decodeText(bytes.subarray(0, length), sniffUnicode(bytes) ?? 'utf-8').replace(/^\ufeff/, '');
}

/** Text has few control characters; one in fifty of them, or a NUL outside UTF-16, is data. */
function isBinary(bytes: Uint8Array): boolean {
  const text = decodedStart(bytes, START_BYTES);
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return controls > text.length / 50 || text.includes('\0');
}
