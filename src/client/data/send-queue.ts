import { ProblemError } from './api.ts';

export type SendQueue = {
  /** Runs after everything added before has ended. Tries again by itself while the failure is temporary. */
  add<Answer>(send: () => Promise<Answer>): Promise<Answer>;
  close(): void;
};

export type SendQueueOptions = {
  /** `failing` while a request waits for its next attempt. */
  readonly onConnection: (state: 'failing' | 'working') => void;
  readonly retryPauseMs?: ((attempt: number) => number) | undefined;
  /** Resolves when somebody is signed in again; without it, a request of an ended session fails. */
  readonly waitForSession?: (() => Promise<void>) | undefined;
};

const MAX_PAUSE_MS = 10_000;

/** Sends one request at a time, so that changes reach the server in the order in which they were made. */
export function createSendQueue({ onConnection, retryPauseMs = defaultPauseMs, waitForSession }: SendQueueOptions): SendQueue {
  let tail: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const attempt = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
    for (let count = 0; ; count += 1) {
      try {
        const answer = await send();
        onConnection('working');
        return answer;
      } catch (error) {
        if (isClosed || !(error instanceof ProblemError)) throw error;
        if (error.code === 'not_signed_in' && waitForSession) {
          await waitForSession();
          continue;
        }
        if (!error.isTemporary) throw error;
        onConnection('failing');
        await waitMs(error.retryAfterMs ?? retryPauseMs(count));
      }
    }
  };

  return {
    add(send) {
      const result = tail.then(() => attempt(send));
      tail = result.catch(() => undefined);
      return result;
    },
    close() {
      isClosed = true;
    },
  };
}

function defaultPauseMs(attempt: number): number {
  return Math.min(MAX_PAUSE_MS, 500 * 2 ** attempt);
}

/** Waits, but no longer than until the network comes back. */
function waitMs(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    globalThis.addEventListener?.('online', end);
  });
}
