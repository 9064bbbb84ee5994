import { useQuery } from '@tanstack/react-query';
import { Download, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { calendarDateOf, todayIn, type Day } from '../../../lib/days.ts';
import type { Holiday, Site } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { holidaysQuery } from '../../data/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDayText } from '../../ui/format-day.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './administration.module.css';
import { useSave } from './use-save.ts';

const YEARS_AHEAD = 3;

/** The days off of a site: bank holidays from the calendar of its country, others by hand. */
export function HolidaysDialog({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) {
  const { data: holidays, error } = useQuery(holidaysQuery(site.id));
  const sorted = (holidays ?? []).toSorted((a, b) => a.startOn - b.startOn);
  const remove = useSave({
    save: (holiday: Holiday) => call('deleteHoliday', { params: { id: holiday.id } }),
    refresh: holidaysQuery(site.id).queryKey,
  });
  return (
    <Dialog title={`Holidays of ${site.name}`} isOpen size="large" onClose={onClose} actions={<Button onPress={onClose}>Close</Button>}>
      <div className={styles.form}>
        <ImportHolidays site={site} />
        <NewHoliday site={site} />
        {error ? <Banner tone="danger">{error.message}</Banner> : null}
        {holidays ? (
          <div className={styles.scroll}>
            <Table
              label="Holidays"
              columns={columnsOf(remove.run)}
              rows={sorted}
              rowKey={(holiday) => holiday.id}
              empty="No holidays yet."
            />
          </div>
        ) : (
          <Skeleton rows={5} />
        )}
      </div>
    </Dialog>
  );
}

function columnsOf(onDelete: (holiday: Holiday) => void): readonly Column<Holiday>[] {
  return [
    { key: 'name', title: 'Name', cell: (holiday) => holiday.name },
    { key: 'days', title: 'Days', cell: daysText },
    {
      key: 'kind',
      title: 'Kind',
      isMinor: true,
      cell: ({ kind }) => <Tag tone={kind === 'bank' ? 'neutral' : 'accent'}>{kind === 'bank' ? 'Bank holiday' : 'Own'}</Tag>,
    },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (holiday) => (
        <IconButton
          icon={<Trash2 />}
          label={`Delete ${holiday.name}, ${daysText(holiday)}`}
          size="small"
          onPress={() => onDelete(holiday)}
        />
      ),
    },
  ];
}

function daysText(holiday: Holiday): string {
  const start = formatDayText(holiday.startOn);
  return holiday.startOn === holiday.endOn ? start : `${start} – ${formatDayText(holiday.endOn)}`;
}

function ImportHolidays({ site }: { readonly site: Site }) {
  const toasts = useToasts();
  const { year } = calendarDateOf(todayIn(site.timeZone, new Date()));
  const toYear = year + YEARS_AHEAD - 1;
  const load = useSave({
    save: () => call('importHolidays', { params: { id: site.id }, body: { fromYear: year, toYear } }),
    refresh: holidaysQuery(site.id).queryKey,
    onSaved: ({ addedCount, removedCount, keptCount }) => {
      const detail = `${String(addedCount)} added, ${String(keptCount)} were there already, ${String(removedCount)} removed.`;
      toasts.show({ tone: 'success', text: 'Bank holidays are up to date', detail });
    },
  });
  if (site.countryCode === null) return <Banner>Set the country of the site to bring in its bank holidays.</Banner>;
  return (
    <Banner
      action={
        <Button size="small" icon={<Download />} isPending={load.isPending} onPress={() => load.run(undefined)}>
          Import {year} to {toYear}
        </Button>
      }
    >
      Bank holidays come from the calendar of the country and region; own holidays stay.
    </Banner>
  );
}

function NewHoliday({ site }: { readonly site: Site }) {
  const [name, setName] = useState('');
  const [startOn, setStartOn] = useState<Day | null>(null);
  const [faults, setFaults] = useState<{ readonly name?: string; readonly startOn?: string }>({});
  const add = useSave({
    save: (input: { readonly name: string; readonly startOn: Day }) => call('createHoliday', { params: { id: site.id }, body: input }),
    refresh: holidaysQuery(site.id).queryKey,
    showsOwnFaults: true,
    onSaved: () => {
      setName('');
      setStartOn(null);
    },
  });
  return (
    <Form
      className={styles.tools ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        const isNameMissing = name.trim() === '';
        setFaults({
          ...(isNameMissing ? { name: 'Give the day a name.' } : {}),
          ...(startOn === null ? { startOn: 'Enter the day.' } : {}),
        });
        if (!isNameMissing && startOn !== null) add.run({ name: name.trim(), startOn });
      }}
    >
      <TextField
        className={styles.search}
        label="Own holiday"
        value={name}
        error={faults.name ?? add.faultOf('name') ?? add.formFault}
        onChange={setName}
      />
      <DateField label="Day" value={startOn} error={faults.startOn ?? add.faultOf('startOn')} onChange={setStartOn} />
      <Button type="submit" icon={<Plus />} isPending={add.isPending}>
        Add
      </Button>
    </Form>
  );
}
