import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { ProblemError } from '../../data/api.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccessLayout } from './access-layout.tsx';
import styles from './access.module.css';

export type WorkspacePageProps = {
  /** Why no workspace can be shown at this address. */
  readonly problem: ProblemError;
  /** The address names none. */
  readonly isUnnamed: boolean;
  readonly onOpen: (address: string) => void;
  readonly onRetry: () => void;
};

const SLUG = /^[a-z](-?[a-z0-9])+$/;

/** In place of the application where there is no workspace to show: says why, and asks which one is meant. */
export function WorkspacePage({ problem, isUnnamed, onOpen, onRetry }: WorkspacePageProps) {
  if (problem.code === 'tenant_inactive')
    return (
      <AccessLayout title="This workspace is not active" intro={problem.message}>
        <Button tone="primary" size="large" isWide onPress={onRetry}>
          Try again
        </Button>
      </AccessLayout>
    );
  return (
    <AccessLayout
      title={isUnnamed ? 'Open your workspace' : 'There is no such workspace'}
      intro={isUnnamed ? 'Several organizations plan here. Enter the name of your workspace.' : problem.message}
    >
      <WorkspaceForm onOpen={onOpen} />
    </AccessLayout>
  );
}

function WorkspaceForm({ onOpen }: Pick<WorkspacePageProps, 'onOpen'>) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const open = (): void => {
    // People type what they read: capitals, blanks between words.
    const slug = name.trim().toLowerCase().replace(/\s+/g, '-');
    if (SLUG.test(slug)) onOpen(`/t/${slug}/`);
    else setError('Enter the name as in its address: letters, digits and hyphens, such as acme-labs.');
  };
  return (
    <Form
      className={styles.fields ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <TextField
        label="Workspace"
        name="workspace"
        autoComplete="organization"
        size="large"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else
        autoFocus
        value={name}
        onChange={setName}
        {...(error === undefined ? {} : { error })}
      />
      <Button type="submit" tone="primary" size="large" isWide>
        Continue
      </Button>
      <p className={styles.note}>It is the part after /t/ in the address that you were given. Ask your administrator if in doubt.</p>
    </Form>
  );
}
