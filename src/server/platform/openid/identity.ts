import type { IDToken } from 'openid-client';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import type { OpenidConnection } from './openid-connection.ts';
import type { SignInFault } from './provider-faults.ts';

/** Who the provider says that somebody is. The e-mail address is for reading: it is never what an account is found by. */
export type VerifiedIdentity = {
  readonly provider: OpenidConnection['provider'];
  /** Entra ID: directory and object id; every other provider: issuer and subject. */
  readonly realm: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  /** null: not told, or too many to be in the token. */
  readonly groups: readonly string[] | null;
  /** For Graph. */
  readonly accessToken: string;
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAX_EMAIL = 254;
const MAX_NAME = 200;

/** From the claims of a verified ID token. */
export function identityOf(
  { provider, directoryId }: OpenidConnection,
  claims: IDToken,
  accessToken: string,
): Result<VerifiedIdentity, SignInFault> {
  const common = { provider, name: nameOf(claims), email: emailOf(provider, claims), groups: groupsOf(claims), accessToken };
  if (provider === 'oidc') return accept({ ...common, realm: claims.iss, subject: claims.sub });
  const { tid, oid } = claims;
  if (typeof tid !== 'string' || typeof oid !== 'string' || oid === '')
    return refuse({ code: 'token_invalid', reason: 'the ID token has no tid or no oid' });
  if (tid.toLowerCase() !== directoryId)
    return refuse({ code: 'wrong_directory', reason: `tid ${tid.slice(0, 100)} instead of ${directoryId ?? 'none'}` });
  return accept({ ...common, realm: directoryId, subject: oid.toLowerCase() });
}

function nameOf({ name }: IDToken): string | null {
  const text =
    typeof name === 'string'
      ? name
          .replaceAll(/[\u0000-\u001f\u007f\ud800-\udfff]/gu, ' ')
          .trim()
          .slice(0, MAX_NAME)
      : '';
  return text === '' ? null : text;
}

/** Entra ID leaves `email` out where there is no mailbox; the name that people sign in with serves as well. */
function emailOf(
  provider: OpenidConnection['provider'],
  { email, email_verified: isVerified, preferred_username: username }: IDToken,
): string | null {
  const candidates = provider === 'entra' ? [email, username] : isVerified === false ? [] : [email];
  const found = candidates.find((text) => typeof text === 'string' && text.length <= MAX_EMAIL && EMAIL.test(text));
  return typeof found === 'string' ? found : null;
}

function groupsOf({ groups }: IDToken): readonly string[] | null {
  return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : null;
}
