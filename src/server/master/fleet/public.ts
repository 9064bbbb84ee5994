export { readMigrationStatus } from './migration-status.ts';
export { migrateFleet, migrateTenant, planFleet, type FleetReport } from './migrate-fleet.ts';
