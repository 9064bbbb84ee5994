import { FileUp } from 'lucide-react';
import type { DropItem } from 'react-aria';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { Button } from '../../ui/button.tsx';
import styles from './transfers.module.css';

/** Takes one file, chosen or dropped. */
export function FileChooser({ onFile }: { readonly onFile: (file: File) => void }) {
  const take = async (items: readonly DropItem[]): Promise<void> => {
    const item = items.find((item) => item.kind === 'file');
    if (item) onFile(await item.getFile());
  };
  return (
    <DropZone className={styles.drop ?? ''} getDropOperation={() => 'copy'} onDrop={(event) => void take(event.items)}>
      <FileUp aria-hidden className={styles.dropIcon ?? ''} />
      <Text slot="label" className={styles.dropTitle ?? ''}>
        Drop a project file here
      </Text>
      <FileTrigger
        acceptedFileTypes={['.xml', '.csv', '.txt', '.tsv', '.mpp', '.mpt']}
        onSelect={(files) => {
          const file = files?.item(0);
          if (file) onFile(file);
        }}
      >
        <Button tone="primary">Choose a file…</Button>
      </FileTrigger>
      <p className={styles.hint}>
        Microsoft Project XML (File, Save As, “XML Format”) or a sheet saved as CSV, up to 100 MB. Nothing is changed before you have seen
        what comes in.
      </p>
    </DropZone>
  );
}
