/**
 * A UUID (version 8, RFC 9562) that follows from two others, the same everywhere: for a thing that exists at most once per pair.
 * Mixes every digit of both into 128 bits (the rounds of MurmurHash3); not for secrets.
 */
export function deriveUuid(first: string, second: string): string {
  const text = `${first} ${second}`;
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x85a308d3];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 0x239b961b);
    b = c ^ Math.imul(b ^ code, 0xab0e9789);
    c = d ^ Math.imul(c ^ code, 0x38b34ae5);
    d = a ^ Math.imul(d ^ code, 0xa1e38b93);
  }
  const hex = [finish(a ^ b), finish(b ^ c), finish(c ^ d), finish(d ^ Math.imul(a, 5))].map(toHex).join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function finish(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function toHex(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}
