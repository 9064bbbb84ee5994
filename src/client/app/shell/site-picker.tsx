import { useContext, useSyncExternalStore } from 'react';
import type { SiteId } from '../../../planning/model.ts';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { useViewState } from '../../data/view-state.ts';
import { Select } from '../../ui/select.tsx';
import styles from './timeline-controls.module.css';

const ALL = 'all';
const neverChanges = () => () => undefined;

/** Which site's projects are shown. Absent where there is only one. */
export function SitePicker() {
  const store = useContext(PlanStoreContext);
  useSyncExternalStore(store?.subscribe ?? neverChanges, () => store?.version ?? 0);
  const { state, update } = useViewState();
  const sites = [...(store?.plan.sites.values() ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  if (sites.length < 2) return null;
  const choices = [{ key: ALL, label: 'All sites' }, ...sites.map((site) => ({ key: site.id as string, label: site.name }))];
  const value = state.siteId !== null && store?.plan.sites.has(state.siteId) === true ? state.siteId : ALL;
  return (
    <Select
      label="Site"
      isLabelHidden
      className={styles.site}
      choices={choices}
      value={value}
      // The keys are the ids of the sites above.
      onChange={(key) => update({ siteId: key === ALL ? null : (key as SiteId) }, { isStep: true })}
    />
  );
}
