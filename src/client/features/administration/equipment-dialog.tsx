import { useState } from 'react';
import type { Equipment, Site, SiteId } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { equipmentQuery } from '../../data/reference.ts';
import { Switch } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './administration.module.css';
import { useSave } from './use-save.ts';

type Values = {
  readonly name: string;
  readonly typeName: string;
  readonly siteId: SiteId | null;
  readonly isActive: boolean;
  readonly notes: string;
};

export type EquipmentDialogProps = { readonly item?: Equipment; readonly sites: readonly Site[]; readonly onClose: () => void };

/** Creates or changes a piece of equipment. */
export function EquipmentDialog({ item, sites, onClose }: EquipmentDialogProps) {
  const [values, setValues] = useState<Values>(() => valuesOf(item, sites));
  const [faults, setFaults] = useState<{ readonly name?: string; readonly siteId?: string }>({});
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const save = useSave({
    save: (siteId: SiteId) => saveEquipment(item, values, siteId),
    refresh: equipmentQuery.queryKey,
    done: `${values.name} is saved`,
    showsOwnFaults: true,
    onSaved: onClose,
  });
  const submit = (): void => {
    const isNameMissing = values.name.trim() === '';
    setFaults({
      ...(isNameMissing ? { name: 'Give it a name.' } : {}),
      ...(values.siteId === null ? { siteId: 'Choose a site.' } : {}),
    });
    if (!isNameMissing && values.siteId !== null) save.run(values.siteId);
  };
  return (
    <FormDialog
      title={item ? `Edit ${item.name}` : 'New equipment'}
      submitLabel={item ? 'Save' : 'Add equipment'}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      fault={save.formFault}
    >
      <TextField
        label="Name"
        isRequired
        value={values.name}
        error={faults.name ?? save.faultOf('name')}
        onChange={(name) => set({ name })}
      />
      <div className={styles.pair}>
        <TextField
          label="Type"
          placeholder="Spectrometer, reactor, room…"
          value={values.typeName}
          error={save.faultOf('typeName')}
          onChange={(typeName) => set({ typeName })}
        />
        <Select
          label="Site"
          choices={sites.map((site) => ({ key: site.id, label: site.name }))}
          value={values.siteId}
          error={faults.siteId ?? save.faultOf('siteId')}
          onChange={(siteId) => set({ siteId })}
        />
      </div>
      <TextField label="Notes" isMultiline value={values.notes} error={save.faultOf('notes')} onChange={(notes) => set({ notes })} />
      <Switch
        isSelected={values.isActive}
        onChange={(isActive) => set({ isActive })}
        description="Off: kept with its history, no longer booked."
      >
        In use
      </Switch>
    </FormDialog>
  );
}

function valuesOf(item: Equipment | undefined, sites: readonly Site[]): Values {
  return {
    name: item?.name ?? '',
    typeName: item?.typeName ?? '',
    siteId: item?.siteId ?? (sites.length === 1 ? (sites[0]?.id ?? null) : null),
    isActive: item?.isActive ?? true,
    notes: item?.notes ?? '',
  };
}

async function saveEquipment(item: Equipment | undefined, values: Values, siteId: SiteId): Promise<void> {
  const body = {
    name: values.name.trim(),
    typeName: values.typeName.trim() === '' ? null : values.typeName.trim(),
    siteId,
    isActive: values.isActive,
    notes: values.notes === '' ? null : values.notes,
  };
  if (item) await call('updateEquipment', { params: { id: item.id }, body });
  else await call('createEquipment', { body });
}
