import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Day } from '../../../../lib/days.ts';
import { hasChildren } from '../../../../planning/plan.ts';
import { explainPlace, type PlaceSide, type PlaceStep } from '../../../../planning/schedule/explain-place.ts';
import { call, type AnswerOf } from '../../../data/call.ts';
import { announce } from '../../../ui/announce.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { DrawerProps } from '../drawer/drawer-props.ts';
import type { GanttItem } from '../gantt-items.ts';
import { pathTextOf, whyAnnouncement, whyLines, type WhyLine } from './why-words.ts';
import styles from './why.module.css';

const sides = [
  { key: 'start', label: 'Why does it start there', short: 'Start' },
  { key: 'end', label: 'Why does it end there', short: 'End' },
] as const;

/** Longer chains show their beginning and the last cause. */
const MAX_SHOWN = 6;

export type WhySectionProps = Pick<DrawerProps, 'plan' | 'format' | 'onGoTo'> & {
  readonly item: GanttItem;
  /** Grows with each request to explain the item: then the section comes into sight and is read out. */
  readonly askedCount: number;
};

/** The chain of rules that fixes the item's dates, down to the date that somebody chose. */
export function WhySection({ plan, format, item, onGoTo, askedCount }: WhySectionProps) {
  const [side, setSide] = useState<PlaceSide>('start');
  const [isWhole, setWhole] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const steps = explainPlace(plan, item.id, side);
  const lines = whyLines(plan, format, steps);
  const answer = useEffectEvent(() => {
    ref.current?.parentElement?.scrollIntoView({ block: 'nearest' });
    announce(whyAnnouncement(lines));
  });
  useEffect(() => {
    if (askedCount > 0) answer();
  }, [askedCount]);
  const isFolded = !isWhole && lines.length > MAX_SHOWN;
  const shown = isFolded ? [...lines.slice(0, MAX_SHOWN - 2), ...lines.slice(-1)] : lines;
  const spans = item.kind === 'project' || hasChildren(plan, item.id);
  return (
    <DrawerSection
      title="Why is it here"
      {...(spans ? { actions: <Segmented label="Which date" choices={sides} value={side} onChange={setSide} /> } : {})}
    >
      <div ref={ref}>
        <ol className={styles.chain}>
          {shown.map((line, index) => (
            <WhyStep
              key={`${line.id} ${line.placed}`}
              line={line}
              isSelf={line.id === item.id}
              path={pathTextOf(plan, line.id)}
              onGoTo={onGoTo}
              cause={index === shown.length - 1 ? steps.at(-1) : undefined}
              locale={format.locale}
              foldedCount={isFolded && index === shown.length - 2 ? lines.length - shown.length : 0}
              onUnfold={() => setWhole(true)}
            />
          ))}
        </ol>
      </div>
    </DrawerSection>
  );
}

type WhyStepProps = {
  readonly line: WhyLine;
  readonly isSelf: boolean;
  readonly path: string;
  readonly onGoTo: (id: string) => void;
  /** Where the chain ends. */
  readonly cause: PlaceStep | undefined;
  readonly locale: string;
  readonly foldedCount: number;
  readonly onUnfold: () => void;
};

function WhyStep({ line, isSelf, path, onGoTo, cause, locale, foldedCount, onUnfold }: WhyStepProps) {
  return (
    <>
      <li className={cx(styles.step, line.end === 'own' && styles.own, line.end === 'violated' && styles.violated)}>
        <span className={styles.head}>
          {isSelf ? (
            <span className={styles.self}>{line.name}</span>
          ) : (
            <button type="button" className={styles.name} title={path} onClick={() => onGoTo(line.id)}>
              {line.name}
            </button>
          )}{' '}
          <span className={styles.placed}>{line.placed}</span>
        </span>
        {line.sentences.map((sentence) => (
          <span key={sentence} className={styles.sentence}>
            {sentence}
          </span>
        ))}
        {cause && line.end !== undefined ? <SetBy step={cause} locale={locale} /> : null}
      </li>
      {foldedCount > 0 ? (
        <li className={styles.folded}>
          <Button size="small" tone="quiet" onPress={onUnfold}>
            {foldedCount} more between
          </Button>
        </li>
      ) : null}
    </>
  );
}

const HISTORY_LENGTH = 100;

type Setting = { readonly actorName: string | null; readonly at: string; readonly how: string };

/** Who gave an item its date, and when, from the change log. */
function SetBy({ step, locale }: { readonly step: PlaceStep; readonly locale: string }) {
  const { data } = useQuery({
    queryKey: ['placed-by', step.id, step.side, step.on],
    queryFn: async ({ signal }) => {
      const { items } = await call('listActivity', { query: { itemId: step.id, limit: HISTORY_LENGTH }, signal });
      return findSetting(items, step.id, step.side, step.on) ?? null;
    },
  });
  if (!data) return null;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <span className={styles.setBy}>
      {data.how} {data.actorName ?? 'somebody'}, <time dateTime={data.at}>{time.format(new Date(data.at))}</time>
    </span>
  );
}

/** The last change that put the item on this day: `changes` come with the latest first. */
function findSetting(changes: AnswerOf<'listActivity'>['items'], id: string, side: PlaceSide, on: Day): Setting | undefined {
  const field = side === 'start' ? 'startOn' : 'endOn';
  for (const { patches, moves, actorName, at } of changes) {
    const own = patches.filter((patch) => patch.id === id);
    if (!own.some((patch) => patch.field === field && patch.to === on)) continue;
    const isBirth = own.some((patch) => patch.field === 'id' && patch.from === null);
    const isAsked = moves.find((move) => move.id === id)?.reason.kind === 'asked';
    return { actorName, at, how: isBirth ? 'Planned by' : isAsked ? 'Set by' : 'Moved along by a change of' };
  }
  return undefined;
}
