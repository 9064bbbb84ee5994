import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox } from '../../ui/combo-box.tsx';
import { organizationsQuery } from './portal-queries.ts';

export type OrganizationChoiceProps = {
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string | null) => void;
};

/** The organization whose sign-in a tenant shares, found by a part of its name. */
export function OrganizationChoice({ value, error, onChange }: OrganizationChoiceProps) {
  const [search, setSearch] = useState('');
  const { data } = useInfiniteQuery(organizationsQuery(search));
  const found = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ComboBox
      label="Organization"
      description="Optional: its people sign in at the organization's provider."
      placeholder="None"
      choices={found.map(({ id, name, sso }) => ({ key: id, label: name, ...(sso ? { note: sso.buttonLabel } : {}) }))}
      value={value}
      error={error}
      onSearch={setSearch}
      onChange={onChange}
    />
  );
}
