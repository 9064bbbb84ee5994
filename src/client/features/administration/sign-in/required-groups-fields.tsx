import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { SsoValues } from './sso-values.ts';

export type RequiredGroupsFieldsProps = {
  readonly values: SsoValues;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (change: Partial<SsoValues>) => void;
};

/** Of which groups at the provider people must be to enter. */
export function RequiredGroupsFields({ values, faultOf, onChange }: RequiredGroupsFieldsProps) {
  return (
    <>
      <TextField
        label="Required groups"
        isMultiline
        description={
          values.provider === 'entra'
            ? 'Object IDs, one on each line. Empty: everybody of the directory may enter.'
            : 'Values of the claim “groups”, one on each line. Empty: everybody whom the provider knows may enter.'
        }
        value={values.requiredGroups}
        error={faultOf('requiredGroups') ?? faultOf('requiredGroupIds')}
        onChange={(requiredGroups) => onChange({ requiredGroups })}
      />
      <Select
        label="Who may enter"
        isDisabled={values.requiredGroups.trim() === ''}
        choices={[
          { key: 'any', label: 'Members of one of these groups' },
          { key: 'all', label: 'Members of all these groups' },
        ]}
        value={values.groupMatch}
        onChange={(groupMatch) => onChange({ groupMatch })}
      />
    </>
  );
}
