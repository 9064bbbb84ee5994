import type { Day } from '../../../../lib/days.ts';
import { CommitDateField } from './commit-fields.tsx';
import styles from './drawer.module.css';

export type OwnDaysProps = {
  /** What has the days, for the names of the fields. */
  readonly what: string;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly isDisabled: boolean;
  readonly onCommit: (days: { readonly startOn: Day; readonly endOn: Day }) => Promise<string | undefined>;
};

/** First and last day of something that does not follow a phase. A start after the end takes the end along. */
export function OwnDays({ what, startOn, endOn, isDisabled, onCommit }: OwnDaysProps) {
  return (
    <div className={styles.pair}>
      <CommitDateField
        label={`${what}: first day`}
        isLabelHidden
        value={startOn}
        isDisabled={isDisabled}
        onCommit={(day) => onCommit({ startOn: day, endOn: Math.max(day, endOn) })}
      />
      <CommitDateField
        label={`${what}: last day`}
        isLabelHidden
        value={endOn}
        isDisabled={isDisabled}
        onCommit={(day) => (day < startOn ? Promise.resolve('The end is before the start') : onCommit({ startOn, endOn: day }))}
      />
    </div>
  );
}
