const waiting = new Set<() => Promise<unknown>>();

/** Marks what loads a part of a page as something that is fetched before it is asked for. */
export function early<Part>(load: () => Promise<Part>): () => Promise<Part> {
  waiting.add(load);
  return load;
}

/**
 * Fetches the marked parts one after the other, so that each opens at once, and also while the server is away. With the first that
 * fails it ends; what is missing is fetched by the next call.
 */
export async function fetchEarlyParts(): Promise<void> {
  for (const load of waiting) {
    try {
      await load();
    } catch {
      return;
    }
    waiting.delete(load);
  }
}
