import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../../../contract/access.ts';
import type { Role } from '../../../contract/roles.ts';
import type { SiteId } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { roleChoices } from '../../data/role-texts.ts';
import { sitesQuery, usersQuery } from '../../data/reference.ts';
import { useMe } from '../../data/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Checkbox, Switch } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './administration.module.css';
import type { Issued } from './one-time-password-dialog.tsx';
import { UserIdentities } from './user-identities.tsx';
import { useSave } from './use-save.ts';

const rightsTexts: Readonly<Record<Role, string>> = {
  user: 'Sees the plans of own sites and reports progress of assigned phases.',
  superuser: 'Plans projects, people and equipment at own sites.',
  admin: 'Everything, at all sites, including users and settings.',
};

type Values = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly siteIds: readonly SiteId[];
  readonly homeSiteId: SiteId | null;
  readonly jobTitle: string;
  readonly isActive: boolean;
};

export type UserDialogProps = {
  /** Absent: a new one. */
  readonly user?: User;
  readonly onClose: () => void;
  readonly onIssued: (issued: Issued) => void;
};

/** What is typed, what is wrong with it, and how it is sent. */
function useUserForm({ user, onClose, onIssued }: UserDialogProps) {
  const [values, setValues] = useState<Values>(() => valuesOf(user));
  const [checked, setChecked] = useState<Partial<Record<keyof Values, string>>>({});
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const save = useSave({
    save: () => saveUser(user, values),
    refresh: usersQuery.queryKey,
    done: user ? `${values.name} is saved` : `${values.name} is added`,
    showsOwnFaults: true,
    onSaved: (oneTimePassword) => {
      onClose();
      if (oneTimePassword !== null) onIssued({ name: values.name, email: values.email, oneTimePassword });
    },
  });
  const submit = (): void => {
    const found = check(values);
    setChecked(found);
    if (Object.keys(found).length === 0) save.run(undefined);
  };
  const faultOf = (field: keyof Values): string | undefined => checked[field] ?? save.faultOf(field);
  return { values, set, submit, faultOf, isPending: save.isPending, formFault: save.formFault };
}

/** Creates or changes a user. What is typed stays, also while the list behind is refreshed. */
export function UserDialog(props: UserDialogProps) {
  const { user, onClose } = props;
  const me = useMe();
  const { data: sites = [] } = useQuery(sitesQuery);
  const { values, set, submit, faultOf, isPending, formFault } = useUserForm(props);
  const isSelf = user?.id === me.id;
  return (
    <FormDialog
      title={user ? `Edit ${user.name}` : 'New user'}
      submitLabel={user ? 'Save' : 'Add user'}
      onClose={onClose}
      onSubmit={submit}
      isPending={isPending}
      fault={formFault}
    >
      <div className={styles.pair}>
        <TextField label="Name" isRequired value={values.name} error={faultOf('name')} onChange={(name) => set({ name })} />
        <TextField
          label="E-mail"
          type="email"
          isRequired
          value={values.email}
          error={faultOf('email')}
          onChange={(email) => set({ email })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          label="Role"
          isDisabled={isSelf}
          description={isSelf ? 'Another administrator can change your role.' : rightsTexts[values.role]}
          choices={roleChoices}
          value={values.role}
          error={faultOf('role')}
          onChange={(role) => set({ role })}
        />
        <TextField label="Job title" value={values.jobTitle} error={faultOf('jobTitle')} onChange={(jobTitle) => set({ jobTitle })} />
      </div>
      <SiteFields values={values} sites={sites} fault={faultOf('siteIds')} onChange={set} />
      {user ? (
        <Switch
          isSelected={values.isActive}
          isDisabled={isSelf}
          onChange={(isActive) => set({ isActive })}
          description={isSelf ? 'You cannot switch yourself off.' : 'Off: cannot sign in, and every session ends now.'}
        >
          May sign in
        </Switch>
      ) : null}
      {user && !isSelf ? <UserIdentities user={user} /> : null}
    </FormDialog>
  );
}

type SiteFieldsProps = {
  readonly values: Values;
  readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
  readonly fault: string | undefined;
  readonly onChange: (change: Partial<Values>) => void;
};

function SiteFields({ values, sites, fault, onChange }: SiteFieldsProps) {
  const toggle = (id: SiteId, isMember: boolean): void =>
    onChange({ siteIds: isMember ? [...values.siteIds, id] : values.siteIds.filter((other) => other !== id) });
  const none = 'none';
  return (
    <>
      <fieldset className={styles.group}>
        <legend>Sites{values.role === 'admin' ? ' (administrators see all of them)' : ''}</legend>
        {sites.map((site) => (
          <Checkbox key={site.id} isSelected={values.siteIds.includes(site.id)} onChange={(isMember) => toggle(site.id, isMember)}>
            {site.name}
          </Checkbox>
        ))}
        {sites.length === 0 ? <p className={styles.meta}>There is no site yet.</p> : null}
        {fault === undefined ? null : <Banner tone="danger">{fault}</Banner>}
      </fieldset>
      <Select
        label="Home site"
        description="Its holidays are this person’s days off."
        choices={[{ key: none, label: 'None' }, ...sites.map((site) => ({ key: site.id as string, label: site.name }))]}
        value={values.homeSiteId ?? none}
        // The keys are the ids of the sites above.
        onChange={(key) => onChange({ homeSiteId: key === none ? null : (key as SiteId) })}
      />
    </>
  );
}

function valuesOf(user: User | undefined): Values {
  return {
    name: user?.name ?? '',
    email: user?.email ?? '',
    role: user?.role ?? 'user',
    siteIds: user?.siteIds ?? [],
    homeSiteId: user?.homeSiteId ?? null,
    jobTitle: user?.jobTitle ?? '',
    isActive: user?.isActive ?? true,
  };
}

function check(values: Values): Partial<Record<keyof Values, string>> {
  return {
    ...(values.name.trim() === '' ? { name: 'Enter a name.' } : {}),
    ...(/^[^\s@]+@[^\s@]+$/.test(values.email.trim()) ? {} : { email: 'Enter an e-mail address such as ada@example.org.' }),
  };
}

/** Answers the one-time password of a new user, else null. */
async function saveUser(user: User | undefined, values: Values): Promise<string | null> {
  const { role, homeSiteId } = values;
  const jobTitle = values.jobTitle.trim() === '' ? null : values.jobTitle.trim();
  const body = { name: values.name.trim(), email: values.email.trim(), role, siteIds: [...values.siteIds], homeSiteId, jobTitle };
  if (!user) return (await call('createUser', { body })).oneTimePassword;
  await call('updateUser', { params: { id: user.id }, body: { ...body, isActive: values.isActive } });
  return null;
}
