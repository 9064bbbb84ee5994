import { lazy, useEffect } from 'react';

const load = async () => ({ default: (await import('./details-drawer.tsx')).DetailsDrawer });

/** The details of an item with all their fields, which a plan can be looked at without. */
export const DetailsDrawer = lazy(load);

const PAUSE_MS = 800;

/** Fetches the details while there is nothing else to do, so that they open at once. */
export function useEarlyDrawer(): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
}
