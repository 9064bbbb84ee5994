import { createUuid } from '../../../lib/uuid.ts';
import type { StaffId } from '../../../planning/model.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan } from '../plan/public.ts';
import { createOneTimePassword } from '../../platform/accounts/one-time-password.ts';
import { hashPassword } from '../../platform/accounts/password-hash.ts';
import { hasUsers, insertAccounts } from './users-store.ts';

export type WantedAdmin = {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** Called before anything is written: a password that is told afterwards is lost when the process dies in between. */
  readonly keep?: ((admin: FirstAdmin) => void) | undefined;
  /** Of `password`, where it was worked out before. */
  readonly passwordHash?: string | undefined;
  /** What is done with it, or not at all. */
  readonly alongside?: ((transaction: Database) => Promise<void>) | undefined;
};
export type FirstAdmin = { readonly email: string; readonly oneTimePassword: string };

/**
 * Makes the first administrator of an empty tenant, with a password that must be changed at the first sign-in. Undefined when
 * there are users already, also when another node was faster.
 */
export async function ensureFirstAdmin(
  context: TenantContext,
  { email = 'admin@milestone.app', password, passwordHash: knownHash, keep, alongside }: WantedAdmin,
): Promise<FirstAdmin | undefined> {
  if (await hasUsers(context.database)) return undefined;
  // The cast is where the id is born.
  const id = createUuid() as StaffId;
  const oneTimePassword = password ?? createOneTimePassword();
  const passwordHash = knownHash ?? (await hashPassword(oneTimePassword));
  keep?.({ email, oneTimePassword });
  const name = 'Administrator';
  const fields = {
    name,
    homeSiteId: null,
    jobTitle: null,
    maxCapacityPercent: 100,
    weeklyPattern: [100, 100, 100, 100, 100, 0, 0],
    isActive: true,
  };
  try {
    await changePlan(context, null, [{ kind: 'staff.set', id, fields }], {
      alongside: async (transaction) => {
        if (await hasUsers(transaction)) throw new ProblemError('duplicate');
        await alongside?.(transaction);
        await insertAccounts(transaction, [{ id, email, name, role: 'admin', siteIds: [], passwordHash }]);
      },
    });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'duplicate') return undefined;
    throw error;
  }
  return { email, oneTimePassword };
}
