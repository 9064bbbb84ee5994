import type { Selectable } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Master } from '../master.ts';
import type { MasterTables, OperationKind, TenantsTable } from '../master-tables.ts';
import type { ServerAdmin, ServerCatalog, Servers } from '../servers/public.ts';
import type { Mark } from './ownership.ts';
import type { PoolClaim } from './pool-store.ts';
import type { TenantNames } from './slug.ts';

/** What the steps of an operation know. */
export type StepContext = {
  readonly master: Master;
  readonly tenant: Selectable<TenantsTable>;
  readonly names: TenantNames;
  readonly mark: Mark;
  readonly server: ServerAdmin;
  /** One connection that holds the tenant's lock on the server: a node that was taken for dead cannot work beside. */
  readonly admin: Database<ServerCatalog>;
  /** Works in the tenant's database, over one connection for all steps. */
  readonly visits: Pick<Servers, 'within'>;
  /** The database made ahead that the tenant takes; undefined: it is made now. */
  readonly prepared: PoolClaim | undefined;
  /** Ends the operation well in the transaction of its last step. */
  readonly finish: (transaction: Database<MasterTables>) => Promise<void>;
};

/**
 * One external effect. `run` may be repeated: what is done already stays as it is. `undo` takes back what `run` did, in whole
 * or in part, and nothing that is somebody else's.
 */
export type Step = {
  readonly name: string;
  /** The steps that it follows at once, beside those in between; absent: it waits for everything before it. */
  readonly after?: readonly string[];
  readonly run: (context: StepContext) => Promise<void>;
  readonly undo?: (context: StepContext) => Promise<void>;
};

/** Each effect of each operation, in the order in which they happen. */
export type Saga = { readonly kind: OperationKind; readonly steps: readonly Step[] };
