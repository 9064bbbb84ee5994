import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import type { Forgery } from './identity-provider.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type Signer = {
  privateJwk(): JWK;
  publicJwk(): JWK;
  rotate(): void;
  /** The token signed again, with what the forgery changes in it. */
  sign(token: string, forgery: Forgery | undefined): string;
};

type Key = { readonly id: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** Signs ID tokens by RS256, as Entra ID does. */
export function createSigner(): Signer {
  let current = createKey('first');
  let retired = createKey('retired');
  let count = 1;
  return {
    privateJwk: () => jwkOf(current, current.privateKey),
    publicJwk: () => jwkOf(current, current.publicKey),
    rotate: () => {
      retired = current;
      count += 1;
      current = createKey(`key-${count}`);
    },
    sign: (token, forgery = {}) => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
      const changed = forgery.claims?.(claims) ?? claims;
      if (forgery.signature === 'unsigned') return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(changed)}.`;
      // A foreign key claims to be the published one.
      const key = forgery.signature === 'retired' ? retired : forgery.signature === 'foreign' ? createKey(current.id) : current;
      const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: key.id })}.${encode(changed)}`;
      return `${text}.${sign('sha256', Buffer.from(text), key.privateKey).toString('base64url')}`;
    },
  };
}

function createKey(id: string): Key {
  return { id, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

function jwkOf({ id }: Key, key: KeyObject): JWK {
  return { ...key.export({ format: 'jwk' }), kid: id, use: 'sig', alg: 'RS256' };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
