import { X } from 'lucide-react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import styles from './navigation-sheet.module.css';
import { Sidebar } from './sidebar.tsx';

/** The sidebar over the page, for narrow screens. */
export function NavigationSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const onOpenChange = (next: boolean): void => {
    if (!next) onClose();
  };
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={styles.overlay ?? ''}>
      <Modal className={styles.sheet ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="Menu">
          <div className={styles.head}>
            <Logo size={26} />
            <IconButton icon={<X />} label="Close menu" onPress={onClose} />
          </div>
          <Sidebar onNavigate={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
