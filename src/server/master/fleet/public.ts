export {
  migrateFleet,
  migrateTenant,
  planFleet,
  type FleetOptions,
  type FleetPlan,
  type FleetProgress,
  type FleetReport,
} from './migrate-fleet.ts';
