import { createContext, useContext } from 'react';

/** Dialogs that can be opened from several places: header of the plan, palette, first run. */
export type ProjectDialogs = {
  readonly openNewProject: () => void;
  /** With a file that was dropped somewhere, which is read at once. */
  readonly openImport: (file?: File) => void;
};

export const ProjectDialogsContext = createContext<ProjectDialogs | undefined>(undefined);

export function useProjectDialogs(): ProjectDialogs {
  const dialogs = useContext(ProjectDialogsContext);
  if (!dialogs) throw new Error('useProjectDialogs is used outside the application shell');
  return dialogs;
}
