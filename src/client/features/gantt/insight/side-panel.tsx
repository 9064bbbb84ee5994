import type { SidePanel } from '../../../data/view-state.ts';
import { BaselinesPanel } from './baselines-panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import type { PanelProps } from './panel-props.ts';

/** What is open on the right instead of the details. */
export function SidePanelBody({ panel, ...props }: PanelProps & { readonly panel: SidePanel }) {
  return panel === 'health' ? <HealthPanel {...props} /> : <BaselinesPanel {...props} />;
}
