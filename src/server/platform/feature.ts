import type { ConstraintProblems } from './http/constraints.ts';
import type { Authenticate, HttpServer } from './http/http-server.ts';
import type { LiveSource } from './live/live-source.ts';
import type { TenantContext } from './tenant-context.ts';

/** From the configuration; absent parts are made up. */
export type WantedAdmin = { readonly email?: string | undefined; readonly password?: string | undefined };
export type FirstAdmin = { readonly email: string; readonly oneTimePassword: string };

/** A tenant feature as `app.ts` lists it. */
export type TenantFeature = {
  readonly name: string;
  /** What violations of this feature's named constraints mean to a caller. */
  readonly constraints?: ConstraintProblems;
  /** Exactly one feature knows who asks. */
  readonly authenticate?: Authenticate;
  /** Exactly one feature supplies what goes over the sockets. */
  readonly live?: LiveSource;
  /** Makes the first administrator of an empty tenant; undefined when there are users already. */
  readonly ensureFirstAdmin?: (context: TenantContext, wanted: WantedAdmin) => Promise<FirstAdmin | undefined>;
  readonly bind: (server: HttpServer) => void;
};
