import { useQuery } from '@tanstack/react-query';
import type { Project, StaffId } from '../../../../planning/model.ts';
import type { ProjectFields as ProjectChange } from '../../../../planning/commands/command.ts';
import { settingsQuery } from '../../../data/reference.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { currencyChoices } from '../../../ui/currencies.ts';
import type { Choice } from '../../../ui/select.tsx';
import { CommitNumberField, CommitTextField } from './commit-fields.tsx';
import styles from './drawer.module.css';

const MAX_VOLUME = 1e12;

export type CommercialFieldsProps = {
  readonly project: Project;
  readonly staff: readonly Choice<StaffId>[];
  readonly isDisabled: boolean;
  readonly change: (fields: ProjectChange) => Promise<string | undefined>;
};

/** For whom a project is done, and for how much. */
export function CommercialFields({ project, staff, isDisabled, change }: CommercialFieldsProps) {
  // A first amount is one of the workspace's currency, until another is chosen.
  const usual = useQuery(settingsQuery).data?.currency;
  return (
    <DrawerSection title="Customer">
      <CommitTextField
        label="Customer"
        value={project.customer ?? ''}
        isDisabled={isDisabled}
        onCommit={(customer) => change({ customer: customer === '' ? null : customer })}
      />
      <ComboBox
        label="Sales manager"
        placeholder="Nobody"
        choices={staff}
        value={project.salesManagerId}
        isDisabled={isDisabled}
        onChange={(salesManagerId) => void change({ salesManagerId })}
      />
      <div className={styles.pair}>
        <CommitNumberField
          label="Volume"
          value={project.volume}
          minValue={0}
          maxValue={MAX_VOLUME}
          formatOptions={{ maximumFractionDigits: 2 }}
          isDisabled={isDisabled}
          onCommit={(volume) => change({ volume, ...(volume !== null && project.currency === null && usual ? { currency: usual } : {}) })}
        />
        <ComboBox
          label="Currency"
          placeholder="None"
          choices={currencyChoices(project.currency)}
          value={project.currency}
          isDisabled={isDisabled}
          onChange={(currency) => void change({ currency })}
        />
      </div>
    </DrawerSection>
  );
}
