import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { listProjects } from '../../../../planning/plan.ts';
import { call, type AnswerOf } from '../../../data/call.ts';
import { announce } from '../../../ui/announce.ts';
import { IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { Drawer, DrawerSection } from '../../../ui/drawer.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../../ui/menu.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { countText } from '../describe.ts';
import { ComparisonSection } from './comparison-section.tsx';
import type { PanelProps } from './panel-props.ts';
import { shownProjects } from './panel-props.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { TakeBaseline } from './take-baseline.tsx';
import { baselineKeys } from './use-baseline.ts';
import styles from './panels.module.css';

const PAGE = 200;
/** Far more than anybody compares with; older ones stay on the server. */
const MAX_PAGES = 10;
const NOTHING = 'none';

type Row = AnswerOf<'listBaselines'>['items'][number];

async function listAllBaselines(): Promise<readonly Row[]> {
  const items: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: AnswerOf<'listBaselines'> = await call('listBaselines', { query: { limit: PAGE, cursor } });
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}

/** Takes baselines, chooses the one to compare with, and tells what moved since. */
export function BaselinesPanel(props: PanelProps) {
  const { plan, siteId, selected, baseline, baselineId, canWrite, onCompare, onClose } = props;
  const { data, error } = useQuery({ queryKey: baselineKeys.list, queryFn: listAllBaselines });
  const projects = shownProjects(listProjects(plan), siteId);
  return (
    <Drawer title="Baselines" eyebrow="Dates as they once stood" onClose={onClose} closeLabel="Close baselines">
      {canWrite ? (
        <TakeBaseline
          projects={projects}
          selected={selected?.project}
          takenCount={data?.length ?? 0}
          onTaken={(taken) => onCompare(taken)}
        />
      ) : null}
      <DrawerSection title="Compare with">
        {error ? <p className={styles.hint}>{error.message}</p> : null}
        {data === undefined && !error ? <Skeleton rows={3} label="Loading the baselines…" /> : null}
        {data ? <BaselineList {...props} rows={data} value={baselineId ?? NOTHING} /> : null}
      </DrawerSection>
      {baseline && baselineId !== undefined ? <ComparisonSection {...props} baseline={baseline} /> : null}
    </Drawer>
  );
}

type BaselineListProps = PanelProps & { readonly rows: readonly Row[]; readonly value: string };

function BaselineList({ plan, rows, value, format, canWrite, baselineId, onCompare }: BaselineListProps) {
  const client = useQueryClient();
  const [renamed, setRenamed] = useState<Row>();
  const [deleted, setDeleted] = useState<Row>();
  const [isDeleting, setDeleting] = useState(false);
  const [failure, setFailure] = useState<string>();
  const time = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const remove = async (row: Row): Promise<void> => {
    setDeleting(true);
    const isCompared = baselineId === row.id;
    // Let go of first: the news of its end would be told as if somebody else had done it.
    if (isCompared) onCompare(undefined);
    try {
      await call('deleteBaseline', { params: { id: row.id } });
      announce(`${row.name} deleted`);
      setFailure(undefined);
    } catch (error) {
      if (isCompared) onCompare(row.id);
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setDeleting(false);
    setDeleted(undefined);
    await client.invalidateQueries({ queryKey: baselineKeys.list, exact: true });
  };
  if (rows.length === 0)
    return <p className={styles.hint}>None was taken yet. Take one before the plan changes, to see later what moved.</p>;
  return (
    <>
      <RadioGroup
        aria-label="Baseline to compare with"
        value={value}
        onChange={(id) => onCompare(id === NOTHING ? undefined : id)}
        className={styles.choices ?? ''}
      >
        <div className={styles.choice}>
          <Radio value={NOTHING} className={styles.radio ?? ''}>
            <span className={styles.dot} aria-hidden />
            <span className={styles.choiceName}>Nothing</span>
          </Radio>
        </div>
        {rows.map((row) => (
          <BaselineRow key={row.id} {...{ plan, row, time, canWrite }} onRename={() => setRenamed(row)} onDelete={() => setDeleted(row)} />
        ))}
      </RadioGroup>
      {failure === undefined ? null : (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {renamed ? <RenameDialog key={renamed.id} id={renamed.id} name={renamed.name} onClose={() => setRenamed(undefined)} /> : null}
      <ConfirmDialog
        title={`Delete ${deleted?.name ?? 'the baseline'}?`}
        confirmLabel="Delete"
        isOpen={deleted !== undefined}
        isPending={isDeleting}
        onConfirm={() => {
          if (deleted) void remove(deleted);
        }}
        onClose={() => setDeleted(undefined)}
      >
        <p>The dates that it keeps are lost for everybody. The plan stays as it is.</p>
      </ConfirmDialog>
    </>
  );
}

type BaselineRowProps = Pick<PanelProps, 'plan' | 'canWrite'> & {
  readonly row: Row;
  readonly time: Intl.DateTimeFormat;
  readonly onRename: () => void;
  readonly onDelete: () => void;
};

function BaselineRow({ plan, row, time, canWrite, onRename, onDelete }: BaselineRowProps) {
  return (
    <div className={styles.choice}>
      <Radio value={row.id} className={styles.radio ?? ''}>
        <span className={styles.dot} aria-hidden />
        <span className={styles.choiceText}>
          <span className={styles.choiceName}>{row.name}</span>
          <span className={styles.note}>
            {time.format(new Date(row.takenAt))} · {row.takenByName} · {contentText(plan, row)}
          </span>
        </span>
      </Radio>
      {canWrite ? (
        <MenuTrigger>
          <IconButton
            size="small"
            icon={<Ellipsis size={16} />}
            label={row.isWhole ? `Actions for ${row.name}` : `${row.name} also keeps projects of other sites: ask an administrator`}
            isDisabled={!row.isWhole}
          />
          <Menu
            label={`Actions for ${row.name}`}
            onAction={(key) => {
              if (key === 'rename') onRename();
              else onDelete();
            }}
          >
            <MenuItem id="rename" icon={<Pencil />}>
              Rename…
            </MenuItem>
            <MenuItem id="delete" icon={<Trash2 />} isDanger>
              Delete…
            </MenuItem>
          </Menu>
        </MenuTrigger>
      ) : null}
    </div>
  );
}

/** The one project by its name, else how many. */
function contentText(plan: PanelProps['plan'], { projectIds }: Row): string {
  const [first] = projectIds;
  const name = first === undefined || projectIds.length > 1 ? undefined : plan.projects.get(first)?.name;
  return name ?? countText(projectIds.length, 'project', 'projects');
}
