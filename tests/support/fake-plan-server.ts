import { fromWire, toWire } from '../../src/contract/days-wire.ts';
import type { ServerMessage } from '../../src/contract/socket.ts';
import { ProblemError } from '../../src/client/data/api.ts';
import type { LiveHandlers } from '../../src/client/data/live-connection.ts';
import type { Change, ChangeAnswer, PlanTransport } from '../../src/client/data/plan-transport.ts';
import { revertPatches } from '../../src/planning/commands/revert.ts';
import { runCommands } from '../../src/planning/commands/run-commands.ts';
import type { PlanSnapshot } from '../../src/planning/model.ts';
import { applyPatches, setRevision } from '../../src/planning/patches.ts';
import { createPlan, toSnapshot, type Plan } from '../../src/planning/plan.ts';

/** How badly the network behaves: each share is a probability from 0 to 1. */
export type Network = {
  readonly random: () => number;
  readonly maxDelayMs: number;
  /** A request or its answer is lost. */
  readonly lossShare: number;
  /** A message on the socket is lost, as when the connection was down. */
  readonly missedShare: number;
  /** The list of changes says that it no longer goes back so far. */
  readonly goneShare: number;
};

export const goodNetwork: Network = { random: () => 0.5, maxDelayMs: 0, lossShare: 0, missedShare: 0, goneShare: 0 };

export type FakePlanServer = {
  readonly plan: Plan;
  readonly log: readonly Change[];
  transportFor(actorName: string, network: Network): PlanTransport;
  /** Tells every open socket where the plan stands, as a reconnect does. */
  sayHello(): void;
  /** Makes every request fail until it is called with true again. */
  setReachable(isReachable: boolean): void;
};

const PAGE = 7;

/** The server's part of the change path in memory: the real engine, one change at a time, idempotent by key. */
export function createFakePlanServer(snapshot: PlanSnapshot): FakePlanServer {
  const plan = createPlan(overTheWire(snapshot));
  const log: Change[] = [];
  const answers = new Map<string, ChangeAnswer>();
  const authors = new Map<number, string>();
  const sockets = new Map<LiveHandlers, { readonly network: Network; readonly name: string }>();
  let isReachable = true;

  type Commit = Pick<ChangeAnswer, 'moves'> & Pick<Change, 'patches' | 'revertsRevision' | 'step'>;
  const commit = (key: string, actorName: string, { patches, moves, revertsRevision, step }: Commit): ChangeAnswer => {
    applyPatches(plan, patches);
    setRevision(plan, plan.revision + 1);
    const at = new Date(0).toISOString();
    const change: Change = {
      revision: plan.revision,
      at,
      actorId: null,
      actorName,
      kinds: [],
      revertsRevision,
      idempotencyKey: key,
      step: patches.length === 0 && step?.kind === 'do' ? null : step,
      patches,
    };
    log.push(change);
    authors.set(change.revision, actorName);
    answers.set(key, { change, moves });
    for (const [socket, { network, name }] of sockets) void deliver(socket, network, seenBy(name)(change));
    return { change, moves };
  };
  /** A step is told to its author alone. */
  const seenBy =
    (name: string) =>
    (change: Change): Change =>
      authors.get(change.revision) === name ? change : { ...change, step: null };
  const deliver = async (socket: LiveHandlers, network: Network, change: Change): Promise<void> => {
    if (network.random() < network.missedShare) return;
    await pause(network);
    const wire = JSON.stringify({ type: 'change', revision: change.revision, change: toWire(change) });
    // What the contract calls a server message, as it came over the wire.
    if (sockets.has(socket)) socket.onMessage(JSON.parse(wire) as ServerMessage);
  };
  const travel = async <Answer>(network: Network, serve: () => Answer): Promise<Answer> => {
    await pause(network);
    if (!isReachable || network.random() < network.lossShare) throw lost();
    const answer = overTheWire(serve());
    await pause(network);
    if (!isReachable || network.random() < network.lossShare) throw lost();
    return answer;
  };

  return {
    plan,
    log,
    transportFor: (actorName, network) => ({
      loadPlan: () => travel({ ...network, lossShare: 0 }, () => toSnapshot(plan)),
      runCommands: (key, commands, label) =>
        travel(network, () => {
          const known = answers.get(key);
          if (known) return known;
          const outcome = runCommands(plan, overTheWire(commands), { doubleBooking: 'refuse' });
          if (outcome.kind === 'refused')
            throw new ProblemError({ code: 'refused', detail: outcome.refusal.message, rule: outcome.refusal.code }, 409);
          return commit(key, actorName, { ...outcome, revertsRevision: null, step: { kind: 'do', label } });
        }),
      revert: (key, revision, { onConflict }) =>
        travel(network, () => {
          const known = answers.get(key);
          if (known) return known;
          const change = log.find((change) => change.revision === revision);
          const patches = onConflict === 'drop' ? [] : (change?.patches ?? []);
          const outcome = revertPatches(plan, patches, { doubleBooking: 'refuse' }, onConflict === 'drop' ? 'refuse' : onConflict);
          if (outcome.kind === 'accepted') {
            const step = stepOf(change, authors.get(revision) === actorName, outcome.patches.length === 0);
            return commit(key, actorName, { ...outcome, revertsRevision: revision, step });
          }
          const detail = outcome.kind === 'refused' ? outcome.refusal.message : 'Somebody changed this since.';
          throw new ProblemError({ code: outcome.kind === 'refused' ? 'refused' : 'conflict', detail, conflicts: [] }, 409);
        }),
      listSteps: () =>
        travel({ ...network, lossShare: 0 }, () => ({
          items: log.flatMap(({ revision, at, revertsRevision, step }) =>
            step && authors.get(revision) === actorName ? [{ revision, at, revertsRevision, step }] : [],
          ),
        })),
      listChanges: (since) =>
        travel(network, () => {
          if (network.random() < network.goneShare) throw new ProblemError({ code: 'changes_gone' }, 410);
          return {
            revision: plan.revision,
            items: log
              .filter((change) => change.revision > since)
              .slice(0, PAGE)
              .map(seenBy(actorName)),
          };
        }),
      connect(handlers) {
        sockets.set(handlers, { network, name: actorName });
        queueMicrotask(() => handlers.onState('open'));
        return () => void sockets.delete(handlers);
      },
    }),
    sayHello() {
      for (const socket of sockets.keys()) socket.onMessage({ type: 'hello', revision: plan.revision });
    },
    setReachable(next) {
      isReachable = next;
    },
  };
}

function stepOf(undone: Change | undefined, isOwn: boolean, isEmpty: boolean): Change['step'] {
  const label = undone?.step?.label ?? '';
  if (!isOwn) return { kind: 'do', label: `Undo of “${label}”` };
  if (isEmpty) return { kind: 'drop', label };
  return { kind: undone?.step?.kind === 'undo' ? 'redo' : 'undo', label };
}

function overTheWire<Value>(value: Value): Value {
  // The round trip keeps the shape: only days change their form, there and back.
  return fromWire(JSON.parse(JSON.stringify(toWire(value)))) as Value;
}

function lost(): ProblemError {
  return new ProblemError({ title: 'Nobody answers' }, 0);
}

function pause({ random, maxDelayMs }: Network): Promise<void> {
  return maxDelayMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, random() * maxDelayMs));
}
