import { lazy, useEffect } from 'react';
import { early, fetchEarlyParts } from '../ui/early-parts.ts';

export const CommandPalette = lazy(early(async () => ({ default: (await import('./palette/command-palette.tsx')).CommandPalette })));
export const BlockedStepDialog = lazy(early(async () => ({ default: (await import('./undo/blocked-step-dialog.tsx')).BlockedStepDialog })));
export const NewProjectDialog = lazy(
  early(async () => ({ default: (await import('../features/projects/new-project-dialog.tsx')).NewProjectDialog })),
);
export const ImportDialog = lazy(early(async () => ({ default: (await import('../features/transfers/import-dialog.tsx')).ImportDialog })));
export const SignInAgain = lazy(early(async () => ({ default: (await import('./shell/sign-in-again.tsx')).SignInAgain })));

const PAUSE_MS = 1500;

/** Fetches what opens on a press while there is nothing else to do, and what is missing of it once the server is back. */
export function useEarlyParts(isConnected: boolean): void {
  useEffect(() => {
    if (!isConnected) return undefined;
    const timer = setTimeout(() => void fetchEarlyParts(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);
}
