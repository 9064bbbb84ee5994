import { HeartPulse, Layers } from 'lucide-react';
import type { SidePanel } from '../../../data/view-state.ts';
import { IconButton } from '../../../ui/button.tsx';

export type PanelButtonsProps = {
  readonly panel: SidePanel | undefined;
  readonly onToggle: (panel: SidePanel) => void;
};

/** What can be opened beside the plan. */
export function PanelButtons({ panel, onToggle }: PanelButtonsProps) {
  return (
    <>
      <IconButton
        size="small"
        icon={<HeartPulse size={16} />}
        label="Plan health"
        isPressed={panel === 'health'}
        onPress={() => onToggle('health')}
      />
      <IconButton
        size="small"
        icon={<Layers size={16} />}
        label="Baselines"
        isPressed={panel === 'baselines'}
        onPress={() => onToggle('baselines')}
      />
    </>
  );
}
