import { FileUp } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import styles from './transfers.module.css';

/** Takes a file that is dropped anywhere in the window, and says so while one is dragged over it. */
export function FileDropTarget({ onFile }: { readonly onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((file: File) => onFile(file));
  useEffect(() => {
    const listeners = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void): void =>
      window.addEventListener(type, listener, { signal: listeners.signal });
    on('dragover', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      // Without a related target the pointer has left the window.
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!holdsFiles(event) || !file) return;
      event.preventDefault();
      take(file);
    });
    return () => listeners.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.veil} aria-hidden>
      <FileUp />
      Drop to import
    </div>
  );
}

/** Rows and bars that are dragged about are not files. */
function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
