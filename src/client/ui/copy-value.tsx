import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import styles from './copy-value.module.css';

/** A value that is copied rather than typed. */
export function CopyValue({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(value);
  };
  const isCopied = copied === value;
  return (
    <div className={styles.value}>
      <span className={styles.label}>{label}</span>
      <code>{value}</code>
      <IconButton
        icon={isCopied ? <Check /> : <Copy />}
        label={isCopied ? `${label} copied` : `Copy ${label}`}
        size="small"
        onPress={() => void copy()}
      />
    </div>
  );
}
