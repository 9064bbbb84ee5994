import type { WebSocket } from 'ws';
import type { ProblemCode } from '../../../contract/problems.ts';
import type { ServerMessage } from '../../../contract/socket.ts';
import type { Actor } from '../actor.ts';

/** What may wait for a slow reader before it is cut off; it comes back and catches up by `GET /api/changes`. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const AS_TEXT = { binary: false };
const POLICY_CLOSE = 4001;
const SLOW_CLOSE = 4008;

/** One open socket and who reads it. */
export class LiveConnection {
  readonly #socket: WebSocket;
  actor: Actor;
  /** Whether the reader has shown life since the last heartbeat. */
  #isAlive = true;

  constructor(socket: WebSocket, actor: Actor) {
    this.#socket = socket;
    this.actor = actor;
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('message', () => {
      // The client sends nothing but pings.
      this.#isAlive = true;
      this.send(JSON.stringify({ type: 'pong' } satisfies ServerMessage));
    });
  }

  /** Text that goes to many is encoded once, by the caller. */
  send(text: string | Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_WAITING_BYTES) this.#socket.close(SLOW_CLOSE, 'too slow');
    else this.#socket.send(text, AS_TEXT);
  }

  /** Says why, then closes. */
  dismiss(code: ProblemCode): void {
    dismissSocket(this.#socket, code);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Cuts a reader that did not answer the last one. */
  beat(): void {
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }
}

export function dismissSocket(socket: WebSocket, code: ProblemCode): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'bye', code } satisfies ServerMessage));
  socket.close(POLICY_CLOSE, code);
}
