import { emailKeyOf, nameKeyOf } from '../../../lib/text-key.ts';
import { commonPasswords } from './common-passwords.ts';

const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

/**
 * What is wrong with a chosen password, as a sentence; undefined when it may be used. Length counts, composition does not
 * (NIST SP 800-63B, OWASP ASVS 5.0 6.2): any characters, none required.
 */
export function passwordFault(password: string, owner: { readonly name: string; readonly email: string }): string | undefined {
  const length = Array.from(password.normalize('NFC')).length;
  if (length < MIN_PASSWORD_LENGTH) return `must have at least ${MIN_PASSWORD_LENGTH} characters`;
  if (length > MAX_PASSWORD_LENGTH) return `must have at most ${MAX_PASSWORD_LENGTH} characters`;
  if (isOwnersName(password, owner)) return 'must not be your name or e-mail';
  if (isCommon(password)) return 'is one of the passwords that are tried first; choose another one';
  return undefined;
}

function isOwnersName(password: string, { name, email }: { readonly name: string; readonly email: string }): boolean {
  const plain = lettersOf(password);
  const [localPart = ''] = email.split('@');
  const names = [name, name.split(/\s+/u).toReversed().join(''), email, localPart].map(lettersOf).filter((text) => text.length > 0);
  return emailKeyOf(password) === emailKeyOf(email) || names.some((text) => plain === text || withoutRepeats(plain) === text);
}

/** Lists hold short stems; people make them long by digits, signs and repeats. */
function isCommon(password: string): boolean {
  const whole = nameKeyOf(password).replaceAll(' ', '');
  const stem = whole.replace(/^[^\p{Letter}]+|[^\p{Letter}]+$/gu, '');
  const forms = [whole, stem, unleet(stem), withoutRepeats(whole), withoutRepeats(stem)];
  return forms.some((form) => commonPasswords.has(form)) || isMonotonous(whole) || (stem.length >= 4 && isMonotonous(stem));
}

function isMonotonous(text: string): boolean {
  return new Set(text).size <= 2 || isRun(text) || isRun(withoutRepeats(text));
}

/** Letters alone, folded: `Jane.Doe1990` is `janedoe`. */
function lettersOf(text: string): string {
  return nameKeyOf(text).replace(/[^\p{Letter}]/gu, '');
}

function unleet(text: string): string {
  const letters: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'l',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return text.replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign);
}

/** `abcabcabc` is `abc`. */
function withoutRepeats(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
}

const KEY_ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/** A stretch of the alphabet, of the digits or of the keyboard, forwards or backwards. */
function isRun(text: string): boolean {
  const backwards = Array.from(text).toReversed().join('');
  return KEY_ROWS.some((row) => row.includes(text) || row.includes(backwards));
}
