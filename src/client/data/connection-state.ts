export type Connection = 'live' | 'reconnecting' | 'offline';

/** How well this page hears of the plan: by the network, the socket, and the requests that it sends. */
export type ConnectionState = {
  readonly connection: Connection;
  setSocket(isOpen: boolean): void;
  readonly reportSending: (state: 'failing' | 'working') => void;
  close(): void;
};

/** Tells `onChange` whenever the connection may be another. */
export function watchConnection(onChange: () => void): ConnectionState {
  let isSocketOpen = true;
  let isSending = true;
  const onNetwork = (): void => onChange();
  globalThis.addEventListener?.('online', onNetwork);
  globalThis.addEventListener?.('offline', onNetwork);
  return {
    get connection() {
      if ('onLine' in navigator && !navigator.onLine) return 'offline';
      return isSocketOpen && isSending ? 'live' : 'reconnecting';
    },
    setSocket(isOpen) {
      isSocketOpen = isOpen;
      onChange();
    },
    reportSending(state) {
      const wasSending = isSending;
      isSending = state === 'working';
      if (wasSending !== isSending) onChange();
    },
    close() {
      globalThis.removeEventListener?.('online', onNetwork);
      globalThis.removeEventListener?.('offline', onNetwork);
    },
  };
}
