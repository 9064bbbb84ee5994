import { ChevronLeft, ChevronRight, Minus, Plus } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { TimelineHandle } from '../../../timeline/timeline-handle.ts';
import type { BarStep, TimelineBar } from '../../../timeline/timeline-model.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useToastLift } from '../../../ui/toast-lift.ts';
import strip from '../../../ui/scroll-strip.module.css';
import { useSettling } from './use-settling.ts';
import styles from './step-bar.module.css';

type Step = { readonly label: string; readonly icon: ReactNode; readonly step: BarStep };
type Steps = { readonly title: string; readonly needs: 'canMove' | 'canResize' | 'canProgress'; readonly steps: readonly [Step, Step] };

const earlier = <ChevronLeft size={20} />;
const later = <ChevronRight size={20} />;

const groups: readonly Steps[] = [
  {
    title: 'Move',
    needs: 'canMove',
    steps: [
      { label: 'Move one day earlier', icon: earlier, step: { kind: 'move', days: -1 } },
      { label: 'Move one day later', icon: later, step: { kind: 'move', days: 1 } },
    ],
  },
  {
    title: 'Start',
    needs: 'canResize',
    steps: [
      { label: 'Start one day earlier', icon: earlier, step: { kind: 'resizeStart', days: -1 } },
      { label: 'Start one day later', icon: later, step: { kind: 'resizeStart', days: 1 } },
    ],
  },
  {
    title: 'End',
    needs: 'canResize',
    steps: [
      { label: 'End one day earlier', icon: earlier, step: { kind: 'resizeEnd', days: -1 } },
      { label: 'End one day later', icon: later, step: { kind: 'resizeEnd', days: 1 } },
    ],
  },
  {
    title: 'Done',
    needs: 'canProgress',
    steps: [
      { label: 'Less progress', icon: <Minus size={18} />, step: { kind: 'progress', isUp: false } },
      { label: 'More progress', icon: <Plus size={18} />, step: { kind: 'progress', isUp: true } },
    ],
  },
];

export type StepBarProps = { readonly rowId: string; readonly bar: TimelineBar; readonly timelineRef: RefObject<TimelineHandle | null> };

/** What a finger can do to the chosen bar without pulling it: what the keys do, shown and done as they do it. */
export function StepBar({ rowId, bar, timelineRef }: StepBarProps) {
  const rootRef = useRef<HTMLDivElement>(null);
  useToastLift(72);
  const settling = useSettling(rootRef, () => timelineRef.current?.commitNudge());
  useEffect(() => {
    // The chart has lost some of its height: the bar shall still be seen.
    const frame = requestAnimationFrame(() => timelineRef.current?.revealRow(rowId, { keepsDays: true }));
    return () => cancelAnimationFrame(frame);
  }, [rowId, timelineRef]);
  const shown = groups.filter(({ needs }) => bar[needs] === true);
  if (shown.length === 0) return null;
  return (
    <div ref={rootRef} className={cx(styles.bar, strip.strip)} role="toolbar" aria-label={`Steps for ${bar.label}`}>
      {shown.map(({ title, steps }) => (
        <div key={title} className={styles.group}>
          <span className={styles.title} aria-hidden>
            {title}
          </span>
          {steps.map(({ label, icon, step }) => (
            <IconButton
              key={label}
              icon={icon}
              label={label}
              tone="neutral"
              className={styles.step}
              onPress={() => {
                timelineRef.current?.nudge(rowId, step);
                settling.restart();
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
