/** dhtmlx-gantt with the tree: its own defaults, the scales and columns of the other chart, no scheduling. */
import 'dhtmlx-gantt/codebase/dhtmlxgantt.css';
import { gantt } from 'dhtmlx-gantt';
import { calendarDateOf } from '../../src/lib/days.ts';
import { offer } from './page.ts';
import { CHAIN, type TreeRow } from './tree.ts';

/** As its links name it. */
const FINISH_TO_START = '0';

function dateOf(day: number): Date {
  const { year, month, day: date } = calendarDateOf(day);
  return new Date(year, month - 1, date);
}

function taskOf({ id, parentId, name, startOn, endOn, progressPercent, isLeaf }: TreeRow) {
  return {
    id,
    text: name,
    start_date: dateOf(startOn),
    end_date: dateOf(endOn + 1),
    progress: progressPercent / 100,
    type: isLeaf ? 'task' : 'project',
    open: true,
    ...(parentId === null ? {} : { parent: parentId }),
  };
}

const percentOf = ({ progress = 0 }: { readonly progress?: number }): string => `${Math.round(progress * 100)}%`;

type Data = Parameters<typeof gantt.parse>[0];
let data: Data;

offer({
  prepare({ rows, links }) {
    data = {
      data: rows.map(taskOf),
      links: links.map(({ id, fromId, toId }) => ({ id, source: fromId, target: toId, type: FINISH_TO_START })),
    };
  },
  show(element) {
    gantt.config.row_height = 32;
    gantt.config.scale_height = 56;
    gantt.config.min_column_width = 24;
    gantt.config.scales = [
      { unit: 'month', step: 1, format: '%F %Y' },
      { unit: 'day', step: 1, format: '%j' },
    ];
    gantt.config.columns = [
      { name: 'text', label: 'Name', tree: true, width: 304 },
      { name: 'start_date', label: 'Start', align: 'right', width: 98 },
      { name: 'end_date', label: 'End', align: 'right', width: 98 },
      { name: 'duration', label: 'Days', align: 'right', width: 50 },
      { name: 'progress', label: 'Done', align: 'right', width: 70, template: percentOf },
    ];
    gantt.init(element);
    gantt.parse(data);
  },
  scroller() {
    const found = document.querySelector<HTMLElement>('.gantt_ver_scroll');
    if (!found) throw new Error('the chart does not scroll');
    return found;
  },
  moveChain({ rows }, days) {
    const chain = rows.filter((row) => row.isLeaf).slice(0, CHAIN);
    gantt.batchUpdate(() => {
      for (const { id } of chain) {
        const task = gantt.getTask(id);
        task.start_date = gantt.date.add(task.start_date as Date, days, 'day');
        task.end_date = gantt.date.add(task.end_date as Date, days, 'day');
        gantt.updateTask(id);
      }
    });
  },
});
