export type FindingKind =
  | 'server_unreachable'
  | 'admin_refused'
  | 'orphan_database'
  | 'orphan_role'
  | 'missing_database'
  | 'not_inspected'
  | 'missing_role'
  | 'excessive_rights'
  | 'missing_grant'
  | 'public_connect'
  | 'open_system_database'
  | 'stale_operation'
  | 'version_behind'
  | 'version_drift'
  | 'undecryptable_credential'
  | 'login_refused';

/** A difference between the registry and what is on the servers. */
export type Finding = {
  readonly kind: FindingKind;
  readonly serverId: number;
  readonly tenantId: string | null;
  /** The name of the database, role or operation. */
  readonly subject: string;
  /** A whole sentence, with what to do where a person has to. */
  readonly message: string;
  /** `possible`: safe to repair, not asked for. `manual`: only a person can decide. */
  readonly repair: 'possible' | 'manual' | 'done' | 'failed';
};

/** A finding that has not been answered yet; without `repair` it is a person's to decide. */
export type Drift = Omit<Finding, 'repair'> & { readonly repair?: () => Promise<void> };
