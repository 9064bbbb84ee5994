import { lazy } from 'react';

const loadPalette = async () => ({ default: (await import('./palette/command-palette.tsx')).CommandPalette });
const loadNewProject = async () => ({ default: (await import('../features/projects/new-project-dialog.tsx')).NewProjectDialog });
const loadBlockedStep = async () => ({ default: (await import('./undo/blocked-step-dialog.tsx')).BlockedStepDialog });
const loadImport = async () => ({ default: (await import('../features/transfers/import-dialog.tsx')).ImportDialog });

const loadSignInAgain = async () => ({ default: (await import('./shell/sign-in-again.tsx')).SignInAgain });

export const CommandPalette = lazy(loadPalette);
export const NewProjectDialog = lazy(loadNewProject);
export const BlockedStepDialog = lazy(loadBlockedStep);
export const ImportDialog = lazy(loadImport);
export const SignInAgain = lazy(loadSignInAgain);

const PAUSE_MS = 1500;

/** Fetches what opens on a key press while there is nothing else to do, so that it opens at once and without a connection. */
export function fetchLazyParts(): () => void {
  const timer = setTimeout(() => {
    for (const load of [loadPalette, loadBlockedStep, loadNewProject, loadImport, loadSignInAgain]) void load().catch(() => undefined);
  }, PAUSE_MS);
  return () => clearTimeout(timer);
}
