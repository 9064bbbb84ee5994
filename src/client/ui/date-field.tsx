import { CalendarDate, type DateValue } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useContext } from 'react';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Heading } from 'react-aria-components/Heading';
import { calendarDateOf, dayOf, FIRST_DAY, LAST_DAY, type Day } from '../../lib/days.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './date-field.module.css';
import fieldStyles from './field.module.css';
import { Popover } from './popover.tsx';
import { FieldLabel, FieldNotes, type FieldTexts } from './text-field.tsx';
import { WeekStartContext } from './week-start.ts';

export type DateFieldProps = FieldTexts & {
  readonly value: Day | null;
  readonly onChange: (day: Day | null) => void;
  readonly minOn?: Day;
  readonly maxOn?: Day;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean;
  readonly className?: string | undefined;
};

/** A calendar day, typed part by part or chosen in a calendar. No clock time and no zone anywhere. */
export function DateField(props: DateFieldProps) {
  const { label, isLabelHidden, description, error, value, onChange, minOn = FIRST_DAY, maxOn = LAST_DAY, className, ...rest } = props;
  return (
    <DatePicker
      {...rest}
      value={value === null ? null : dateOf(value)}
      onChange={(date) => onChange(date === null ? null : dayOfDate(date))}
      minValue={dateOf(minOn)}
      maxValue={dateOf(maxOn)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      granularity="day"
      shouldForceLeadingZeros
      className={cx(fieldStyles.field, className)}
    >
      <FieldLabel isHidden={isLabelHidden} isRequired={rest.isRequired}>
        {label}
      </FieldLabel>
      <Group className={cx(fieldStyles.box, styles.box)}>
        <DateInput className={styles.input ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
        </DateInput>
        <Button className={styles.open ?? ''}>
          <CalendarDays aria-hidden />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover>
        <Dialog className={styles.dialog ?? ''}>
          <DayCalendar />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function DayCalendar() {
  const weekStart = useContext(WeekStartContext);
  const first = weekStart === undefined ? undefined : weekdays[weekStart - 1];
  return (
    <Calendar {...(first === undefined ? {} : { firstDayOfWeek: first })}>
      <header className={styles.head}>
        <IconButton slot="previous" icon={<ChevronLeft />} label="Previous month" size="small" />
        <Heading className={styles.heading ?? ''} />
        <IconButton slot="next" icon={<ChevronRight />} label="Next month" size="small" />
      </header>
      <CalendarGrid className={styles.grid ?? ''}>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell className={styles.weekday ?? ''}>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}

function dateOf(day: Day): CalendarDate {
  const { year, month, day: dayOfMonth } = calendarDateOf(day);
  return new CalendarDate(year, month, dayOfMonth);
}

function dayOfDate(date: DateValue): Day {
  return dayOf(date.year, date.month, date.day);
}
