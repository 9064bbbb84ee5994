import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import fieldStyles from '../../../ui/field.module.css';
import listStyles from '../../../ui/list.module.css';
import { Popover } from '../../../ui/popover.tsx';
import selectStyles from '../../../ui/select.module.css';

export type Found = { readonly id: string; readonly name: string; readonly note: string };

export type SearchBoxProps = {
  readonly label: string;
  readonly placeholder: string;
  /** The best few for a text, so that ten thousand phases stay quick. */
  readonly find: (text: string) => readonly Found[];
  readonly onPick: (id: string) => void;
};

/** Finds one thing among very many by its name and forgets the text once it is picked. */
export function SearchBox(props: SearchBoxProps) {
  const [pickCount, setPickCount] = useState(0);
  return (
    <SearchOnce
      key={pickCount}
      {...props}
      isFocused={pickCount > 0}
      onPick={(id) => {
        setPickCount((before) => before + 1);
        props.onPick(id);
      }}
    />
  );
}

/** Is made anew after each pick, so that its list is closed and its text gone. */
function SearchOnce({ label, placeholder, find, onPick, isFocused }: SearchBoxProps & { readonly isFocused: boolean }) {
  const [text, setText] = useState('');
  return (
    <ComboBox
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the field that had the focus
      autoFocus={isFocused}
      className={fieldStyles.field ?? ''}
      items={find(text)}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (key !== null) onPick(String(key));
      }}
      menuTrigger="input"
      allowsEmptyCollection
    >
      <Label className="visually-hidden">{label}</Label>
      <Group className={fieldStyles.box ?? ''}>
        <Input className={fieldStyles.input ?? ''} placeholder={placeholder} />
        <Button className={selectStyles.open ?? ''}>
          <ChevronDown className={selectStyles.chevron} aria-hidden />
        </Button>
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
