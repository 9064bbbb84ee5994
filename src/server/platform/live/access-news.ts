import { z } from 'zod';
import { idSchema, type UserSessionId } from '../../../contract/ids.ts';
import { staffIdSchema } from '../../../contract/plan.ts';
import { listNames } from '../../../contract/socket.ts';

export const accessEventSchema = z.discriminatedUnion('kind', [
  /** These sessions no longer hold: whatever stays open for them is to be closed. */
  z.object({ kind: z.literal('sessionsEnded'), sessionIds: z.array(idSchema<UserSessionId>()).readonly() }),
  /** Role, sites or name of a user changed: who keeps rights must read them again. */
  z.object({ kind: z.literal('rightsChanged'), userId: staffIdSchema }),
  /** A list that is no part of the plan is another: who shows it reads it again, with the rights of its own. */
  z.object({ kind: z.literal('listChanged'), list: z.enum(listNames) }),
]);
export type AccessEvent = z.output<typeof accessEventSchema>;

/** What access tells those who keep something open for a signed-in user, after the commit, on every node. */
export type AccessNews = {
  /** Tells this node at once and the others soon; never throws. */
  publish(event: AccessEvent): void;
  /** Returns how to stop. */
  subscribe(onEvent: (event: AccessEvent) => void): () => void;
};

/** A notification holds less than 8 kB: news of more sessions go in parts. */
const SESSIONS_AT_ONCE = 100;

/** `tellOthers` passes an event on to other nodes; what they tell comes in by `hear`. */
export function createAccessNews(tellOthers: (event: AccessEvent) => void): AccessNews & { hear(event: AccessEvent): void } {
  const listeners = new Set<(event: AccessEvent) => void>();
  const hear = (event: AccessEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    hear,
    publish: (event) => {
      hear(event);
      for (const part of partsOf(event)) tellOthers(part);
    },
    subscribe: (onEvent) => {
      listeners.add(onEvent);
      return () => listeners.delete(onEvent);
    },
  };
}

/** For a tenant's code where nobody listens. */
export const NO_ACCESS_NEWS: AccessNews = { publish: () => undefined, subscribe: () => () => undefined };

function partsOf(event: AccessEvent): readonly AccessEvent[] {
  if (event.kind !== 'sessionsEnded') return [event];
  const parts: AccessEvent[] = [];
  for (let start = 0; start < event.sessionIds.length; start += SESSIONS_AT_ONCE)
    parts.push({ kind: 'sessionsEnded', sessionIds: event.sessionIds.slice(start, start + SESSIONS_AT_ONCE) });
  return parts;
}
