import { useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import fieldStyles from '../../../ui/field.module.css';
import listStyles from '../../../ui/list.module.css';
import { Popover } from '../../../ui/popover.tsx';

export type Found = { readonly id: string; readonly name: string; readonly note: string };

export type SearchBoxProps = {
  readonly label: string;
  readonly placeholder: string;
  /** The best few for a text, so that ten thousand phases stay quick. */
  readonly find: (text: string) => readonly Found[];
  readonly onPick: (id: string) => void;
};

/** Finds one thing among very many by its name and forgets the text once it is picked. */
export function SearchBox({ label, placeholder, find, onPick }: SearchBoxProps) {
  const [text, setText] = useState('');
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      items={find(text)}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (key === null) return;
        setText('');
        onPick(String(key));
      }}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className="visually-hidden">{label}</Label>
      <Group className={fieldStyles.box ?? ''}>
        <Input className={fieldStyles.input ?? ''} placeholder={placeholder} />
      </Group>
      <Popover>
        <ListBox className={listStyles.list ?? ''} renderEmptyState={() => <p className={listStyles.empty}>Nothing of this name</p>}>
          {(found: Found) => (
            <ListBoxItem id={found.id} textValue={found.name} className={listStyles.item ?? ''}>
              <span className={listStyles.text}>{found.name}</span>
              <span className={listStyles.note}>{found.note}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
