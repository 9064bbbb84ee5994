import type { z } from 'zod';
import type { UserSessionId } from '../../../contract/ids.ts';
import type { staffIdSchema } from '../../../contract/plan.ts';

export type AccessEvent =
  /** These sessions no longer hold: whatever stays open for them is to be closed. */
  | { readonly kind: 'sessionsEnded'; readonly sessionIds: readonly UserSessionId[] }
  /** Role, sites or name of a user changed: who keeps rights must read them again. */
  | { readonly kind: 'rightsChanged'; readonly userId: z.output<typeof staffIdSchema> };

/** What access tells those who keep something open for a signed-in user, after the commit. */
export type AccessNews = {
  publish(event: AccessEvent): void;
  /** Returns how to stop. */
  subscribe(onEvent: (event: AccessEvent) => void): () => void;
};

export function createAccessNews(): AccessNews {
  const listeners = new Set<(event: AccessEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (onEvent) => {
      listeners.add(onEvent);
      return () => listeners.delete(onEvent);
    },
  };
}
