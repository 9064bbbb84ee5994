import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { SignInFailureCode } from '../../../contract/sign-in-failures.ts';

/** Why a sign-in failed: the code for the person, the reason for the administrator; it never holds a token. */
export type SignInFault = { readonly code: SignInFailureCode; readonly reason: string };

const MAX_REASON = 400;

/** What openid-client threw, in our words. Undefined: none of its refusals, but a bug. */
export function faultOf(error: unknown): SignInFault | undefined {
  if (error instanceof AuthorizationResponseError)
    return fault(codeOfAuthorization(error.error, error.error_description ?? ''), wordsOf(error.error, error.error_description));
  if (error instanceof ResponseBodyError)
    return fault(codeOfBody(error.error, error.status), wordsOf(error.error, error.error_description));
  if (error instanceof WWWAuthenticateChallengeError) return fault('client_rejected', 'invalid_client');
  const code = propertyOf(error, 'code');
  if (typeof code === 'string' && code.startsWith('OAUTH_')) return faultOfClient(code, error);
  if (isNetworkError(error)) return fault('provider_unreachable', networkReasonOf(error));
  return undefined;
}

/** No answer, or none within the time. */
function isNetworkError(error: unknown): boolean {
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) return true;
  return error instanceof TypeError && error.message === 'fetch failed';
}

export function networkReasonOf(error: unknown): string {
  const cause = propertyOf(error, 'cause');
  const code = propertyOf(cause, 'code');
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.message : error instanceof Error ? error.message : 'no answer';
}

function codeOfAuthorization(error: string, description: string): SignInFailureCode {
  // Entra ID: 65001 and 90094 nobody consented yet, 65004 the person did not.
  if (error === 'consent_required' || /AADSTS(65001|90094)/.test(description)) return 'consent_required';
  if (error === 'access_denied') return 'cancelled';
  return error === 'server_error' || error === 'temporarily_unavailable' ? 'provider_unreachable' : 'provider_refused';
}

function codeOfBody(error: string, status: number): SignInFailureCode {
  if (status >= 500) return 'provider_unreachable';
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'client_rejected';
  return error === 'invalid_grant' ? 'code_rejected' : 'provider_refused';
}

function faultOfClient(code: string, error: unknown): SignInFault {
  const cause = propertyOf(error, 'cause');
  const message = cause instanceof Error ? cause.message : error instanceof Error ? error.message : code;
  switch (code) {
    case 'OAUTH_TIMEOUT':
      return fault('provider_unreachable', 'no answer in time');
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return fault('provider_unreachable', message);
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_INVALID_SERVER_METADATA':
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return fault('sso_misconfigured', message);
    default:
      return fault('token_invalid', message);
  }
}

function wordsOf(error: string, description: string | undefined): string {
  return description === undefined ? error : `${error}: ${description}`;
}

function fault(code: SignInFailureCode, reason: string): SignInFault {
  return { code, reason: reason.replaceAll(/\s+/g, ' ').slice(0, MAX_REASON) };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
