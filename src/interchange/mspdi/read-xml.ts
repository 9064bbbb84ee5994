/**
 * A streaming reader of records in an XML file: it never builds the document, so that a file that is mostly time-phased data
 * costs little more than its bytes. Knows nothing about projects.
 */
import { SaxesParser } from 'saxes';
import { xmlEncodingOf } from '../decode-text.ts';
import { LIMITS, type FileRefusal } from '../foreign-project.ts';

/** Texts of the leaf elements directly below a record, by their local names. */
export type XmlRecord = Map<string, string>;

export type XmlHandlers = {
  /** False ends the reading with the refusal that the handler keeps. */
  onRoot(localName: string): FileRefusal | undefined;
  /** Whether an element below another one is a record, skipped with all it holds, or plain. */
  kindOf(parentName: string, name: string): 'record' | 'skip' | 'plain';
  onRecord(parentName: string, name: string, record: XmlRecord): FileRefusal | undefined;
};

export type XmlOutcome = {
  readonly refusal: FileRefusal | undefined;
  readonly strippedCharacters: number;
  /** Bytes that mean nothing in the file's encoding. */
  readonly unreadableCharacters: number;
  /** Line that the reading stopped at. */
  readonly line: number;
};

type Frame = { readonly name: string; readonly record: XmlRecord | undefined; text: string };

const CHUNK_BYTES = 1 << 16;
/** A file whose root element does not come within this much text is not what it says. */
const MAX_PROLOG_BYTES = 1 << 20;
const ILLEGAL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/g;
const MAX_REFERENCE_LENGTH = 16;

class Stop extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Reads records until the end or a refusal. Faults of the XML itself come back as the refusal `damaged`. */
export function readXml(bytes: Uint8Array, handlers: XmlHandlers): XmlOutcome {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const state = { hasRoot: false, stripped: 0, unreadable: 0 };
  attach(parser, handlers, state);
  try {
    feed(parser, bytes, state);
    return { refusal: undefined, strippedCharacters: state.stripped, unreadableCharacters: state.unreadable, line: parser.line };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { refusal: error.refusal, strippedCharacters: state.stripped, unreadableCharacters: state.unreadable, line: parser.line };
  }
}

function feed(parser: SaxesParser, bytes: Uint8Array, state: { hasRoot: boolean; stripped: number; unreadable: number }): void {
  const decoder = new TextDecoder(xmlEncodingOf(bytes));
  let carried = '';
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    const text = carried + decoder.decode(bytes.subarray(offset, offset + CHUNK_BYTES), { stream: true });
    const ampersand = text.lastIndexOf('&');
    const isCut = ampersand >= 0 && text.length - ampersand < MAX_REFERENCE_LENGTH && !text.includes(';', ampersand);
    carried = isCut ? text.slice(ampersand) : '';
    parser.write(clean(isCut ? text.slice(0, ampersand) : text, state));
    if (!state.hasRoot && offset > MAX_PROLOG_BYTES)
      throw new Stop({
        code: 'not_a_plan',
        message: 'This XML file does not start with a project. Save the plan as Microsoft Project XML.',
      });
  }
  parser.write(clean(carried + decoder.decode(), state));
  parser.close();
}

/** Other programs write control characters that XML does not allow; they carry no meaning. */
function clean(text: string, state: { stripped: number; unreadable: number }): string {
  state.unreadable += text.split('\ufffd').length - 1;
  return text.replace(ILLEGAL, () => {
    state.stripped += 1;
    return '';
  });
}

function attach(parser: SaxesParser, handlers: XmlHandlers, state: { hasRoot: boolean }): void {
  const frames: Frame[] = [];
  let skipped = 0;
  let depth = 0;
  parser.on('error', (error) => {
    throw new Stop({ code: 'damaged', message: error.message });
  });
  parser.on('doctype', () => {
    throw new Stop({
      code: 'forbidden_content',
      message: 'This XML file declares a document type, which plans do not need and attacks use. Save it again as Microsoft Project XML.',
    });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > LIMITS.elementDepth)
      throw new Stop({ code: 'too_deep', message: `This XML file nests elements more than ${LIMITS.elementDepth} deep; no plan does.` });
    if (skipped > 0) {
      skipped += 1;
      return;
    }
    const name = localNameOf(tag.name);
    const parent = frames.at(-1);
    if (!parent) {
      state.hasRoot = true;
      stopIf(handlers.onRoot(name));
    }
    const kind = parent ? handlers.kindOf(parent.name, name) : 'record';
    if (kind === 'skip') skipped = 1;
    else frames.push({ name, record: kind === 'record' ? new Map() : undefined, text: '' });
  });
  const takeText = (text: string): void => {
    const frame = frames.at(-1);
    if (frame && skipped === 0) frame.text += text;
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('closetag', () => {
    depth -= 1;
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const frame = frames.pop();
    if (!frame) return;
    const parent = frames.at(-1);
    if (frame.record) stopIf(handlers.onRecord(parent?.name ?? '', frame.name, frame.record));
    else if (parent?.record && !parent.record.has(frame.name)) parent.record.set(frame.name, frame.text);
  });
}

function stopIf(refusal: FileRefusal | undefined): void {
  if (refusal) throw new Stop(refusal);
}

function localNameOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
