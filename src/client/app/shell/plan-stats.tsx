import { useContext, useMemo, useSyncExternalStore } from 'react';
import { todayIn } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { Connection } from '../../data/plan-store.ts';
import { cx } from '../../ui/cx.ts';
import styles from './plan-stats.module.css';

const neverChanges = () => () => undefined;
const connectionTexts: Readonly<Record<Connection, string>> = { live: 'Live', reconnecting: 'Reconnecting…', offline: 'Offline' };

/** A few figures about the plan, and whether the changes of others arrive. */
export function PlanStats() {
  const store = useContext(PlanStoreContext);
  const subscribe = store?.subscribe ?? neverChanges;
  const version = useSyncExternalStore(subscribe, () => store?.version ?? 0);
  const connection = useSyncExternalStore(subscribe, () => store?.connection ?? 'live');
  // The plan is changed in place: its version is what the figures depend on.
  const stats = useMemo(() => (store && version >= 0 ? statsOf(store.plan) : undefined), [store, version]);
  if (!store || !stats) return null;
  return (
    <section className={styles.stats} aria-label="The plan in figures">
      <dl className={styles.list}>
        {stats.map(({ label, value }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.connection}>
        <span className={cx(styles.dot, styles[connection])} aria-hidden />
        {connectionTexts[connection]}
      </p>
      {store.lastForeignChange?.actorName ? <p className={styles.who}>Last change: {store.lastForeignChange.actorName}</p> : null}
    </section>
  );
}

function statsOf(plan: Plan): readonly { readonly label: string; readonly value: string }[] {
  const today = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
  const running = [...plan.phases.values()].filter((phase) => phase.startOn <= today && today <= phase.endOn && phase.status !== 'done');
  const projects = [...plan.projects.values()].filter((project) => !project.isArchived);
  return [
    { label: 'Projects', value: projects.length.toLocaleString() },
    { label: 'Phases', value: plan.phases.size.toLocaleString() },
    { label: 'Running today', value: running.length.toLocaleString() },
    { label: 'People', value: [...plan.staff.values()].filter((person) => person.isActive).length.toLocaleString() },
  ];
}
