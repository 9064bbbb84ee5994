export {
  migrateFleet,
  migrateTenant,
  planFleet,
  type FleetOptions,
  type FleetPlan,
  type FleetProgress,
  type FleetReport,
} from './migrate-fleet.ts';
export { rotateKeys, type KeyRotation } from './rotate-keys.ts';
