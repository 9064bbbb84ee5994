import { refuse, type Result } from '../../../lib/result.ts';
import type { TenantStatus } from '../master-tables.ts';
import type { TenantRefusal } from './tenant.ts';
import { statusNames } from './tenant-state.ts';

type Refused = Result<never, TenantRefusal>;

export function refused(code: TenantRefusal['code'], message: string): Refused {
  return refuse({ code, message });
}

export function notFound(): Refused {
  return refused('not_found', 'There is no such tenant.');
}

export function wrongStatus(status: TenantStatus, what: string): Refused {
  return refused('wrong_status', `The tenant is ${statusNames[status]} and cannot be ${what}.`);
}

export function busy(): Refused {
  return refused('busy', 'Another operation of this tenant is under way. Wait for its end and try again.');
}
