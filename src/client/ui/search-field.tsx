import { Search } from 'lucide-react';
import { TextField } from './text-field.tsx';

export type SearchFieldProps = {
  /** What is searched; it stands in the empty field. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
};

/** A field above a list that narrows it while one types. */
export function SearchField({ label, ...field }: SearchFieldProps) {
  return <TextField label={label} isLabelHidden placeholder={label} prefix={<Search />} {...field} />;
}
