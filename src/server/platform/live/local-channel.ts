import type { ChangeChannel } from '../tenant-context.ts';

/** News within this process. */
export function createLocalChannel(): ChangeChannel {
  const listeners = new Set<(revision: number) => void>();
  return {
    publish: (revision) => {
      for (const listener of listeners) listener(revision);
    },
    subscribe: (onRevision) => {
      listeners.add(onRevision);
      return () => listeners.delete(onRevision);
    },
  };
}
