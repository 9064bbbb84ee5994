import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './administration.module.css';

export type Issued = { readonly name: string; readonly email: string; readonly oneTimePassword: string };

/** Shows a new one-time password: this once only, so it can be copied. */
export function OneTimePasswordDialog({ issued, onClose }: { readonly issued: Issued | undefined; readonly onClose: () => void }) {
  const [copied, setCopied] = useState<string>();
  if (!issued) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(issued.oneTimePassword);
    setCopied(issued.oneTimePassword);
  };
  const isCopied = copied === issued.oneTimePassword;
  return (
    <Dialog
      title={`One-time password of ${issued.name}`}
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <Button tone="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles.form}>
        <p>
          Pass it on in person or by phone. {issued.name} signs in with <strong>{issued.email}</strong> and chooses an own password at once.
          It is shown this once only.
        </p>
        <div className={styles.secret}>
          <code>{issued.oneTimePassword}</code>
          <Button icon={isCopied ? <Check /> : <Copy />} onPress={() => void copy()}>
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
