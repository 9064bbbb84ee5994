// No letters that look like digits or each other: it is read from a screen or a sheet and typed once.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A random password of about 99 bits, such as `k7mpa-x2q9d-hh4tw-sn3vb`. */
export function createOneTimePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, randomLetter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

// Bytes beyond the largest multiple of the alphabet are thrown away, so that every letter is equally likely.
function randomLetter(): string {
  const limit = 256 - (256 % LETTERS.length);
  for (;;) {
    const [byte = limit] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return LETTERS.charAt(byte % LETTERS.length);
  }
}
