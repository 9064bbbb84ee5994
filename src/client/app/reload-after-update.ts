const KEY = 'milestone.reloadedAt';
const PAUSE_MS = 30_000;

/**
 * A page that was opened before the server was updated asks for parts that no longer exist: it loads itself afresh, once, and
 * not again within half a minute, so that a part that is truly missing shows as an error.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const lastMs = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!navigator.onLine || Date.now() - lastMs < PAUSE_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    window.location.reload();
  });
}
