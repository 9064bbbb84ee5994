import { ArrowRightLeft } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, type RefObject } from 'react';
import { useKeyboard } from 'react-aria/useKeyboard';
import type { CommandOutcome, Move } from '../../../../planning/commands/command.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { TimelineHandle } from '../../../timeline/timeline-handle.ts';
import { Button } from '../../../ui/button.tsx';
import { countText } from '../describe.ts';
import type { Action } from '../gantt-actions.ts';
import { findItem, nameOf } from '../gantt-items.ts';
import { consequencesOfCommands, moveReasonText, moveShiftText } from '../gestures/consequences.ts';
import styles from './review-sheet.module.css';
import { withReadableDays } from '../../../ui/format-day.ts';

const MAX_LISTED = 300;

export type ReviewSheetProps = {
  readonly plan: Plan;
  /** The plan's version: what is shown is worked out again when others change it. */
  readonly version: number;
  readonly format: DayFormat;
  readonly action: Action;
  readonly timelineRef: RefObject<TimelineHandle | null>;
  readonly onGoTo: (id: string) => void;
  readonly onAnswer: (isWanted: boolean) => void;
};

/** Everything that a change would move, before it does: a list beside the chart, on which the new places are seen meanwhile. */
export function ReviewSheet({ plan, version, format, action, timelineRef, onGoTo, onAnswer }: ReviewSheetProps) {
  const store = usePlanStore();
  const titleId = useId();
  const rootRef = useRef<HTMLDivElement>(null);
  const outcome = useMemo((): CommandOutcome => previewAt(version, () => store.preview(action.commands)), [store, action, version]);
  useEffect(() => rootRef.current?.focus({ preventScroll: true }), []);
  useShownOnChart(plan, action, outcome, timelineRef);
  const { keyboardProps } = useKeyboard({
    onKeyDown(event) {
      if (event.key === 'Escape') onAnswer(false);
      else event.continuePropagation();
    },
  });
  const isRefused = outcome.kind === 'refused';
  return (
    // A dialog beside the work, not over it: the chart can be scrolled to see what would move.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div {...keyboardProps} ref={rootRef} className={styles.sheet} role="dialog" aria-labelledby={titleId} tabIndex={-1}>
      <header className={styles.head}>
        <ArrowRightLeft size={18} className={styles.icon} aria-hidden />
        <h2 id={titleId} className={styles.title}>
          {action.label}
        </h2>
        <div className={styles.actions}>
          <Button onPress={() => onAnswer(false)}>Cancel</Button>
          <Button tone="primary" isDisabled={isRefused} onPress={() => onAnswer(true)}>
            Move all
          </Button>
        </div>
      </header>
      {outcome.kind === 'refused' ? (
        <p className={styles.refused} role="alert">
          {withReadableDays(outcome.refusal.message)}
        </p>
      ) : (
        <MovedList {...{ plan, format, onGoTo }} consequences={consequencesOfCommands(plan, action.commands, outcome.moves)} />
      )}
    </div>
  );
}

/** `version` tells that the plan, which stays the same object, is another one. */
function previewAt(_version: number, preview: () => CommandOutcome): CommandOutcome {
  return preview();
}

/** The new places on the chart, as while a hand holds the bar, and the first item of the change in sight. */
function useShownOnChart(plan: Plan, action: Action, outcome: CommandOutcome, timelineRef: RefObject<TimelineHandle | null>): void {
  const show = useEffectEvent((outcome: CommandOutcome) => {
    if (outcome.kind === 'refused') return;
    const others = consequencesOfCommands(plan, action.commands, outcome.moves);
    const byId = new Map(others.map((move) => [move.id as string, move]));
    timelineRef.current?.showMoves({
      spans: new Map(outcome.moves.map(({ id, to }) => [id, { startDay: to.startOn, endDay: to.endOn }])),
      reasonOf: (rowId) => {
        const move = byId.get(rowId);
        const reason = move && moveReasonText(plan, move);
        return move && reason !== undefined ? `${moveShiftText(plan, move)}, ${reason}` : undefined;
      },
    });
  });
  useEffect(() => {
    const timeline = timelineRef.current;
    show(outcome);
    return () => timeline?.showMoves(undefined);
  }, [outcome, timelineRef]);
  const reveal = useEffectEvent(() => {
    const named = action.commands.find(({ id }) => findItem(plan, id));
    if (named) timelineRef.current?.revealRow(named.id);
  });
  useEffect(() => {
    // The chart has taken on its new height by the frame after the next.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => reveal());
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}

type MovedListProps = Pick<ReviewSheetProps, 'plan' | 'format' | 'onGoTo'> & { readonly consequences: readonly Move[] };

function MovedList({ plan, format, onGoTo, consequences }: MovedListProps) {
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
    <>
      <p className={styles.summary}>
        This moves {countText(phases.length, 'other phase', 'other phases')} in {countText(projectIds.size, 'project', 'projects')}. It is
        one step: undo takes back all of it.
      </p>
      <ul className={styles.list} aria-label="What moves">
        {consequences
          .toSorted((a, b) => a.to.startOn - b.to.startOn)
          .slice(0, MAX_LISTED)
          .map((move) => (
            <li key={move.id}>
              <button type="button" className={styles.item} onClick={() => onGoTo(move.id)}>
                <span className={styles.name}>{nameOfMove(move)}</span>
                <span className={styles.shift}>{moveShiftText(plan, move)}</span>
                <span className={styles.note}>
                  {projectIds.size > 1 ? `${projectNameOf(move)} · ` : ''}
                  {daysOf(move.from)} → {daysOf(move.to)}
                </span>
                <span className={styles.why}>{moveReasonText(plan, move) ?? ''}</span>
              </button>
            </li>
          ))}
        {consequences.length > MAX_LISTED ? <li className={styles.more}>And {consequences.length - MAX_LISTED} more.</li> : null}
      </ul>
    </>
  );
}
