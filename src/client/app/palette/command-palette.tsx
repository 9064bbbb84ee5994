import { ArrowRight, ChartGantt, FolderKanban, Search, Zap } from 'lucide-react';
import { useContext, useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './command-palette.module.css';
import { findItems, type PaletteItem } from './palette-items.ts';
import { useActions } from './use-actions.ts';
import { useGoTo } from './use-go-to.ts';

const icons = { action: <Zap />, page: <ArrowRight />, project: <FolderKanban />, phase: <ChartGantt /> };

/** Type a few letters, press Enter: goes to a project, phase or screen, or does something. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const store = useContext(PlanStoreContext);
  const goTo = useGoTo();
  const actions = useActions();
  const items = useMemo(() => findItems(query, actions, store?.plan, goTo), [query, actions, store, goTo]);
  const choose = (id: unknown): void => {
    const item = items.find((item) => item.id === id);
    onClose();
    item?.run();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => (isOpen ? undefined : onClose())} className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="Search and commands">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes focus anyway; this is its first field */}
            <TextField type="search" className={styles.search ?? ''} aria-label="Search projects, phases and commands" autoFocus>
              <Search aria-hidden />
              <Input className={styles.input ?? ''} placeholder="Go to a project or phase, or do something…" />
              <Kbd keys="Esc" />
            </TextField>
            <Menu
              aria-label="Found"
              items={items}
              className={styles.list ?? ''}
              onAction={choose}
              renderEmptyState={() => <p className={styles.empty}>Nothing found. Try another word.</p>}
            >
              {(item: PaletteItem) => (
                <MenuItem id={item.id} textValue={item.label} className={styles.item ?? ''}>
                  <span className={styles.icon} aria-hidden>
                    {icons[item.kind]}
                  </span>
                  <Text slot="label" className={styles.label ?? ''}>
                    {item.label}
                  </Text>
                  {item.note === undefined || item.note === '' ? null : (
                    <Text slot="description" className={styles.note ?? ''}>
                      {item.note}
                    </Text>
                  )}
                  {item.keys === undefined ? null : <Kbd keys={item.keys} />}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
