import { ArrowRight, Calendar, ChartGantt, FolderKanban, MapPin, Microscope, Search, Table2, User, Zap } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import { useMe } from '../../data/session.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './command-palette.module.css';
import { piecesOf, queryOf, type Query } from './match-text.ts';
import { findItems, foundText, listSections, type PaletteItem } from './palette-items.ts';
import { readRecent, rememberChoice } from './recent-choices.ts';
import { usePaletteSources } from './use-palette-sources.ts';

const icons: Readonly<Record<PaletteItem['kind'], React.ReactNode>> = {
  action: <Zap />,
  page: <ArrowRight />,
  view: <Table2 />,
  day: <Calendar />,
  project: <FolderKanban />,
  phase: <ChartGantt />,
  person: <User />,
  instrument: <Microscope />,
  site: <MapPin />,
};

const kindWords: Readonly<Record<PaletteItem['kind'], string>> = {
  action: 'Action',
  page: 'Screen',
  view: 'View',
  day: 'Date',
  project: 'Project',
  phase: 'Phase',
  person: 'Person',
  instrument: 'Instrument',
  site: 'Site',
};

const fieldProps = {
  type: 'search',
  className: styles.search ?? '',
  'aria-label': 'Search projects, phases, people, dates and commands',
  // A dialog takes the focus anyway; this is its first field.
  autoFocus: true,
} as const;

export type CommandPaletteProps = {
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  readonly onClose: () => void;
};

/** Type a few letters, press Enter: goes to whatever the plan holds, a date or a screen, or does something. */
export function CommandPalette({ text, onTextChange, onClose }: CommandPaletteProps) {
  const me = useMe();
  const toasts = useToasts();
  const sources = usePaletteSources();
  const [recentIds] = useState(() => readRecent(me.id));
  const query = queryOf(text);
  const found = useMemo(() => findItems(sources, text, recentIds), [sources, text, recentIds]);
  const sections = useMemo(() => listSections(sources, recentIds), [sources, recentIds]);
  const choose = (id: unknown): void => {
    const item = (query.isEmpty ? sections.flatMap(({ items }) => items) : found).find((item) => item.id === id);
    onClose();
    if (!item) return;
    if (item.lacks !== undefined) {
      toasts.show({ key: 'palette', text: item.label, detail: item.lacks });
      return;
    }
    rememberChoice(me.id, item.id);
    afterClosing(item.run);
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => (isOpen ? undefined : onClose())} className={styles.overlay ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="Search and commands">
          <Autocomplete inputValue={text} onInputChange={onTextChange}>
            <TextField {...fieldProps}>
              <Search aria-hidden />
              <Input className={styles.input ?? ''} placeholder="Go to a project, phase, person or date, or do something…" />
              <Kbd keys="Esc" />
            </TextField>
            <Menu
              aria-label="Found"
              className={styles.list ?? ''}
              onAction={choose}
              renderEmptyState={() => <p className={styles.empty}>Nothing found. Try fewer letters, or another word.</p>}
            >
              {query.isEmpty
                ? sections.map(({ title, items }) => (
                    <MenuSection key={title} id={title} className={styles.section ?? ''}>
                      <Header className={styles.heading ?? ''}>{title}</Header>
                      {items.map((item) => paletteRow(item, query))}
                    </MenuSection>
                  ))
                : found.map((item) => paletteRow(item, query))}
            </Menu>
          </Autocomplete>
          <footer className={styles.foot}>
            <output>{query.isEmpty ? '' : foundText(found.length)}</output>
            <span className={styles.hints} aria-hidden>
              <Kbd keys="↑" /> <Kbd keys="↓" /> choose <Kbd keys="↵" /> open
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function paletteRow(item: PaletteItem, query: Query) {
  const note = item.lacks ?? item.note;
  return (
    <MenuItem
      key={item.id}
      id={item.id}
      textValue={item.label}
      className={styles.item ?? ''}
      {...(item.lacks === undefined ? {} : { 'data-lacks': '' })}
    >
      <span className={styles.icon} aria-hidden>
        {icons[item.kind]}
      </span>
      <Text slot="label" className={styles.label ?? ''}>
        {query.isEmpty
          ? item.label
          : piecesOf(item.label, query).map(({ text, isFound }, index) => (isFound ? <mark key={index}>{text}</mark> : text))}
      </Text>
      {note === undefined || note === '' ? null : (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
      {item.keys === undefined ? null : <Kbd keys={item.keys} />}
      {item.keys !== undefined || query.isEmpty ? null : <span className={styles.kind}>{kindWords[item.kind]}</span>}
    </MenuItem>
  );
}

/** The dialog gives the focus back a frame after it has gone; whatever is done may move it from there. */
function afterClosing(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
