/** What judges the plan and compares it, fetched when somebody looks at it first. */
import { lazy } from 'react';

export const ViolationsList = lazy(async () => ({ default: (await import('./violations-list.tsx')).ViolationsList }));
export const SidePanelBody = lazy(async () => ({ default: (await import('./side-panel.tsx')).SidePanelBody }));
