import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import styles from './copy-value.module.css';

export type CopyValueProps = {
  readonly label: string;
  /** Whose it is, where several of the same label are in sight: the name of the button says it. */
  readonly owner?: string;
  readonly value: string;
};

/** A value that is copied rather than typed. */
export function CopyValue({ label, owner, value }: CopyValueProps) {
  const [copied, setCopied] = useState<string>();
  const code = useRef<HTMLElement>(null);
  const name = owner === undefined ? label : `${label} of ${owner}`;
  const isCopied = copied === value;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(value);
    } catch {
      // Browsers keep the clipboard from pages without HTTPS: there it is marked, ready for the keyboard.
      if (code.current) window.getSelection()?.selectAllChildren(code.current);
    }
  };
  return (
    <div className={styles.value}>
      <div className={styles.row}>
        <span className={styles.label}>{label}</span>
        <code ref={code}>{value}</code>
        <IconButton
          icon={isCopied ? <Check /> : <Copy />}
          label={isCopied ? `${name} copied` : `Copy ${name}`}
          size="small"
          onPress={() => void copy()}
        />
      </div>
    </div>
  );
}
