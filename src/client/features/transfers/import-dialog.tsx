import { useEffect, useEffectEvent, useState } from 'react';
import type { ImportResult } from '../../../contract/transfers.ts';
import type { SiteId } from '../../../planning/model.ts';
import { usePlan, usePlanStore } from '../../data/plan-context.ts';
import { useMe } from '../../data/session.ts';
import { whenInPlan } from '../../data/when-in-plan.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { FileChooser } from './file-chooser.tsx';
import { ImportPreviewPanel } from './import-preview.tsx';
import { ImportSettings } from './import-settings.tsx';
import { faultOfChoices, type ImportChoices } from './import-state.ts';
import { ReadingProgress } from './reading-progress.tsx';
import styles from './transfers.module.css';
import { useImport, type ImportControl } from './use-import.ts';

export type ImportDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The new project is in the plan, or comes with the next change. */
  readonly onImported: (result: ImportResult) => void;
  /** A file that was dropped elsewhere: it is read at once. */
  readonly initialFile?: File | undefined;
};

/** Takes over a plan from a file: choose, look at what comes in and what does not, then import. */
export function ImportDialog(props: ImportDialogProps) {
  // Each opening starts afresh.
  return props.isOpen ? <OpenImportDialog {...props} /> : null;
}

function OpenImportDialog({ onClose, onImported, initialFile }: ImportDialogProps) {
  const toasts = useToasts();
  const store = usePlanStore();
  const sites = useImportSites();
  const [choices, setChoices] = useState<ImportChoices>(() => ({
    siteId: sites.preferred,
    newSiteName: 'Main site',
    workingDays: false,
    projectName: null,
    sheet: {},
  }));
  const control = useImport(store, async (result) => {
    await whenInPlan(store, result.projectId);
    const { phases, dependencies } = result.counts;
    toasts.show({
      text: `Imported “${result.projectName}”`,
      detail: `${count(phases, 'phase')}, ${count(dependencies, 'link')}.`,
      tone: 'success',
      action: { label: 'Undo', run: () => void store.revert({ revision: result.revision, label: `Import ${result.projectName}` }) },
    });
    onImported(result);
    onClose();
  });
  const { step } = control;
  const close = (): void => {
    control.cancel();
    onClose();
  };
  const change = (next: ImportChoices, isReadAgain: boolean): void => {
    setChoices(next);
    if (isReadAgain && step.kind === 'preview') void control.read(step.file, next);
  };
  const take = (file: File): void => {
    const next = { ...choices, projectName: null, sheet: {} };
    setChoices(next);
    void control.read(file, next);
  };
  // A file that was dropped on another page is read as soon as the dialog is there.
  const readInitial = useEffectEvent(() => (initialFile ? take(initialFile) : undefined));
  useEffect(() => queueMicrotask(readInitial), []);
  return (
    <Dialog
      title="Import a plan"
      isOpen
      onClose={close}
      size="large"
      actions={<ImportActions control={control} choices={choices} onClose={close} />}
    >
      <div className={styles.steps}>
        {step.kind === 'choose' && step.error !== undefined ? <Banner tone="danger">{step.error}</Banner> : null}
        {step.kind === 'preview' && step.error !== undefined ? <Banner tone="danger">{step.error}</Banner> : null}
        {step.kind === 'choose' ? <FileChooser onFile={take} /> : null}
        {step.kind === 'reading' ? <ReadingProgress fileName={step.file.name} share={step.share} doing="Reading" /> : null}
        {step.kind === 'importing' ? <ReadingProgress fileName={step.file.name} share={step.share} doing="Importing" /> : null}
        {step.kind === 'preview' ? (
          <>
            <ImportSettings choices={choices} sites={sites.all} preview={step.preview} onChange={change} />
            <div className={cx(styles.panel, step.isRefreshing === true && styles.stale)} aria-busy={step.isRefreshing === true}>
              <ImportPreviewPanel preview={step.preview} />
            </div>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

type ImportActionsProps = { readonly control: ImportControl; readonly choices: ImportChoices; readonly onClose: () => void };

function ImportActions({ control, choices, onClose }: ImportActionsProps) {
  const { step } = control;
  const isReady = step.kind === 'preview' && step.isRefreshing !== true && faultOfChoices(choices) === undefined;
  return (
    <>
      {step.kind === 'preview' ? <Button onPress={() => control.startOver()}>Choose another file</Button> : null}
      <Button onPress={onClose}>Cancel</Button>
      {step.kind === 'preview' || step.kind === 'importing' ? (
        <Button
          tone="primary"
          isPending={step.kind === 'importing'}
          isDisabled={!isReady && step.kind === 'preview'}
          onPress={() => void control.run(choices)}
        >
          {step.preview.counts.phases === 0 ? 'Import the empty project' : `Import ${count(step.preview.counts.phases, 'phase')}`}
        </Button>
      ) : null}
    </>
  );
}

/** The sites that the person may import into, the home site first. */
function useImportSites(): { readonly all: readonly { readonly id: SiteId; readonly name: string }[]; readonly preferred: SiteId | null } {
  const { plan } = usePlan();
  const me = useMe();
  const all = [...plan.sites.values()]
    .filter((site) => me.role === 'admin' || me.siteIds.includes(site.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  const preferred = all.find((site) => site.id === me.homeSiteId) ?? all[0];
  return { all, preferred: preferred?.id ?? null };
}

function count(number: number, one: string): string {
  return `${number.toLocaleString()} ${one}${number === 1 ? '' : 's'}`;
}
