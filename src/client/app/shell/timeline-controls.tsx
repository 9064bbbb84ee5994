import { ChevronLeft, ChevronRight, Minus, Plus, Spline } from 'lucide-react';
import { defaultCellPx, MAX_CELL_PX, MIN_CELL_PX, useViewState, zoomModes, type ZoomMode } from '../../data/view-state.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatRange } from '../../ui/format-day.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './timeline-controls.module.css';

const modeTexts: Readonly<Record<ZoomMode, { label: string; short: string }>> = {
  week: { label: 'Week: a cell is a day', short: 'W' },
  month: { label: 'Month: a cell is a day', short: 'M' },
  quarter: { label: 'Quarter: a cell is a week', short: 'Q' },
  year: { label: 'Year: a cell is a month', short: 'Y' },
};
const ZOOM_STEP = 1.25;
/** How much of what is visible a step forward or back moves on: a little of the old stays in view. */
const STEP_SHARE = 0.8;

/** Where the timeline stands, its mode and zoom, and what it marks. */
export function TimelineControls() {
  const { state, update, visibleDays, send } = useViewState();
  const step = (direction: 1 | -1): void => {
    if (!visibleDays) return;
    const length = Math.max(1, Math.floor((visibleDays.to - visibleDays.from + 1) * STEP_SHARE));
    update({ from: visibleDays.from + direction * length });
  };
  const zoomTo = (cellPx: number): void => update({ cellPx: Math.round(Math.min(MAX_CELL_PX, Math.max(MIN_CELL_PX, cellPx))) });
  const percent = Math.round((state.cellPx / defaultCellPx[state.mode]) * 100);
  return (
    <>
      <div className={styles.group}>
        <IconButton icon={<ChevronLeft />} label="Previous" isDisabled={!visibleDays} onPress={() => step(-1)} />
        <Button size="small" onPress={() => send({ kind: 'today' })}>
          Today
        </Button>
        <IconButton icon={<ChevronRight />} label="Next" isDisabled={!visibleDays} onPress={() => step(1)} />
      </div>
      <p className={styles.caption}>{visibleDays ? formatRange(visibleDays.from, visibleDays.to) : ''}</p>
      <span className={styles.space} />
      <Segmented
        label="Scale"
        choices={zoomModes.map((mode) => ({ key: mode, ...modeTexts[mode] }))}
        value={state.mode}
        onChange={(mode) => update({ mode, cellPx: defaultCellPx[mode] })}
      />
      <div className={styles.group}>
        <IconButton
          icon={<Minus />}
          label="Zoom out"
          keys="−"
          isDisabled={state.cellPx <= MIN_CELL_PX}
          onPress={() => zoomTo(state.cellPx / ZOOM_STEP)}
        />
        <Button
          tone="quiet"
          size="small"
          className={styles.percent}
          aria-label={`Zoom ${String(percent)} %, reset to 100 %`}
          onPress={() => zoomTo(defaultCellPx[state.mode])}
        >
          {percent} %
        </Button>
        <IconButton
          icon={<Plus />}
          label="Zoom in"
          keys="+"
          isDisabled={state.cellPx >= MAX_CELL_PX}
          onPress={() => zoomTo(state.cellPx * ZOOM_STEP)}
        />
      </div>
      <IconButton
        icon={<Spline />}
        label="Critical path"
        isPressed={state.showsCriticalPath}
        onPress={() => update({ showsCriticalPath: !state.showsCriticalPath, criticalProjectId: undefined })}
      />
    </>
  );
}
