import type { OperatorRole } from '../../../contract/admin/operators.ts';

/** Who asks at the portal, as the registry says at this request. */
export type OperatorActor = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly sessionId: string;
  readonly mustChangePassword: boolean;
};
