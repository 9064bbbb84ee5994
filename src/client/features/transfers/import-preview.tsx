import type { CSSProperties } from 'react';
import type { ImportPreview, ImportReportEntry } from '../../../contract/transfers.ts';
import type { Day } from '../../../lib/days.ts';
import styles from './transfers.module.css';

const MAX_ROWS = 400;
const MS_PER_DAY = 86_400_000;
// Days have no zone: UTC keeps the number what it is.
const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

function formatDate(day: Day): string {
  return dateFormat.format(day * MS_PER_DAY);
}

/** What comes in, as a tree with bars, and what comes in differently or not at all. */
export function ImportPreviewPanel({ preview }: { readonly preview: ImportPreview }) {
  const { source, project, counts, report } = preview;
  const ignored = report.filter((entry) => entry.kind === 'ignored');
  const noted = report.filter((entry) => entry.kind !== 'ignored');
  return (
    <>
      <output className={styles.summary}>
        <strong>{source.formatName}</strong>
        {source.program === null ? null : ` of ${source.program}`}: {formatDate(project.startOn)} to {formatDate(project.endOn)}
      </output>
      <Counts counts={counts} people={preview.people} />
      <Report title="Taken over differently" entries={noted} />
      <Report title="Not taken over" entries={ignored} />
      <RowTable preview={preview} />
    </>
  );
}

function Counts({ counts, people }: Pick<ImportPreview, 'counts' | 'people'>) {
  const matched = people.filter((person) => person.staffId !== null).length;
  const list = [
    ['Phases', counts.phases],
    ['Milestones', counts.milestones],
    ['Levels', counts.levels],
    ['Links', counts.dependencies],
    ['Assignments', counts.assignments],
    ['Notes', counts.notes],
  ] as const;
  return (
    <dl className={styles.counts}>
      {list.map(([name, value]) => (
        <div key={name} className={styles.count}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString()}</dd>
        </div>
      ))}
      {people.length === 0 ? null : (
        <div className={styles.count}>
          <dt>People found</dt>
          <dd>{`${matched} of ${people.length}`}</dd>
        </div>
      )}
    </dl>
  );
}

function Report({ title, entries }: { readonly title: string; readonly entries: readonly ImportReportEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.reportTitle}>{title}</h3>
      <ul className={styles.reportList}>
        {entries.map((entry) => (
          <li key={entry.code}>
            {entry.message}
            {entry.examples.length === 0 ? null : <span className={styles.examples}>{exampleText(entry)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function exampleText({ examples, count }: ImportReportEntry): string {
  return ` ${examples.join(' · ')}${count > examples.length ? ' …' : ''}`;
}

function RowTable({ preview }: { readonly preview: ImportPreview }) {
  const rows = preview.rows.slice(0, MAX_ROWS);
  if (rows.length === 0) return null;
  const span = Math.max(1, preview.project.endOn - preview.project.startOn + 1);
  const place = (startOn: Day, endOn: Day): CSSProperties => ({
    insetInlineStart: `${((startOn - preview.project.startOn) / span) * 100}%`,
    inlineSize: `${((endOn - startOn + 1) / span) * 100}%`,
  });
  const rest = preview.counts.phases - rows.length;
  return (
    // A scrolling region must be reachable by keyboard to be scrolled by it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.tableBox} aria-label="Phases of the file" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Start</th>
            <th scope="col">End</th>
            <th scope="col" className={styles.barColumn}>
              <span className="visually-hidden">Place in the project</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.id} ${index}`} className={row.hasChildren ? styles.parent : undefined}>
              <th scope="row" style={{ paddingInlineStart: `calc(var(--space-2) + ${(Math.min(row.level, 12) - 1) * 1.1}rem)` }}>
                {row.name}
                {row.isMilestone ? <span className={styles.tag}>Milestone</span> : null}
              </th>
              <td>{formatDate(row.startOn)}</td>
              <td>{formatDate(row.endOn)}</td>
              <td className={styles.barCell} aria-hidden>
                <span
                  className={row.isMilestone ? styles.diamond : row.hasChildren ? styles.parentBar : styles.bar}
                  style={place(row.startOn, row.endOn)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? <p className={styles.hint}>{`${rest.toLocaleString()} more phases are taken over and not shown here.`}</p> : null}
    </section>
  );
}
