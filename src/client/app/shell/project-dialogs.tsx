import { Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { ProjectDialogsContext } from '../../data/project-dialogs.ts';
import { useHasRight } from '../../data/session.ts';
import { FileDropTarget } from '../../features/transfers/file-drop-target.tsx';
import { ImportDialog, NewProjectDialog } from '../lazy-parts.ts';
import { useGoTo } from '../palette/use-go-to.ts';

type Open = { readonly kind: 'newProject' } | { readonly kind: 'import'; readonly file: File | undefined };

/** Opens the dialogs that several places offer; they need the plan, so they wait until it is loaded. */
export function ProjectDialogsProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open>();
  const store = useContext(PlanStoreContext);
  const goTo = useGoTo();
  const canImport = useHasRight('import.run');
  const dialogs = useMemo(
    () => ({ openNewProject: () => setOpen({ kind: 'newProject' }), openImport: (file?: File) => setOpen({ kind: 'import', file }) }),
    [],
  );
  const close = (): void => setOpen(undefined);
  return (
    <ProjectDialogsContext value={dialogs}>
      {children}
      {store && open?.kind === 'newProject' ? (
        <Suspense>
          <NewProjectDialog isOpen onClose={close} onCreated={goTo} />
        </Suspense>
      ) : null}
      {store && open?.kind === 'import' ? (
        <Suspense>
          <ImportDialog isOpen initialFile={open.file} onClose={close} onImported={({ projectId }) => goTo(projectId)} />
        </Suspense>
      ) : null}
      {store && canImport && open === undefined ? <FileDropTarget onFile={dialogs.openImport} /> : null}
    </ProjectDialogsContext>
  );
}
