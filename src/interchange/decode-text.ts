/** Text encodings that files of other programs come in. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SAMPLE_BYTES = 4096;

/** The encoding that a byte order mark or the pattern of zero bytes shows; undefined when neither does. */
export function sniffUnicode(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let [even, odd] = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (half >= 2 && odd > half * 0.4 && even < half * 0.1) return 'utf-16le';
  if (half >= 2 && even > half * 0.4 && odd < half * 0.1) return 'utf-16be';
  return undefined;
}

/** UTF-8 where the bytes are valid UTF-8, else the code page of Western European Windows. */
export function guessEncoding(bytes: Uint8Array): TextEncoding {
  const unicode = sniffUnicode(bytes);
  if (unicode) return unicode;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let offset = 0; offset < bytes.length; offset += 1 << 20)
      decoder.decode(bytes.subarray(offset, offset + (1 << 20)), { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Decodes without a byte order mark; bytes that mean nothing become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

const XML_ENCODING = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** The label of an XML file's encoding: by its first bytes, else as its declaration says, else by its bytes. */
export function xmlEncodingOf(bytes: Uint8Array): string {
  const unicode = sniffUnicode(bytes);
  if (unicode) return unicode;
  const head = Array.from(bytes.subarray(0, 200), (byte) => String.fromCharCode(byte)).join('');
  const declared = XML_ENCODING.exec(head)?.[1]?.toLowerCase();
  if (declared === undefined) return guessEncoding(bytes);
  if (declared.startsWith('utf-16') || declared.startsWith('ucs')) return 'utf-8';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'utf-8';
  }
}
