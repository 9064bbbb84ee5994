import { describe, expect, it } from 'vitest';
import { createKeyring, KeyringError, type Purpose } from './keyring.ts';

const [first, second] = ['a1'.repeat(32), 'b2'.repeat(32)];
const purpose: Purpose = { owner: 'tenant-1', purpose: 'login-a' };

describe('the keyring', () => {
  it('gives back what was encrypted, never twice the same ciphertext', () => {
    const keyring = createKeyring(first);
    const [one, two] = [keyring.encrypt('päss', purpose), keyring.encrypt('päss', purpose)];
    expect(one).not.toBe(two);
    expect(one).not.toContain('päss');
    expect(one.split('.').slice(0, 2)).toEqual(['v1', keyring.keyId]);
    expect([keyring.decrypt(one, purpose), keyring.decrypt(two, purpose)]).toEqual(['päss', 'päss']);
  });

  it('opens a ciphertext for its own row and purpose alone', () => {
    const keyring = createKeyring(first);
    const ciphertext = keyring.encrypt('secret', purpose);
    expect(() => keyring.decrypt(ciphertext, { ...purpose, owner: 'tenant-2' })).toThrow(KeyringError);
    expect(() => keyring.decrypt(ciphertext, { ...purpose, purpose: 'login-b' })).toThrow(KeyringError);
  });

  it('notices any change, a shortened tag too', () => {
    const keyring = createKeyring(first);
    const [version, id, iv, tag = '', data = ''] = keyring.encrypt('secret', purpose).split('.');
    expect(() => keyring.decrypt([version, id, iv, tag.slice(0, 6), data].join('.'), purpose)).toThrow(KeyringError);
    const flipped = Buffer.from(data, 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    expect(() => keyring.decrypt([version, id, iv, tag, flipped.toString('base64url')].join('.'), purpose)).toThrow(KeyringError);
  });

  it('reads with old keys and writes with the new one', () => {
    const old = createKeyring(first).encrypt('secret', purpose);
    const rotated = createKeyring(second, [first]);
    expect(rotated.decrypt(old, purpose)).toBe('secret');
    expect(rotated.encrypt('secret', purpose).split('.')[1]).toBe(rotated.keyId);
    expect(() => createKeyring(second).decrypt(old, purpose)).toThrow(/neither TENANT_ENCRYPTION_KEY nor/);
  });
});
