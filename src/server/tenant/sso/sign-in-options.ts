import { routes } from '../../../contract/routes.ts';
import { signInFailures, type SignInFailureCode } from '../../../contract/sign-in-failures.ts';
import type { SignInOptions } from '../../../contract/sso.ts';
import type { RequestFacts } from '../../platform/http/http-server.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { hasPasswords } from '../access/public.ts';
import { findSso } from './effective-sso.ts';
import { pendingCookie } from './sealed-cookies.ts';
import { getInstanceTitle, getSettingsRow } from './sso-store.ts';

const ANY_PROVIDER = 'The provider';

/** What the sign-in page needs before anybody is known. */
export async function readSignInOptions(context: TenantContext, facts: RequestFacts, failure: string | undefined): Promise<SignInOptions> {
  const { database, tenant } = context;
  const sso = await findSso(context);
  const isPasswordOpen = await hasPasswords(context);
  const { breakGlassHash } = await getSettingsRow(database);
  const pending = pendingCookie.read(context, facts);
  const label = sso?.buttonLabel ?? ANY_PROVIDER;
  return {
    instanceTitle: await getInstanceTitle(database),
    hasPasswords: isPasswordOpen,
    hasBreakGlass: !isPasswordOpen && breakGlassHash !== null,
    sso: sso ? { provider: sso.provider, label, startPath: `${tenant.basePath}${routes.startSso.path}` } : null,
    failure: isFailure(failure) ? wordsOf(failure, label) : null,
    pendingLink: pending && failure === 'account_exists' ? { email: pending.accountEmail, label } : null,
  };
}

function isFailure(code: string | undefined): code is SignInFailureCode {
  return code !== undefined && Object.hasOwn(signInFailures, code);
}

function wordsOf(code: SignInFailureCode, provider: string): NonNullable<SignInOptions['failure']> {
  const { title, message } = signInFailures[code];
  return { code, title: title.replaceAll('{provider}', provider), message: message.replaceAll('{provider}', provider) };
}
