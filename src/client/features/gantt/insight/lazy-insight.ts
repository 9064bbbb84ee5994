/** What judges the plan and compares it, fetched when somebody looks at it first. */
import { lazy } from 'react';
import { early } from '../../../ui/early-parts.ts';

export const ViolationsList = lazy(early(async () => ({ default: (await import('./violations-list.tsx')).ViolationsList })));
export const SidePanelBody = lazy(early(async () => ({ default: (await import('./side-panel.tsx')).SidePanelBody })));
