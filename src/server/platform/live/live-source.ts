import type { ServerMessage } from '../../../contract/socket.ts';
import type { Actor } from '../actor.ts';
import type { TenantContext } from '../tenant-context.ts';

/** What the feature that owns the plan supplies to the sockets. */
export type LiveSource = {
  /** Where the plan stands now: one cheap query, asked every few seconds. */
  readRevision(tenant: TenantContext): Promise<number>;
  /** Committed changes after a revision, in order, at most `limit`. Fewer than there are means: ask again. */
  readChanges(tenant: TenantContext, afterRevision: number, limit: number): Promise<readonly LiveChange[]>;
};

export type LiveChange = {
  readonly revision: number;
  /** As this reader may see it; called once per open socket. Equal readers should get the same object, which is then written once. */
  messageFor(reader: Actor): ServerMessage;
};
