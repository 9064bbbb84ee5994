import type { z } from 'zod';
import type { UserSessionId } from '../../contract/ids.ts';
import type { siteIdSchema, staffIdSchema } from '../../contract/plan.ts';
import type { Role } from '../../contract/roles.ts';

/** Who asks, as the database says at this request: never taken from the session itself. */
export type Actor = {
  readonly userId: z.output<typeof staffIdSchema>;
  readonly name: string;
  readonly role: Role;
  /** The sites in whose scope the actor works; `all` for those who are not limited. */
  readonly siteIds: readonly z.output<typeof siteIdSchema>[] | 'all';
  readonly sessionId: UserSessionId;
  readonly mustChangePassword: boolean;
};
