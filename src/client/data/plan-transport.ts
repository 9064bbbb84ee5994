import type { ServerMessage } from '../../contract/socket.ts';
import type { Command, Move } from '../../planning/commands/command.ts';
import type { Patch, PlanSnapshot } from '../../planning/model.ts';
import { fromWire } from '../../contract/days-wire.ts';
import { request } from './api.ts';
import { currentBasePath } from './base-path.ts';
import { openLiveConnection, type LiveHandlers } from './live-connection.ts';

export type Step = { readonly kind: 'do' | 'undo' | 'redo' | 'drop'; readonly label: string };

/** A committed revision with days as numbers. */
export type Change = {
  readonly revision: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly kinds: readonly string[];
  readonly revertsRevision: number | null;
  readonly idempotencyKey: string | null;
  /** What it is in one's own list of steps; null where it is another's, or cannot be undone. */
  readonly step: Step | null;
  readonly patches: readonly Patch[];
};

/** One own change as the list of steps keeps it. */
export type OwnStep = Pick<Change, 'revision' | 'at' | 'revertsRevision'> & { readonly step: Step };

/** What becomes of fields that were changed since; nothing is undone where one was changed after `seenRevision`. */
export type RevertChoice = { readonly onConflict: 'refuse' | 'keep' | 'overwrite' | 'drop'; readonly seenRevision?: number };

export type ChangeAnswer = { readonly change: Change; readonly moves: readonly Move[] };

/** What the plan store needs of a server. Every call throws a ProblemError when refused. */
export type PlanTransport = {
  loadPlan(): Promise<PlanSnapshot>;
  runCommands(key: string, commands: readonly Command[], label: string): Promise<ChangeAnswer>;
  revert(key: string, revision: number, choice: RevertChoice): Promise<ChangeAnswer>;
  /** The person's own last steps, oldest first. */
  listSteps(): Promise<{ readonly items: readonly OwnStep[] }>;
  listChanges(since: number): Promise<{ readonly revision: number; readonly items: readonly Change[] }>;
  /** Opens the live connection, which reconnects by itself. Returns what closes it. */
  connect(handlers: LiveHandlers): () => void;
};

const PAGE = 500;

/** The transport over HTTP and WebSocket of the workspace that is open. */
export function createHttpTransport(): PlanTransport {
  return {
    loadPlan: () => request<PlanSnapshot>('getPlan'),
    runCommands: (key, commands, label) =>
      request<ChangeAnswer>('runCommands', { body: { commands, label }, headers: { 'idempotency-key': key } }),
    revert: (key, revision, choice) =>
      request<ChangeAnswer>('revertChange', { body: { revision, ...choice }, headers: { 'idempotency-key': key } }),
    listSteps: () => request('listSteps'),
    listChanges: (since) => request('listChanges', { query: { since, limit: PAGE } }),
    connect: (handlers) => openLiveConnection(socketUrl(), handlers),
  };
}

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${currentBasePath()}/api/ws`;
}

/** A message of the server as it came over the socket; undefined when it is none. */
export function changeOf(message: Extract<ServerMessage, { type: 'change' }>): Change | undefined {
  // Days travel as text; the shape is the contract's.
  return message.change === undefined ? undefined : (fromWire(message.change) as Change);
}
