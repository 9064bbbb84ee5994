import type { Generated } from 'kysely';
import type { Role } from '../../contract/roles.ts';
import type { CompanyEventId, EquipmentId, HolidayId, SiteId, StaffId } from '../../planning/model.ts';
import type { UserSessionId } from '../../contract/ids.ts';

/** Rows of `migrations/0001_access.sql`. Days are `YYYY-MM-DD`, as the driver gives them. */
export type AccessTables = {
  readonly sites: {
    id: SiteId;
    name: string;
    country_code: string | null;
    region_code: string | null;
    time_zone: string;
    weekend_days: Generated<readonly number[]>;
  };
  readonly holidays: { id: HolidayId; site_id: SiteId; name: string; kind: 'bank' | 'custom'; start_on: string; end_on: string };
  readonly company_events: { id: CompanyEventId; site_id: SiteId; name: string; color: string; start_on: string; end_on: string };
  readonly equipment: {
    id: EquipmentId;
    site_id: SiteId;
    name: string;
    type_name: string | null;
    color: string | null;
    is_active: Generated<boolean>;
    notes: string | null;
  };
  readonly staff: {
    id: StaffId;
    name: string;
    home_site_id: SiteId | null;
    job_title: string | null;
    max_capacity_percent: Generated<number>;
    weekly_pattern: Generated<readonly number[]>;
    is_active: Generated<boolean>;
  };
  readonly users: {
    id: StaffId;
    email: string;
    email_key: string;
    name_key: string;
    role: Role;
    password_hash: string | null;
    must_change_password: Generated<boolean>;
    password_changed_at: Date | null;
    created_at: Generated<Date>;
  };
  readonly user_sites: { user_id: StaffId; site_id: SiteId };
  readonly sessions: {
    id: UserSessionId;
    token_hash: Buffer;
    user_id: StaffId;
    created_at: Generated<Date>;
    last_seen_at: Generated<Date>;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
  };
  readonly sign_in_attempts: { kind: 'account' | 'address'; subject_hash: Buffer; attempt_count: number; window_ends_at: Date };
  readonly settings: {
    id: Generated<number>;
    instance_title: Generated<string>;
    double_booking: Generated<'refuse' | 'allow'>;
    week_start: Generated<number>;
    shows_weekends: Generated<boolean>;
    default_view: Generated<'week' | 'month' | 'quarter' | 'year'>;
    currency: Generated<string>;
  };
};
