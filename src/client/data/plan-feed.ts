import type { ListName, ServerMessage } from '../../contract/socket.ts';
import { createUuid } from '../../lib/uuid.ts';
import { createPlan } from '../../planning/plan.ts';
import { createCatchUp, type CatchUp } from './catch-up.ts';
import { watchConnection, type Connection } from './connection-state.ts';
import type { PlanSync } from './plan-sync.ts';
import { changeOf, type Change, type PlanTransport } from './plan-transport.ts';

/** A change that came from elsewhere: another person, another tab, or a call beside the plan store that claimed no key. */
export type ForeignChange = {
  readonly revision: number;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly ids: readonly string[];
};

/** Brings committed revisions into the plan: from answers, from the socket, and from the list of changes after a gap. */
export type PlanFeed = {
  readonly connection: Connection;
  readonly lastForeignChange: ForeignChange | undefined;
  receive(change: Change): void;
  readonly claimKey: () => string;
  readonly reportSending: (state: 'failing' | 'working') => void;
  readonly reload: () => Promise<void>;
  close(): void;
};

export type PlanFeedOptions = {
  readonly transport: PlanTransport;
  readonly sync: PlanSync;
  readonly publish: () => void;
  /** Every committed change that this page hears of, in whatever order, perhaps twice. */
  readonly onChange: (change: Change) => void;
  readonly onReloaded: () => void;
  readonly onRightsChanged?: (() => void) | undefined;
  /** A list beside the plan is another, or may be: undefined after a gap, when any may be. */
  readonly onListChanged?: ((list: ListName | undefined) => void) | undefined;
};

export function createPlanFeed(options: PlanFeedOptions): PlanFeed {
  const { transport, sync, publish } = options;
  const state = watchConnection(publish);
  let isClosed = false;
  let lastForeignChange: ForeignChange | undefined;
  const claimedKeys = new Set<string>();

  const reload = async (): Promise<void> => {
    const snapshot = await transport.loadPlan();
    if (isClosed) return;
    sync.replace(createPlan(snapshot));
    options.onReloaded();
    publish();
  };
  const take = (change: Change): boolean => {
    options.onChange(change);
    const key = change.idempotencyKey;
    const isOwn = key !== null && (claimedKeys.has(key) || sync.pendingKeys.includes(key));
    const outcome = sync.receive({ revision: change.revision, key, patches: change.patches });
    if (outcome === 'known' && !isOwn) return true;
    if (!isOwn) {
      const ids = [...new Set(change.patches.map((patch) => patch.id))];
      lastForeignChange = { revision: change.revision, actorId: change.actorId, actorName: change.actorName, ids };
    }
    publish();
    return outcome !== 'gap';
  };
  /** Patches that do not fit this browser's plan mean that it has drifted: only a fresh plan helps. */
  const receive = (change: Change): void => {
    try {
      if (!take(change)) catchUp.soon();
    } catch {
      void reload().catch(() => undefined);
    }
  };
  const catchUp = createCatchUp({ transport, sync, receive, reload });
  const disconnect = transport.connect({
    onMessage: createMessageReader(options, { receive, reload, catchUp }),
    onState(socket) {
      // Where sockets are not let through, each attempt to open one at least asks for what is new.
      if (socket !== 'open') catchUp.soon();
      state.setSocket(socket === 'open');
    },
  });

  return {
    get connection() {
      return state.connection;
    },
    get lastForeignChange() {
      return lastForeignChange;
    },
    receive,
    claimKey() {
      const key = createUuid();
      claimedKeys.add(key);
      return key;
    },
    reportSending: state.reportSending,
    reload,
    close() {
      isClosed = true;
      catchUp.close();
      state.close();
      disconnect();
    },
  };
}

type Ways = Pick<PlanFeed, 'receive' | 'reload'> & { readonly catchUp: CatchUp };

/** What each message of the socket asks for. */
function createMessageReader(options: PlanFeedOptions, { receive, reload, catchUp }: Ways): (message: ServerMessage) => void {
  const { sync, onListChanged, onRightsChanged } = options;
  let isGreeted = false;
  return (message) => {
    switch (message.type) {
      case 'hello':
        if (isGreeted) onListChanged?.(undefined);
        isGreeted = true;
        if (message.revision > sync.plan.revision) catchUp.now();
        else if (message.revision < sync.plan.revision) void reload().catch(() => undefined);
        return;
      case 'change': {
        const change = changeOf(message);
        if (change) receive(change);
        else if (message.revision > sync.plan.revision) catchUp.now();
        return;
      }
      case 'listChanged':
        onListChanged?.(message.list);
        return;
      case 'rightsChanged':
        onRightsChanged?.();
        void reload().catch(() => undefined);
        return;
      case 'bye':
        // Who is signed in, if anybody, is asked again; a new connection follows where somebody is.
        onRightsChanged?.();
        return;
      case 'pong':
        return;
    }
  };
}
