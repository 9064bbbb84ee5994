import type { Move } from '../../../planning/commands/command.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { countText } from './describe.ts';
import { findItem, nameOf } from './gantt-items.ts';
import { moveReasonText, moveShiftText } from './gestures/consequences.ts';
import styles from './review-dialog.module.css';
import type { Review } from './use-gestures.ts';

const MAX_LISTED = 300;

export type ReviewDialogProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly review: Review;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Everything that a change would move, before it does. */
export function ReviewDialog({ plan, format, review, onConfirm, onClose }: ReviewDialogProps) {
  const { action, consequences } = review;
  const phases = consequences.filter((move) => move.entity === 'phase');
  const projectIds = new Set(phases.map((move) => findItem(plan, move.id)?.project.id));
  const daysOf = ({ startOn, endOn }: Move['to']): string =>
    startOn === endOn ? format.short(startOn) : `${format.short(startOn)} – ${format.short(endOn)}`;
  const nameOfMove = (move: Move): string => {
    const item = findItem(plan, move.id);
    return item ? nameOf(item) : '';
  };
  const projectNameOf = (move: Move): string => findItem(plan, move.id)?.project.name ?? '';
  return (
    <Dialog
      title={action.label}
      isOpen
      onClose={onClose}
      size="large"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" onPress={onConfirm}>
            Move all
          </Button>
        </>
      }
    >
      <p className={styles.summary}>
        This moves {countText(phases.length, 'other phase', 'other phases')} in {countText(projectIds.size, 'project', 'projects')}. It is
        one step: undo takes back all of it.
      </p>
      {/* The keyboard scrolls it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.list} aria-label="What moves" tabIndex={0}>
        <ul>
          {consequences
            .toSorted((a, b) => a.to.startOn - b.to.startOn)
            .slice(0, MAX_LISTED)
            .map((move) => (
              <li key={move.id} className={styles.item}>
                <span className={styles.name}>{nameOfMove(move)}</span>
                <span className={styles.shift}>{moveShiftText(plan, move)}</span>
                <span className={styles.note}>
                  {projectIds.size > 1 ? `${projectNameOf(move)} · ` : ''}
                  {daysOf(move.from)} → {daysOf(move.to)}
                </span>
                <span className={styles.why}>{moveReasonText(plan, move) ?? ''}</span>
              </li>
            ))}
        </ul>
      </section>
      {consequences.length > MAX_LISTED ? (
        <p className={styles.summary}>And {countText(consequences.length - MAX_LISTED, 'more', 'more')}.</p>
      ) : null}
    </Dialog>
  );
}
