import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useKeyboard } from 'react-aria/useKeyboard';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './drawer.module.css';
import { useToastAside } from './toast-lift.ts';

export type DrawerProps = {
  readonly title: ReactNode;
  /** Small text over the title: what kind of thing this is, where it belongs. */
  readonly eyebrow?: ReactNode;
  readonly onClose: () => void;
  /** "Close details" unless the panel shows something else. */
  readonly closeLabel?: string;
  readonly children: ReactNode;
  /** Buttons in the head, before the one that closes. */
  readonly actions?: ReactNode;
  readonly foot?: ReactNode;
  readonly className?: string | undefined;
};

/** The room of a drawer whose contents are on their way. */
export function DrawerPlace() {
  useToastAside();
  return <div className={styles.drawer} aria-hidden />;
}

/**
 * A panel on the right, beside the work: it takes no focus and blocks nothing; Escape inside it closes it. On narrow screens it
 * covers the view.
 */
export function Drawer({ title, eyebrow, onClose, closeLabel = 'Close details', children, actions, foot, className }: DrawerProps) {
  const titleId = useId();
  useToastAside();
  const { keyboardProps } = useKeyboard({
    onKeyDown(event) {
      if (event.key === 'Escape') onClose();
      else event.continuePropagation();
    },
  });
  return (
    <aside {...keyboardProps} className={cx(styles.drawer, className)} aria-labelledby={titleId}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {eyebrow === undefined ? null : <p className={styles.eyebrow}>{eyebrow}</p>}
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
        </div>
        {actions}
        <IconButton icon={<X />} label={closeLabel} keys="Esc" onPress={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot === undefined ? null : <footer className={styles.foot}>{foot}</footer>}
    </aside>
  );
}

export type DrawerSectionProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** A part of a drawer under a heading. */
export function DrawerSection({ title, actions, children }: DrawerSectionProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.sectionHead}>
        <h3 id={titleId} className={styles.sectionTitle}>
          {title}
        </h3>
        {actions}
      </div>
      {children}
    </section>
  );
}
