/**
 * The product's own Gantt with the tree: plan, engine, grid and timeline, on a server that answers from memory. It comes into an
 * app that runs already, as in the product, where the other chart has made its own frame as its script was loaded; with `?cold`
 * the app starts with it. The chart alone; with `?whole` the page around it too.
 */
import '../../src/client/ui/styles/layers.css';
import '../../src/client/ui/styles/tokens.css';
import '../../src/client/ui/styles/chart-tokens.css';
import '../../src/client/ui/styles/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { viewStateOf } from '../../src/client/app/view-search.ts';
import { PlanStoreContext } from '../../src/client/data/plan-context.ts';
import { openPlanStore, type PlanStore } from '../../src/client/data/plan-store.ts';
import type { PlanTransport } from '../../src/client/data/plan-transport.ts';
import { ProjectDialogsContext } from '../../src/client/data/project-dialogs.ts';
import { MeContext } from '../../src/client/data/session.ts';
import { ViewStateContext, type ViewState } from '../../src/client/data/view-state.ts';
import { GanttPage } from '../../src/client/features/gantt/gantt-page.tsx';
import { ToastProvider } from '../../src/client/ui/toast.tsx';
import type { Me } from '../../src/contract/access.ts';
import type { PhaseId, PlanSnapshot, StaffId } from '../../src/planning/model.ts';
import { ChartAlone } from './chart-alone.tsx';
import { offer } from './page.ts';
import { snapshotOf, SITE_ID } from './snapshot.ts';
import { CHAIN } from './tree.ts';

const me: Me = {
  // The id of nobody else.
  id: '01900000-0000-7000-8000-000000000002' as StaffId,
  email: 'planner@example.org',
  name: 'Planner',
  role: 'admin',
  siteIds: [SITE_ID],
  homeSiteId: SITE_ID,
  mustChangePassword: false,
  hasPassword: true,
  instanceTitle: 'Bench',
};

const isWhole = location.search === '?whole';
const isCold = location.search === '?cold';
let snapshot: PlanSnapshot;
let store: PlanStore | undefined;
let root: Root | undefined;

function transportOf(snapshot: PlanSnapshot): PlanTransport {
  return {
    loadPlan: async () => snapshot,
    // The browser has shown its prediction by then; the answer of a server would only confirm it.
    runCommands: () => new Promise(() => undefined),
    revert: () => new Promise(() => undefined),
    listSteps: async () => ({ items: [] }),
    listChanges: async (since) => ({ revision: since, items: [] }),
    connect: (handlers) => {
      handlers.onState('open');
      return () => undefined;
    },
  };
}

/** What the product has around every page of it. */
function App({ opened }: { readonly opened?: PlanStore }) {
  const [state, setState] = useState<ViewState>(() => viewStateOf({}));
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } }),
  );
  const [controls] = useState(() => ({
    update: (change: Partial<ViewState>) => setState((before) => ({ ...before, ...change })),
    usualMode: 'month' as const,
    savedState: {},
    openView: () => undefined,
    visibleDays: undefined,
    reportVisibleDays: () => undefined,
    onCommand: () => () => undefined,
    send: () => undefined,
  }));
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <MeContext value={me}>
          <ViewStateContext value={{ ...controls, state }}>
            <ProjectDialogsContext value={{ openNewProject: () => undefined, openImport: () => undefined }}>
              {opened && <PlanStoreContext value={opened}>{isWhole ? <GanttPage /> : <ChartAlone />}</PlanStoreContext>}
            </ProjectDialogsContext>
          </ViewStateContext>
        </MeContext>
      </ToastProvider>
    </QueryClientProvider>
  );
}

offer({
  prepare(tree, element) {
    snapshot = snapshotOf(tree);
    root = createRoot(element);
    if (!isCold) root.render(<App />);
  },
  async show() {
    const opened = await openPlanStore({ transport: transportOf(snapshot) });
    store = opened;
    root?.render(<App opened={opened} />);
  },
  scroller() {
    const found = document.querySelector<HTMLElement>('[data-part="scroller"]');
    if (!found) throw new Error('the chart does not scroll');
    return found;
  },
  moveChain({ rows }, days) {
    const first = rows.find((row) => row.isLeaf);
    const phase = first && store?.plan.phases.get(first.id as PhaseId);
    if (!phase) throw new Error('the plan has no leaf');
    const [startOn, endOn] = [phase.startOn + days, phase.endOn + days];
    const commands = [{ kind: 'phase.reschedule' as const, id: phase.id, startOn, endOn }];
    const outcome = store?.preview(commands);
    if (outcome?.kind !== 'accepted' || outcome.moves.length < CHAIN) throw new Error('the chain does not follow');
    void store?.run(commands, { label: 'Move' });
  },
});
