import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import styles from './portal.module.css';

/** A value that is copied rather than typed. */
export function Secret({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(value);
  };
  const isCopied = copied === value;
  return (
    <div className={styles.secret}>
      <span className={styles.secretLabel}>{label}</span>
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
