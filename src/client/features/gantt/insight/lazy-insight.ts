/** What explains and judges the schedule, fetched when somebody looks at it first. */
import { lazy } from 'react';

export const WhySection = lazy(async () => ({ default: (await import('./why-section.tsx')).WhySection }));
export const ItemFindings = lazy(async () => ({ default: (await import('./item-findings.tsx')).ItemFindings }));
export const ScheduleFacts = lazy(async () => ({ default: (await import('./schedule-facts.tsx')).ScheduleFacts }));
export const ActivitySection = lazy(async () => ({ default: (await import('./activity-section.tsx')).ActivitySection }));
export const ViolationsList = lazy(async () => ({ default: (await import('./violations-list.tsx')).ViolationsList }));
export const SidePanelBody = lazy(async () => ({ default: (await import('./side-panel.tsx')).SidePanelBody }));
