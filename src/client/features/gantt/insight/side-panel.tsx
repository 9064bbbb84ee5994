import { BaselinesPanel } from './baselines-panel.tsx';
import type { PanelProps } from './panel-props.ts';

/** What is open on the right instead of the details. */
export function SidePanelBody(props: PanelProps) {
  return <BaselinesPanel {...props} />;
}
