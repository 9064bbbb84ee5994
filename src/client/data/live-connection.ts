import type { ServerMessage } from '../../contract/socket.ts';

export type LiveHandlers = {
  onMessage(message: ServerMessage): void;
  /** Open: the server has said hello or is about to. Closed: a new attempt follows by itself. */
  onState(state: 'open' | 'closed'): void;
};

const PING_MS = 25_000;
const SILENCE_MS = 60_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;

/** A socket that stays: reconnects with growing pauses, at once when the network comes back, and notices a dead line. */
export function openLiveConnection(url: string, handlers: LiveHandlers): () => void {
  let socket: WebSocket | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pingTimer: ReturnType<typeof setInterval> | undefined;
  let attempts = 0;
  let lastHeardMs = 0;
  let isClosed = false;

  const scheduleRetry = (): void => {
    if (isClosed || retryTimer !== undefined) return;
    const delayMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts) * (0.75 + Math.random() * 0.5);
    attempts += 1;
    retryTimer = setTimeout(connect, delayMs);
  };
  const watch = (open: WebSocket): void => {
    if (Date.now() - lastHeardMs > SILENCE_MS) open.close();
    else if (open.readyState === WebSocket.OPEN) open.send('{"type":"ping"}');
  };
  function connect(): void {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    if (isClosed || socket !== undefined) return;
    const opened = new WebSocket(url);
    socket = opened;
    lastHeardMs = Date.now();
    opened.addEventListener('open', () => {
      attempts = 0;
      handlers.onState('open');
      pingTimer = setInterval(() => watch(opened), PING_MS);
    });
    opened.addEventListener('message', (event) => {
      lastHeardMs = Date.now();
      const message = parseMessage(event.data);
      if (message) handlers.onMessage(message);
    });
    opened.addEventListener('close', () => {
      clearInterval(pingTimer);
      if (socket === opened) socket = undefined;
      if (isClosed) return;
      handlers.onState('closed');
      scheduleRetry();
    });
  }
  const reconnectNow = (): void => {
    attempts = 0;
    connect();
  };

  connect();
  window.addEventListener('online', reconnectNow);
  return () => {
    isClosed = true;
    window.removeEventListener('online', reconnectNow);
    clearTimeout(retryTimer);
    clearInterval(pingTimer);
    socket?.close();
  };
}

function parseMessage(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    // The server is trusted to speak the contract's messages; anything else is dropped by the reader's `switch`.
    return JSON.parse(data) as ServerMessage;
  } catch {
    return undefined;
  }
}
