const KEY = 'milestone.reloadedAt';
const PAUSE_MS = 30_000;

/**
 * A page that was opened before the server was updated asks for parts that no longer exist: it loads itself afresh, once, and
 * not again within half a minute, so that a part that is truly missing shows as an error. Where no answer came the page stays as
 * it is: there would be nothing to load.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', () => {
    const lastMs = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - lastMs >= PAUSE_MS) void reloadIfUpdated();
  });
}

async function reloadIfUpdated(): Promise<void> {
  const answer = await fetch(window.location.pathname, { cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok !== true || !isOfOtherVersion(document, await answer.text())) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  window.location.reload();
}

/** The names of scripts carry what is in them: a page that begins with others is of another version. */
function isOfOtherVersion(present: Document, html: string): boolean {
  const next = new DOMParser().parseFromString(html, 'text/html');
  return entryOf(next) !== entryOf(present);
}

const entryOf = (page: Document): string | null => page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
