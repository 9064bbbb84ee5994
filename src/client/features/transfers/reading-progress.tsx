import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './transfers.module.css';

export type ReadingProgressProps = {
  readonly fileName: string;
  /** Of the upload, 0 to 1; at 1 the server works, for a time that nobody knows. */
  readonly share: number;
  readonly doing: 'Reading' | 'Importing';
};

export function ReadingProgress({ fileName, share, doing }: ReadingProgressProps) {
  const isWorking = share >= 1;
  return (
    <ProgressBar className={styles.progress ?? ''} value={share * 100} isIndeterminate={isWorking}>
      {({ percentage, valueText }) => (
        <>
          <Label>{`${isWorking ? doing : 'Sending'} “${fileName}”`}</Label>
          {isWorking ? null : <span className={styles.progressValue}>{valueText}</span>}
          <span className={styles.track} aria-hidden>
            <span
              className={isWorking ? styles.fillWorking : styles.fill}
              style={{ inlineSize: isWorking ? '30%' : `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
