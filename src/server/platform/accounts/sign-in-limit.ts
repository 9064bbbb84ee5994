import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { emailKeyOf } from '../../../lib/text-key.ts';

/** Attempts that did not succeed, within a window that starts with the first of them. */
export const SIGN_IN_LIMITS = { account: 10, address: 100 } as const;
export const SIGN_IN_WINDOW_MS = 15 * 60_000;

export type AttemptKind = keyof typeof SIGN_IN_LIMITS;
export type AttemptSubject = { readonly kind: AttemptKind; readonly hash: Buffer };

/** What a sign-in counts against: the account as typed, known or not, and the address. */
export function signInSubjects(email: string, ipAddress: string): readonly AttemptSubject[] {
  return [
    { kind: 'account', hash: sha256(`email ${emailKeyOf(email)}`) },
    { kind: 'address', hash: sha256(`address ${networkOf(ipAddress)}`) },
  ];
}

/** What a wrong current password counts against when a signed-in user changes it. */
export function passwordCheckSubjects(userId: string): readonly AttemptSubject[] {
  return [{ kind: 'account', hash: sha256(`user ${userId}`) }];
}

/** One customer line has a whole /64 of IPv6 addresses; IPv4 counts each, also in its IPv6 form. */
export function networkOf(ipAddress: string): string {
  const [address = ''] = ipAddress.toLowerCase().split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailGroups = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - tailGroups.length }, () => '0');
  const whole = [...groups, ...zeros, ...tailGroups].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${whole.slice(0, 4).join(':')}/64`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
