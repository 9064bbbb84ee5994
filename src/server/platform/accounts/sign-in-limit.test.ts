import { describe, expect, it } from 'vitest';
import { networkOf, signInSubjects } from './sign-in-limit.ts';

describe('what a sign-in counts against', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2/64'],
    ['2001:0DB8:1:2::1', '2001:db8:1:2/64'],
    ['2001:db8::1', '2001:db8:0:0/64'],
    ['::1', '0:0:0:0/64'],
    ['fe80::1%eth0', 'fe80:0:0:0/64'],
    ['', ''],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('spellings of one account share a counter, addresses have another', () => {
    const [account, address] = signInSubjects('Jo@X.org', '192.0.2.7');
    const [same, other] = signInSubjects(' jo@x.ORG', '192.0.2.8');
    expect(account?.hash.equals(same?.hash ?? Buffer.alloc(0))).toBe(true);
    expect(address?.hash.equals(other?.hash ?? Buffer.alloc(0))).toBe(false);
  });
});
