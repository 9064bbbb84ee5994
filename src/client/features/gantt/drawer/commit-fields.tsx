/**
 * Fields whose value is a part of the plan: they take effect when one leaves them or presses Enter, keep what is typed while the
 * plan changes around them, and show at the field why something was refused.
 */
import { useContext, useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { FIRST_DAY, LAST_DAY, type Day } from '../../../../lib/days.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DraftsContext, goOnTyping } from './drafts.ts';

/** Resolves to a sentence when the value was refused. */
export type Commit<Value> = (value: Value) => Promise<string | undefined>;

type CommonProps<Value> = {
  readonly label: string;
  readonly value: Value;
  readonly onCommit: Commit<Value>;
  readonly isDisabled?: boolean;
  readonly description?: string;
};

/** Where a draft outlives its field: what it was, if anything, and where it is noted. */
type Keeping<Value> = { readonly kept: Value | undefined; readonly keep: (value: Value | undefined) => void };

/** What is typed and not yet taken, why it was not, and whether the plan has come to say something else since the typing began. */
function useDraft<Value>(value: Value, onCommit: Commit<Value>, { kept, keep }: Partial<Keeping<Value>> = {}) {
  const [draft, setDraft] = useState<{ readonly value: Value; readonly over: Value } | undefined>(() =>
    kept === undefined ? undefined : { value: kept, over: value },
  );
  const [error, setError] = useState<string>();
  const waitingRef = useRef<{ readonly value: Value }>(undefined);
  const discard = (): void => {
    setDraft(undefined);
    setError(undefined);
    keep?.(undefined);
  };
  const commit = async (next: Value): Promise<void> => {
    if (Object.is(next, value)) {
      discard();
      return;
    }
    // A change may wait for an answer elsewhere: leaving the field meanwhile does not ask a second time.
    if (waitingRef.current && Object.is(waitingRef.current.value, next)) return;
    const waiting = { value: next };
    waitingRef.current = waiting;
    const refusal = await onCommit(next);
    if (waitingRef.current === waiting) waitingRef.current = undefined;
    if (refusal === undefined) discard();
    else setError(refusal);
  };
  return {
    shown: draft ? draft.value : value,
    hasDraft: draft !== undefined,
    isOvertaken: draft !== undefined && !Object.is(draft.over, value) && !Object.is(draft.value, value),
    error,
    type: (next: Value) => {
      setDraft((before) => ({ value: next, over: before ? before.over : value }));
      keep?.(next);
    },
    commit,
    discard,
  };
}

export type CommitTextFieldProps = CommonProps<string> & {
  readonly isMultiline?: boolean;
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
};

export function CommitTextField({
  value,
  onCommit,
  isRequired = false,
  maxLength = 200,
  isMultiline = false,
  ...props
}: CommitTextFieldProps) {
  const drafts = useContext(DraftsContext);
  const kept = drafts?.get(props.label);
  const keep = (text: string | undefined) => void (text === undefined ? drafts?.delete(props.label) : drafts?.set(props.label, text));
  const take = (text: string) => (isRequired && text.trim() === '' ? Promise.resolve('This cannot be empty') : onCommit(text.trim()));
  const draft = useDraft(value, take, { kept, keep });
  const ref = useRef<HTMLDivElement>(null);
  const wasKeptRef = useRef(kept !== undefined);
  useLayoutEffect(() => {
    if (wasKeptRef.current) goOnTyping(ref.current);
  }, []);
  const handleKey = (event: KeyboardEvent): void => {
    // Enter and Escape are for the choice of characters as long as that is open.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (!isMultiline || event.ctrlKey)) void draft.commit(draft.shown);
    else if (event.key === 'Escape' && draft.hasDraft) {
      event.stopPropagation();
      draft.discard();
    }
  };
  return (
    // The keys belong to the field inside; the element only listens on its way.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={ref} onKeyDownCapture={handleKey}>
      <TextField
        {...props}
        isMultiline={isMultiline}
        isRequired={isRequired}
        maxLength={maxLength}
        value={draft.shown}
        error={draft.error}
        {...(draft.isOvertaken && draft.shown.trim() !== value ? { description: overtakenText(value) } : {})}
        onChange={draft.type}
        onBlur={() => {
          if (draft.hasDraft) void draft.commit(draft.shown);
        }}
      />
    </div>
  );
}

const MAX_QUOTED = 120;

/** Both texts are there to be compared before one takes the place of the other. */
function overtakenText(present: string): string {
  const quoted = present.length > MAX_QUOTED ? `${present.slice(0, MAX_QUOTED)}…` : present;
  const what = present === '' ? 'emptied this' : `changed this to “${quoted}”`;
  return `Meanwhile somebody has ${what}. What you typed takes its place; Escape leaves it as it is.`;
}

export type CommitNumberFieldProps = CommonProps<number | null> & {
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly formatOptions?: Intl.NumberFormatOptions;
  readonly isLabelHidden?: boolean;
  readonly className?: string | undefined;
};

export function CommitNumberField({ value, onCommit, ...props }: CommitNumberFieldProps) {
  const draft = useDraft(value, (next) => {
    const fault = rangeFaultOf(next, props);
    return fault === undefined ? onCommit(next) : Promise.resolve(fault);
  });
  return (
    <NumberField
      {...props}
      // What is typed is refused where it cannot be, and what is there is shown as it is: neither is made another number.
      commitBehavior="validate"
      value={draft.shown}
      error={draft.error}
      onChange={(next) => void draft.commit(next)}
    />
  );
}

function rangeFaultOf(
  value: number | null,
  { minValue, maxValue }: Pick<CommitNumberFieldProps, 'minValue' | 'maxValue'>,
): string | undefined {
  if (value === null || (value >= (minValue ?? value) && value <= (maxValue ?? value))) return undefined;
  const [least, most] = [minValue, maxValue].map((bound) => bound?.toLocaleString());
  if (least === undefined) return `Type a number up to ${most ?? ''}`;
  return most === undefined ? `Type a number, ${least} or more` : `Type a number from ${least} to ${most}`;
}

/** How long after the last typed digit a date counts as complete. */
const TYPED_AFTER_MS = 900;

/** A date is typed part by part: it is taken a moment after the last part, on Enter, or when one leaves the field. */
export function CommitDateField({ value, onCommit, ...props }: CommonProps<Day> & { readonly isLabelHidden?: boolean }) {
  const draft = useDraft<Day | null>(value, (day) => (isUsable(day) ? onCommit(day) : Promise.resolve('Enter a whole date')));
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timerRef.current), []);
  const commitNow = (): void => {
    clearTimeout(timerRef.current);
    if (draft.hasDraft) void draft.commit(draft.shown);
  };
  const handleBlur = (event: FocusEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) commitNow();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens for the field inside
    <div
      onBlur={handleBlur}
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter') commitNow();
      }}
    >
      <DateField
        {...props}
        value={draft.shown}
        error={draft.error}
        onChange={(day) => {
          draft.type(day);
          clearTimeout(timerRef.current);
          if (isUsable(day)) timerRef.current = setTimeout(() => void draft.commit(day), TYPED_AFTER_MS);
        }}
      />
    </div>
  );
}

/** While the year is typed it passes through the first centuries. */
function isUsable(day: Day | null): day is Day {
  return day !== null && day >= FIRST_DAY && day <= LAST_DAY;
}
