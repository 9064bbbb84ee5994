/** What explains the schedule, fetched when somebody looks at it first. */
import { lazy } from 'react';

export const WhySection = lazy(async () => ({ default: (await import('./why-section.tsx')).WhySection }));
