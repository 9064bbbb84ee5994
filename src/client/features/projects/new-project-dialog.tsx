import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { todayIn, type Day } from '../../../lib/days.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { ProjectId, SiteId } from '../../../planning/model.ts';
import { usePlan, usePlanStore } from '../../data/plan-context.ts';
import { useMe } from '../../data/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './projects.module.css';

export type NewProjectDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCreated: (id: ProjectId) => void;
};

const USUAL_LENGTH_DAYS = 90;
const FORM_ID = 'new-project';

/** Asks for what a project needs at least. Everything else is edited in its details. */
export function NewProjectDialog({ isOpen, onClose, onCreated }: NewProjectDialogProps) {
  return (
    <Dialog
      title="New project"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={FORM_ID}>
            Create project
          </Button>
        </>
      }
    >
      <NewProjectForm onCreated={onCreated} onClose={onClose} />
    </Dialog>
  );
}

type Values = {
  readonly name: string;
  readonly siteId: SiteId | null;
  readonly siteName: string;
  readonly startOn: Day | null;
  readonly endOn: Day | null;
  readonly workingDays: boolean;
  readonly isConfirmed: boolean;
};
type Faults = Partial<Record<keyof Values | 'form', string>>;

function NewProjectForm({ onCreated, onClose }: Omit<NewProjectDialogProps, 'isOpen'>) {
  const store = usePlanStore();
  const { plan } = usePlan();
  const { homeSiteId } = useMe();
  const sites = [...plan.sites.values()].sort((a, b) => a.name.localeCompare(b.name));
  const [values, setValues] = useState<Values>(() => startValues(sites[0]?.id ?? null, homeSiteId));
  const [faults, setFaults] = useState<Faults>({});
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));

  const create = async (): Promise<void> => {
    const found = check(values, sites.length === 0);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const { id, commands } = commandsOf(values);
    const result = store.run(commands, { label: `Create ${values.name.trim()}` });
    onClose();
    onCreated(id);
    await result;
  };

  return (
    <Form
      id={FORM_ID}
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      {faults.form === undefined ? null : <Banner tone="danger">{faults.form}</Banner>}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes focus anyway; this is its first field */}
      <TextField label="Name" isRequired autoFocus value={values.name} error={faults.name} onChange={(name) => set({ name })} />
      {sites.length === 0 ? (
        <TextField
          label="Site"
          description="The first site of your organization. Country and holidays are set under Sites."
          value={values.siteName}
          error={faults.siteName}
          onChange={(siteName) => set({ siteName })}
        />
      ) : (
        <Select
          label="Site"
          choices={sites.map((site) => ({ key: site.id, label: site.name }))}
          value={values.siteId}
          error={faults.siteId}
          onChange={(siteId) => set({ siteId })}
        />
      )}
      <div className={styles.pair}>
        <DateField label="Start" value={values.startOn} error={faults.startOn} onChange={(startOn) => set({ startOn })} />
        <DateField label="End" value={values.endOn} error={faults.endOn} onChange={(endOn) => set({ endOn })} />
      </div>
      <Checkbox
        isSelected={values.workingDays}
        onChange={(workingDays) => set({ workingDays })}
        description="Lengths and lags skip weekends and holidays of the site."
      >
        Count in working days
      </Checkbox>
      <Checkbox
        isSelected={!values.isConfirmed}
        onChange={(isTentative) => set({ isConfirmed: !isTentative })}
        description="Shown hatched; its load counts separately until it is confirmed."
      >
        Tentative
      </Checkbox>
    </Form>
  );
}

function startValues(firstSiteId: SiteId | null, homeSiteId: SiteId | null): Values {
  const today = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
  return {
    name: '',
    siteId: homeSiteId ?? firstSiteId,
    siteName: 'Main site',
    startOn: today,
    endOn: today + USUAL_LENGTH_DAYS - 1,
    workingDays: false,
    isConfirmed: true,
  };
}

function check(values: Values, needsSite: boolean): Faults {
  return {
    ...(values.name.trim() === '' ? { name: 'Give the project a name.' } : {}),
    ...(needsSite && values.siteName.trim() === '' ? { siteName: 'Give the site a name.' } : {}),
    ...(!needsSite && values.siteId === null ? { siteId: 'Choose a site.' } : {}),
    ...(values.startOn === null ? { startOn: 'Enter the first day.' } : {}),
    ...(values.endOn === null ? { endOn: 'Enter the last day.' } : {}),
    ...(values.startOn !== null && values.endOn !== null && values.endOn < values.startOn
      ? { endOn: 'The end must not be before the start.' }
      : {}),
  };
}

/** The batch of a checked form: the first site too, where there is none yet. */
function commandsOf(values: Values): { readonly id: ProjectId; readonly commands: readonly Command[] } {
  // New ids are born here.
  const id = createUuid() as ProjectId;
  const siteId = values.siteId ?? (createUuid() as SiteId);
  const { workingDays, isConfirmed, startOn, endOn } = values;
  const create: Command = {
    kind: 'project.create',
    id,
    siteId,
    name: values.name.trim(),
    startOn: startOn ?? 0,
    endOn: endOn ?? 0,
    fields: { workingDays, isConfirmed },
  };
  if (values.siteId !== null) return { id, commands: [create] };
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const fields = { name: values.siteName.trim(), countryCode: null, regionCode: null, timeZone, weekendDays: [6, 7] as const };
  return { id, commands: [{ kind: 'site.set', id: siteId, fields }, create] };
}
