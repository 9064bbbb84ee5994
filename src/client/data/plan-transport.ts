import type { ServerMessage } from '../../contract/socket.ts';
import type { Command, Move } from '../../planning/commands/command.ts';
import type { Patch, PlanSnapshot } from '../../planning/model.ts';
import { fromWire } from '../../contract/days-wire.ts';
import { request } from './api.ts';
import { currentBasePath } from './base-path.ts';
import { openLiveConnection, type LiveHandlers } from './live-connection.ts';

/** A committed revision with days as numbers. */
export type Change = {
  readonly revision: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly kinds: readonly string[];
  readonly revertsRevision: number | null;
  readonly idempotencyKey: string | null;
  readonly patches: readonly Patch[];
};

export type ChangeAnswer = { readonly change: Change; readonly moves: readonly Move[] };

/** What the plan store needs of a server. Every call throws a ProblemError when refused. */
export type PlanTransport = {
  loadPlan(): Promise<PlanSnapshot>;
  runCommands(key: string, commands: readonly Command[]): Promise<ChangeAnswer>;
  revert(key: string, revision: number): Promise<ChangeAnswer>;
  listChanges(since: number): Promise<{ readonly revision: number; readonly items: readonly Change[] }>;
  /** Opens the live connection, which reconnects by itself. Returns what closes it. */
  connect(handlers: LiveHandlers): () => void;
};

const PAGE = 500;

/** The transport over HTTP and WebSocket of the workspace that is open. */
export function createHttpTransport(): PlanTransport {
  return {
    loadPlan: () => request<PlanSnapshot>('getPlan'),
    runCommands: (key, commands) =>
      request<ChangeAnswer>('runCommands', { body: { commands }, headers: { 'idempotency-key': key } }),
    revert: (key, revision) => request<ChangeAnswer>('revertChange', { body: { revision }, headers: { 'idempotency-key': key } }),
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
