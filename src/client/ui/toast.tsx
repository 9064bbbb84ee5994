import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useFocusWithin } from 'react-aria/useFocusWithin';
import { useHover } from 'react-aria/useHover';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './toast.module.css';

export type Toast = {
  /** A message with the same key takes the place of the one before. */
  readonly key?: string;
  readonly text: string;
  readonly tone?: 'info' | 'success' | 'error';
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void };
};
type Shown = Toast & { readonly id: number };

export type Toasts = {
  /** Shows a message. Errors stay until they are closed, the others leave after a while. */
  show(toast: Toast): void;
};

const SHOWN_MS = 7000;
const MAX_SHOWN = 4;
const ToastsContext = createContext<Toasts | undefined>(undefined);

export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error('useToasts is used outside a ToastProvider');
  return toasts;
}

/** Holds the messages and shows them in the corner. Around the whole application, once. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const toasts = useMemo((): Toasts => {
    return {
      show(toast) {
        setShown((before) => {
          const id = (before.at(-1)?.id ?? 0) + 1;
          return [...before.filter((other) => (other.key ?? other.text) !== (toast.key ?? toast.text)), { ...toast, id }].slice(-MAX_SHOWN);
        });
      },
    };
  }, []);
  const close = (id: number): void => setShown((before) => before.filter((toast) => toast.id !== id));
  return (
    <ToastsContext value={toasts}>
      {children}
      <section className={styles.region} aria-label="Messages">
        <ol className={styles.list} aria-live="polite" aria-relevant="additions">
          {shown.map((toast) => (
            <ToastItem key={toast.id} toast={toast} onClose={close} />
          ))}
        </ol>
      </section>
    </ToastsContext>
  );
}

const icons = { info: <Info />, success: <CircleCheck />, error: <CircleAlert /> };

function ToastItem({ toast, onClose }: { readonly toast: Shown; readonly onClose: (id: number) => void }) {
  const { id, tone = 'info', text, detail, action } = toast;
  const [isFocused, setFocused] = useState(false);
  const { isHovered, hoverProps } = useHover({});
  const { focusWithinProps } = useFocusWithin({ onFocusWithinChange: setFocused });
  const isHeld = isHovered || isFocused;
  useEffect(() => {
    if (isHeld || tone === 'error') return undefined;
    const timer = setTimeout(() => onClose(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, tone, id, onClose]);
  return (
    <li className={cx(styles.toast, styles[tone])} {...hoverProps} {...focusWithinProps}>
      <span className={styles.icon} aria-hidden>
        {icons[tone]}
      </span>
      <div className={styles.body}>
        <p className={styles.text}>{text}</p>
        {detail === undefined ? null : <p className={styles.detail}>{detail}</p>}
      </div>
      {action === undefined ? null : (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.run();
            onClose(id);
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton icon={<X />} label="Close message" size="small" onPress={() => onClose(id)} />
    </li>
  );
}
