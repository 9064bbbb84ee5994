import styles from './portal.module.css';

export type RowOpenerProps = {
  readonly id: string;
  /** The one whose details are open. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly name: string;
  /** Under the name. */
  readonly note: string;
};

/** The name in a row of a list: opens the details of that row, and closes them again. */
export function RowOpener({ id, openId, onOpen, name, note }: RowOpenerProps) {
  const isOpen = id === openId;
  return (
    <button type="button" className={styles.open} aria-expanded={isOpen} onClick={() => onOpen(isOpen ? undefined : id)}>
      {name}
      <span className={styles.meta}>{note}</span>
    </button>
  );
}
