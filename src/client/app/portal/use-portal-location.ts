import { useCallback, useSyncExternalStore } from 'react';

const MOVED = 'portal:moved';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}

/** Where the portal is, and how to go elsewhere in it: a handful of addresses below `/admin/`. */
export function usePortalLocation() {
  const href = useSyncExternalStore(subscribe, () => `${window.location.pathname}${window.location.search}`);
  const go = useCallback((to: string): void => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new Event(MOVED));
  }, []);
  const url = new URL(href, window.location.origin);
  const find = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  return { page: url.pathname.replace(/^\/admin\/?/, ''), tenantId: find('tenant'), organizationId: find('organization'), go };
}
