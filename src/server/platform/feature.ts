import type { ConstraintProblems } from './http/constraints.ts';
import type { Authenticate, HttpServer } from './http/http-server.ts';
import type { LiveSource } from './live/live-source.ts';

/** A tenant feature as `app.ts` lists it. */
export type TenantFeature = {
  readonly name: string;
  /** What violations of this feature's named constraints mean to a caller. */
  readonly constraints?: ConstraintProblems;
  /** Exactly one feature knows who asks. */
  readonly authenticate?: Authenticate;
  /** Exactly one feature supplies what goes over the sockets. */
  readonly live?: LiveSource;
  readonly bind: (server: HttpServer) => void;
};
