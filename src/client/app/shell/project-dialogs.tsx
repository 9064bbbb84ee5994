import { lazy, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { ProjectDialogsContext } from '../../data/project-dialogs.ts';
import { useGoTo } from '../palette/use-go-to.ts';

const NewProjectDialog = lazy(async () => ({ default: (await import('../../features/projects/new-project-dialog.tsx')).NewProjectDialog }));
const ImportDialog = lazy(async () => ({ default: (await import('../../features/transfers/import-dialog.tsx')).ImportDialog }));

/** Opens the dialogs that several places offer; they need the plan, so they wait until it is loaded. */
export function ProjectDialogsProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<'newProject' | 'import'>();
  const store = useContext(PlanStoreContext);
  const goTo = useGoTo();
  const dialogs = useMemo(() => ({ openNewProject: () => setOpen('newProject'), openImport: () => setOpen('import') }), []);
  const close = (): void => setOpen(undefined);
  return (
    <ProjectDialogsContext value={dialogs}>
      {children}
      {store && open === 'newProject' ? (
        <Suspense>
          <NewProjectDialog isOpen onClose={close} onCreated={goTo} />
        </Suspense>
      ) : null}
      {store && open === 'import' ? (
        <Suspense>
          <ImportDialog isOpen onClose={close} onImported={({ projectId }) => goTo(projectId)} />
        </Suspense>
      ) : null}
    </ProjectDialogsContext>
  );
}
