import type { StaffId } from '../../../planning/model.ts';
import type { UserSessionId } from '../../../contract/ids.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';

/** What access needs of the rest of the process; wired in `app.ts`. The calls come after the commit. */
export type AccessPorts = {
  /** A session ends this long after sign-in at the latest, and after `sessionIdleMs` without a request. */
  readonly sessionMaxAgeMs: number;
  readonly sessionIdleMs: number;
  /** Sessions that no longer hold: their sockets are to be closed. */
  onSessionsEnded(context: TenantContext, sessionIds: readonly UserSessionId[]): void;
  /** The rights of a user changed while signed in: their browsers are to ask again. */
  onRightsChanged(context: TenantContext, userId: StaffId): void;
  /** Somebody has chosen a password of their own. */
  onPasswordChosen(context: TenantContext, user: { readonly id: StaffId; readonly email: string }): Promise<void>;
};
