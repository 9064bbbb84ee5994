import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createUuid } from '../../../../lib/uuid.ts';
import type { BaselineId } from '../../../../contract/baselines.ts';
import type { Project } from '../../../../planning/model.ts';
import { call } from '../../../data/call.ts';
import { announce } from '../../../ui/announce.ts';
import { Button } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { countText } from '../describe.ts';
import { baselineKeys } from './use-baseline.ts';
import styles from './panels.module.css';

export type TakeBaselineProps = {
  readonly projects: readonly Project[];
  readonly selected: Project | undefined;
  readonly takenCount: number;
  readonly onTaken: (id: string) => void;
};

/** Keeps the present dates under a name, of all projects that are shown or of the selected one. */
export function TakeBaseline({ projects, selected, takenCount, onTaken }: TakeBaselineProps) {
  const client = useQueryClient();
  // What was typed stays, whatever others take meanwhile.
  const [typedName, setTypedName] = useState<string>();
  const name = typedName ?? `Baseline ${takenCount + 1}`;
  const [scope, setScope] = useState<'shown' | 'selected'>('shown');
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const choices = [
    { key: 'shown' as const, label: `All projects shown (${projects.length})` },
    ...(selected && selected.isMasked !== true ? [{ key: 'selected' as const, label: selected.name }] : []),
  ];
  const chosen = choices.length > 1 ? scope : 'shown';
  const kept = chosen === 'selected' && selected ? [selected] : projects;
  const take = async (): Promise<void> => {
    setPending(true);
    setFailure(undefined);
    const id = createUuid() as BaselineId; // Born here.
    try {
      await call('takeBaseline', { body: { id, name: name.trim(), projectIds: kept.map((project) => project.id) } });
      announce(`${name} taken of ${countText(kept.length, 'project', 'projects')}`);
      setTypedName(undefined);
      onTaken(id);
      await client.invalidateQueries({ queryKey: baselineKeys.list, exact: true });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setPending(false);
  };
  const isUnnamed = name.trim() === '';
  return (
    <DrawerSection title="Take a baseline">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isUnnamed && !isPending) void take();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setTypedName}
          maxLength={200}
          isRequired
          error={isUnnamed ? 'Give it a name' : failure}
        />
        <Select label="Of" choices={choices} value={chosen} onChange={setScope} />
        <Button type="submit" tone="primary" size="small" isPending={isPending} isDisabled={kept.length === 0 || isUnnamed}>
          Take baseline
        </Button>
      </form>
    </DrawerSection>
  );
}
