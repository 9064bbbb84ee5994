import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Weekday } from '../../../lib/days.ts';
import type { Site } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { holidayCalendarQuery, sitesQuery } from '../../data/reference.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './administration.module.css';
import { useSave } from './use-save.ts';

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const weekdayName = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });

type Values = Omit<Site, 'id'>;

/** Creates or changes a site. */
export function SiteDialog({ site, onClose }: { readonly site?: Site; readonly onClose: () => void }) {
  const [values, setValues] = useState<Values>(() => site ?? newSite());
  const [nameFault, setNameFault] = useState<string>();
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const save = useSave({
    save: () => {
      const { name, countryCode, regionCode, timeZone, weekendDays } = values;
      const body = { name: name.trim(), countryCode, regionCode, timeZone, weekendDays: [...weekendDays] };
      return site ? call('updateSite', { params: { id: site.id }, body }) : call('createSite', { body });
    },
    refresh: sitesQuery.queryKey,
    done: `${values.name} is saved`,
    showsOwnFaults: true,
    onSaved: onClose,
  });
  const submit = (): void => {
    setNameFault(values.name.trim() === '' ? 'Give the site a name.' : undefined);
    if (values.name.trim() !== '') save.run(undefined);
  };
  return (
    <FormDialog
      title={site ? `Edit ${site.name}` : 'New site'}
      submitLabel={site ? 'Save' : 'Add site'}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      fault={save.formFault}
    >
      <TextField label="Name" isRequired value={values.name} error={nameFault ?? save.faultOf('name')} onChange={(name) => set({ name })} />
      <PlaceFields values={values} faultOf={save.faultOf} onChange={set} />
      <fieldset className={styles.group}>
        <legend>Weekend</legend>
        <div className={styles.pair}>
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              isSelected={values.weekendDays.includes(day)}
              onChange={(isOff) =>
                set({ weekendDays: WEEKDAYS.filter((other) => (other === day ? isOff : values.weekendDays.includes(other))) })
              }
            >
              {weekdayName.format(Date.UTC(2024, 0, day))}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}

type PlaceFieldsProps = {
  readonly values: Values;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<Values>) => void;
};

function PlaceFields({ values, faultOf, onChange }: PlaceFieldsProps) {
  const { data: countries } = useQuery(holidayCalendarQuery);
  const regions = countries?.find((country) => country.code === values.countryCode)?.regions ?? [];
  if (!countries) return null;
  return (
    <>
      <div className={styles.pair}>
        <ComboBox
          label="Country"
          description="Decides the bank holidays."
          choices={countries.map((country) => ({ key: country.code, label: country.name }))}
          value={values.countryCode}
          error={faultOf('countryCode')}
          onChange={(countryCode) => onChange({ countryCode, regionCode: null })}
        />
        <ComboBox
          key={values.countryCode}
          label="Region"
          isDisabled={regions.length === 0}
          choices={regions.map((region) => ({ key: region.code, label: region.name }))}
          value={values.regionCode}
          error={faultOf('regionCode')}
          onChange={(regionCode) => onChange({ regionCode })}
        />
      </div>
      <ComboBox
        label="Time zone"
        description="Decides only when a new day begins."
        choices={Intl.supportedValuesOf('timeZone').map((zone) => ({ key: zone, label: zone.replaceAll('_', ' ') }))}
        value={values.timeZone}
        error={faultOf('timeZone')}
        onChange={(timeZone) => onChange({ timeZone: timeZone ?? values.timeZone })}
      />
    </>
  );
}

function newSite(): Values {
  return {
    name: '',
    countryCode: null,
    regionCode: null,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    weekendDays: [6, 7],
  };
}
