import { z } from 'zod';
import { accept, refuse, type Result } from '../../../lib/result.ts';
import type { VerifiedIdentity } from './identity.ts';
import { PROVIDER_TIMEOUT_SECONDS } from './open-provider.ts';
import type { OpenidPlatform } from './openid-connection.ts';
import { networkReasonOf, type SignInFault } from './provider-faults.ts';

export type RequiredGroups = { readonly ids: readonly string[]; readonly match: 'any' | 'all' };

/** As many as Graph takes at once. */
const CHECKED_AT_ONCE = 20;
const answerSchema = z.object({ value: z.array(z.string()) });

/**
 * Whether somebody is in the required groups. Where the token does not tell (Entra ID leaves them out from 200 on), Graph is
 * asked with the person's own token, nested groups included; the address that the token names for it is not trusted.
 */
export async function isMember(
  identity: VerifiedIdentity,
  required: RequiredGroups,
  platform: OpenidPlatform,
): Promise<Result<boolean, SignInFault>> {
  if (required.ids.length === 0) return accept(true);
  const fold = identity.provider === 'entra' ? (id: string) => id.toLowerCase() : (id: string) => id;
  const wanted = [...new Set(required.ids.map(fold))];
  const told = identity.groups ?? (identity.provider === 'oidc' ? [] : undefined);
  const found = told === undefined ? await askGraph(identity.accessToken, wanted.filter(isObjectId), platform) : accept(told);
  if (!found.ok) return found;
  const own = new Set(found.value.map(fold));
  return accept(required.match === 'all' ? wanted.every((id) => own.has(id)) : wanted.some((id) => own.has(id)));
}

/** Graph refuses the whole question where one of the ids is none; nobody is in such a group. */
function isObjectId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

/** Those of the groups that the holder of the token is in. */
async function askGraph(
  accessToken: string,
  groupIds: readonly string[],
  { graphUrl }: OpenidPlatform,
): Promise<Result<readonly string[], SignInFault>> {
  const found: string[] = [];
  for (let start = 0; start < groupIds.length; start += CHECKED_AT_ONCE) {
    const answer = await postToGraph(`${graphUrl}/v1.0/me/checkMemberGroups`, accessToken, {
      groupIds: groupIds.slice(start, start + CHECKED_AT_ONCE),
    });
    if (!answer.ok) return answer;
    found.push(...answer.value);
  }
  return accept(found);
}

async function postToGraph(url: string, accessToken: string, body: unknown): Promise<Result<readonly string[], SignInFault>> {
  const unavailable = (reason: string) => refuse<SignInFault>({ code: 'groups_unavailable', reason });
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000),
    });
  } catch (error) {
    return unavailable(`Graph: ${networkReasonOf(error)}`);
  }
  const parsed = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!response.ok)
    return unavailable(`Graph answered ${response.status}${response.status === 403 ? ': the permission User.Read is missing' : ''}`);
  return parsed.success ? accept(parsed.data.value) : unavailable('Graph gave an answer that is not a list of groups');
}
