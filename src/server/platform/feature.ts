import type { ConstraintProblems } from './http/constraints.ts';
import type { Authenticate, HttpServer } from './http/http-server.ts';

/** A tenant feature as `app.ts` lists it. */
export type TenantFeature = {
  readonly name: string;
  /** What violations of this feature's named constraints mean to a caller. */
  readonly constraints?: ConstraintProblems;
  /** Exactly one feature knows who asks. */
  readonly authenticate?: Authenticate;
  readonly bind: (server: HttpServer) => void;
};
