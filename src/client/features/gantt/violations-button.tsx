import { TriangleAlert } from 'lucide-react';
import { Suspense, useDeferredValue, useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Button } from '../../ui/button.tsx';
import { PopoverDialog } from '../../ui/popover.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { countText } from './describe.ts';
import { ViolationsList } from './insight/lazy-insight.ts';
import type { ViolationsListProps } from './insight/violations-list.tsx';
import type { ScheduleInsight } from './schedule-insight.ts';
import styles from './insight/violations.module.css';

type ViolationsButtonProps = Omit<ViolationsListProps, 'violations'> & {
  readonly find: ScheduleInsight['violations'];
  readonly isAside: boolean;
};

const findNone = () => [];

/** How many phases stand earlier than a link lets them, which ones, and what to do about it. */
export function ViolationsButton({ isAside, find, ...props }: ViolationsButtonProps) {
  // All links of the plan are looked at: after the chart is painted.
  const violations = useDeferredValue(find, findNone)();
  const [isOpen, setOpen] = useState(false);
  if (violations.length === 0) return null;
  return (
    // Steps aside while something else asks for an answer.
    <DialogTrigger isOpen={isOpen && !isAside} onOpenChange={setOpen}>
      <Button size="small" tone="quiet" className={styles.button} icon={<TriangleAlert size={15} />}>
        {countText(violations.length, 'violation', 'violations')}
      </Button>
      <PopoverDialog label="Violated dependencies" placement="bottom start">
        <Suspense fallback={<Skeleton rows={3} />}>
          <ViolationsList {...props} violations={violations} />
        </Suspense>
      </PopoverDialog>
    </DialogTrigger>
  );
}
