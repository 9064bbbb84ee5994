import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import type { Me } from '../../contract/access.ts';
import { roleHas, type Right } from '../../contract/roles.ts';
import { currentBasePath } from '../data/base-path.ts';
import { meQuery, signInOptionsQuery } from '../data/session.ts';
import { ErrorPage, ErrorState } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { parseViewSearch } from './view-search.ts';

type RouterContext = { readonly queryClient: QueryClient };
type Next = { readonly next?: string };

function parseNext(search: Record<string, unknown>): Next {
  // Only an address of this application: never another host, so that a link cannot lead elsewhere after the sign-in.
  const { next } = search;
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}

type Outcome = { readonly failure?: string; readonly reference?: string };

/** How an attempt at the provider ended: the server leads back to an address that names it. */
function parseOutcome(search: Record<string, unknown>): Outcome {
  const { failure } = search;
  if (typeof failure !== 'string' || !/^[a-z_]{1,60}$/.test(failure)) return {};
  // A reference such as 12345678 or 1234e567 is a number to the router: it is read as it stands in the address.
  const reference = new URLSearchParams(window.location.search).get('reference')?.replaceAll('"', '') ?? '';
  return /^[0-9a-f]{8}$/.test(reference) ? { failure, reference } : { failure };
}

/** Before the page is shown, so that nothing moves on it; undefined where there is no answer. */
function loadOptions({ context, deps }: { readonly context: RouterContext; readonly deps: { readonly failure: string | undefined } }) {
  return context.queryClient.ensureQueryData(signInOptionsQuery(deps.failure)).catch(() => undefined);
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): Next & Outcome & { readonly signedOut?: 'provider' } => ({
    ...parseNext(search),
    ...parseOutcome(search),
    ...(search.signedOut === 'provider' ? { signedOut: 'provider' } : {}),
  }),
  beforeLoad: async ({ context, search }) => {
    void context.queryClient.prefetchQuery(signInOptionsQuery(search.failure));
    const me = await context.queryClient.ensureQueryData(meQuery).catch(() => null);
    if (me) throw redirect({ href: search.next ?? '/' });
  },
  loaderDeps: ({ search }) => ({ failure: search.failure }),
  loader: loadOptions,
  component: lazyRouteComponent(() => import('./sign-in-route.tsx'), 'SignInRoute'),
});

const changePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/change-password',
  validateSearch: parseNext,
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./change-password-route.tsx'), 'ChangePasswordRoute'),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    const next = location.href === '/' ? {} : { next: location.href };
    if (!me) throw redirect({ to: '/sign-in', search: next });
    if (me.mustChangePassword) throw redirect({ to: '/change-password', search: next });
    return { me };
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
});

const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/gantt' });
  },
});

const ganttRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gantt',
  validateSearch: parseViewSearch,
  component: lazyRouteComponent(() => import('./gantt-route.tsx'), 'GanttRoute'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  validateSearch: (search: Record<string, unknown>): Outcome & { readonly linked?: 1 } => ({
    ...parseOutcome(search),
    ...(search.linked === 1 ? { linked: 1 } : {}),
  }),
  loaderDeps: ({ search }) => ({ failure: search.failure }),
  loader: loadOptions,
  component: lazyRouteComponent(() => import('./account-route.tsx'), 'AccountRoute'),
});

/** A screen for holders of a right; for everybody else there is no such page. */
function requireRight(right: Right) {
  return ({ context }: { readonly context: { readonly me: Me } }): void => {
    if (!roleHas(context.me.role, right)) throw notFound();
  };
}

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/users',
  beforeLoad: requireRight('users.manage'),
  component: lazyRouteComponent(() => import('../features/administration/users-page.tsx'), 'UsersPage'),
});

const sitesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/sites',
  beforeLoad: requireRight('sites.manage'),
  component: lazyRouteComponent(() => import('../features/administration/sites-page.tsx'), 'SitesPage'),
});

const equipmentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/equipment',
  beforeLoad: requireRight('equipment.manage'),
  component: lazyRouteComponent(() => import('../features/administration/equipment-page.tsx'), 'EquipmentPage'),
});

const columnsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/columns',
  beforeLoad: requireRight('columns.manage'),
  component: lazyRouteComponent(() => import('./columns-route.tsx'), 'ColumnsRoute'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/settings',
  beforeLoad: requireRight('settings.manage'),
  component: lazyRouteComponent(() => import('../features/administration/settings-page.tsx'), 'SettingsPage'),
});

export function createAppRouter(queryClient: QueryClient) {
  const routeTree = rootRoute.addChildren([
    signInRoute,
    changePasswordRoute,
    shellRoute.addChildren([indexRoute, ganttRoute, accountRoute, usersRoute, sitesRoute, equipmentRoute, columnsRoute, settingsRoute]),
  ]);
  return createRouter({
    routeTree,
    basepath: currentBasePath() || '/',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: ErrorState,
    scrollRestoration: false,
    defaultStructuralSharing: true,
  });
}

declare module '@tanstack/react-router' {
  // Merging into the library's interface is how its hooks learn the routes.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
