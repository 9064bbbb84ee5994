import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Settings } from '../../../contract/reference.ts';
import { call } from '../../data/call.ts';
import { settingsQuery } from '../../data/reference.ts';
import { meQuery } from '../../data/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Card, Page } from '../../ui/page.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { currencyChoices } from '../../ui/currencies.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './administration.module.css';
import { SignInSettingsSection } from './sign-in/sign-in-settings.tsx';
import { useSave } from './use-save.ts';

const scales = [
  { key: 'week', label: 'Week' },
  { key: 'month', label: 'Month' },
  { key: 'quarter', label: 'Quarter' },
  { key: 'year', label: 'Year' },
] as const;

/** By ISO weekday. */
const weekStarts = [
  { key: '1', label: 'Monday' },
  { key: '7', label: 'Sunday' },
  { key: '6', label: 'Saturday' },
];

/** What holds for everybody. */
export function SettingsPage() {
  const { data: settings, error } = useQuery(settingsQuery);
  return (
    <Page title="Settings" description="They hold for everybody, at all sites.">
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {settings ? <SettingsForm stored={settings} /> : <Skeleton rows={6} label="Loading the settings…" />}
      <SignInSettingsSection />
    </Page>
  );
}

/** The form starts from what is stored and then keeps what is typed. */
function SettingsForm({ stored }: { readonly stored: Settings }) {
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Partial<Settings>>({});
  const values = { ...stored, ...changes };
  const set = (change: Partial<Settings>): void => setChanges((before) => ({ ...before, ...change }));
  const save = useSave({
    save: () => call('updateSettings', { body: changes }),
    refresh: settingsQuery.queryKey,
    done: 'The settings are saved',
    showsOwnFaults: true,
    onSaved: () => {
      setChanges({});
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        save.run(undefined);
      }}
    >
      <Card title="General">
        <div className={cx(styles.form, styles.narrow)}>
          {save.formFault === undefined ? null : <Banner tone="danger">{save.formFault}</Banner>}
          <SettingsFields values={values} faultOf={save.faultOf} onChange={set} />
          <Button
            className={styles.save}
            tone="primary"
            type="submit"
            isPending={save.isPending}
            isDisabled={Object.keys(changes).length === 0 || values.instanceTitle.trim() === ''}
          >
            Save
          </Button>
        </div>
      </Card>
    </Form>
  );
}

type SettingsFieldsProps = {
  readonly values: Settings;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<Settings>) => void;
};

function SettingsFields({ values, faultOf, onChange }: SettingsFieldsProps) {
  return (
    <>
      <TextField
        label="Title"
        description="Shown at the top left and in the browser’s tab."
        value={values.instanceTitle}
        error={values.instanceTitle.trim() === '' ? 'The title must not be empty.' : faultOf('instanceTitle')}
        onChange={(instanceTitle) => onChange({ instanceTitle })}
      />
      <Select
        label="Overlapping bookings of one instrument"
        choices={[
          { key: 'refuse', label: 'Refuse them' },
          { key: 'allow', label: 'Allow them and show the conflict' },
        ]}
        value={values.doubleBooking}
        error={faultOf('doubleBooking')}
        onChange={(doubleBooking) => onChange({ doubleBooking })}
      />
      <Select
        label="Scale of the timeline at first"
        description="For everybody who opens the plan without having chosen another."
        choices={scales}
        value={values.defaultView}
        error={faultOf('defaultView')}
        onChange={(defaultView) => onChange({ defaultView })}
      />
      <Select
        label="First day of the week in calendars"
        description="Where a date is chosen. Weeks of the timeline are numbered by ISO and begin on Monday."
        choices={weekStarts}
        value={String(values.weekStart)}
        error={faultOf('weekStart')}
        onChange={(weekStart) => onChange({ weekStart: Number(weekStart) })}
      />
      <ComboBox
        label="Currency"
        description="Of a project’s volume, until another is chosen there."
        choices={currencyChoices(values.currency)}
        value={values.currency}
        error={faultOf('currency')}
        onChange={(currency) => {
          if (currency !== null) onChange({ currency });
        }}
      />
    </>
  );
}
