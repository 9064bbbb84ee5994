export { migrateFleet, migrateTenant, planFleet, type FleetReport } from './migrate-fleet.ts';
