/** Who waits for an operation on this node hears of its changes here, whichever node makes them. */
export type OperationNews = {
  /** There is an operation to run. */
  wake(): void;
  onWake(listener: () => void): () => void;
  tell(operationId: string): void;
  /** Returns how to stop. */
  subscribe(operationId: string, onChange: () => void): () => void;
};

export function createOperationNews(): OperationNews {
  const listeners = new Map<string, Set<() => void>>();
  const workers = new Set<() => void>();
  return {
    wake: () => {
      for (const listener of workers) listener();
    },
    onWake: (listener) => {
      workers.add(listener);
      return () => workers.delete(listener);
    },
    tell: (operationId) => {
      for (const onChange of listeners.get(operationId) ?? []) onChange();
    },
    subscribe: (operationId, onChange) => {
      const own = listeners.get(operationId) ?? new Set();
      listeners.set(operationId, own.add(onChange));
      return () => {
        own.delete(onChange);
        if (own.size === 0) listeners.delete(operationId);
      };
    },
  };
}
