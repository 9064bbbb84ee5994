export { readStats } from './stats.ts';
export { listUsage } from './usage-store.ts';
export { startUsage, type Usage, type UsageOptions } from './usage-recorder.ts';
export type { NodeFigures, TenantFigures } from './usage-store.ts';
