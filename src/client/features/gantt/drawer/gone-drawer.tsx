import { Copy } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { usePlanStore } from '../../../data/plan-context.ts';
import { announce } from '../../../ui/announce.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { goOnTyping, type Drafts } from './drafts.ts';
import styles from './drawer.module.css';

/** What is known of an item that its details were open of. */
export type GoneItem = {
  readonly id: string;
  readonly kind: 'project' | 'phase';
  readonly name: string;
  readonly drafts: Drafts;
  /** Whose change took it out of the plan, and which; undefined where that is not known. */
  readonly who?: string | null;
  readonly revision?: number;
};

export type GoneDrawerProps = {
  readonly gone: GoneItem;
  /** It has come back, and something else is selected. */
  readonly isBack: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
};

/** What was being typed about an item that somebody deleted meanwhile: to go on with, to copy, or to bring the item back for. */
export function GoneDrawer({ gone, isBack, onOpen, onClose }: GoneDrawerProps) {
  const { kind, name, drafts, who, revision } = gone;
  const store = usePlanStore();
  const ref = useRef<HTMLDivElement>(null);
  const [isPending, setPending] = useState(false);
  useLayoutEffect(() => goOnTyping(ref.current), []);
  const bringBack = async (change: number): Promise<void> => {
    setPending(true);
    const result = await store.revert({ revision: change, label: `Delete ${name}` });
    setPending(false);
    if (result.kind === 'done') onOpen();
  };
  return (
    <Drawer title={name} eyebrow={`Deleted ${kind}`} closeLabel="Close" onClose={onClose}>
      <div ref={ref} className={styles.gone}>
        <Banner tone="warning">
          {isBack
            ? `This ${kind} was deleted while you were typing, and is back in the plan.`
            : `${who ?? 'Somebody'} deleted this ${kind} while you were typing. What you typed is not saved; it stays here until you close it.`}
        </Banner>
        {[...drafts].map(([label, text]) => (
          <DraftText key={label} label={label} text={text} onChange={(next) => void drafts.set(label, next)} />
        ))}
        {isBack ? <Button onPress={onOpen}>Go on with it</Button> : null}
        {!isBack && revision !== undefined ? (
          <Button tone="primary" isPending={isPending} onPress={() => void bringBack(revision)}>
            {`Bring the ${kind} back`}
          </Button>
        ) : null}
      </div>
    </Drawer>
  );
}

type DraftTextProps = { readonly label: string; readonly text: string; readonly onChange: (text: string) => void };

function DraftText({ label, text, onChange }: DraftTextProps) {
  const [shown, setShown] = useState(text);
  const ref = useRef<HTMLDivElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(shown);
      announce(`${label} copied`);
    } catch {
      // Browsers keep the clipboard from pages without HTTPS: there it is marked, ready for the keyboard.
      ref.current?.querySelector('textarea')?.select();
    }
  };
  return (
    <div ref={ref} className={styles.draft}>
      <TextField
        label={label}
        isMultiline
        value={shown}
        onChange={(next) => {
          setShown(next);
          onChange(next);
        }}
      />
      <Button size="small" icon={<Copy size={15} />} onPress={() => void copy()}>
        {`Copy ${label}`}
      </Button>
    </div>
  );
}
