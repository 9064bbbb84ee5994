import { useState } from 'react';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Day } from '../../../../lib/days.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import { createSiteCalendar } from '../../../../planning/calendar/site-calendar.ts';
import { dayOfText } from './day-text.ts';

export type GoToDateDialogProps = {
  readonly today: Day;
  readonly format: DayFormat;
  readonly onGo: (day: Day) => void;
  readonly onClose: () => void;
};

const everyDay = createSiteCalendar([], []);

/** Takes a date in the words that cells take it in, and shows it. */
export function GoToDateDialog({ today, format, onGo, onClose }: GoToDateDialogProps) {
  const [text, setText] = useState('');
  const day = dayOfText(text, { today, base: today, side: 'start', calendar: everyDay, countsWorkingDays: false, locale: format.locale });
  return (
    <FormDialog
      title="Go to date"
      size="small"
      submitLabel="Show"
      isSubmitDisabled={day === undefined}
      onSubmit={() => {
        if (day !== undefined) onGo(day);
      }}
      onClose={onClose}
    >
      <TextField
        label="Date"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
        autoFocus
        autoComplete="off"
        placeholder="12 mar, w23, next mon, +2w"
        value={text}
        onChange={setText}
        description={day === undefined ? 'A date, a week, or a step from today' : `${format.weekday(day)} ${format.long(day)}`}
      />
    </FormDialog>
  );
}
