import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInSettings } from '../../../../contract/sso.ts';
import type { SiteId } from '../../../../planning/model.ts';
import { sitesQuery } from '../../../data/reference.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { cx } from '../../../ui/cx.ts';
import { Card } from '../../../ui/page.tsx';
import styles from '../administration.module.css';
import { useSignInChange } from './use-sign-in-change.ts';

/** Which sites belong to accounts that are made at the first sign-in. */
export function NewAccountsCard({ settings }: { readonly settings: SignInSettings }) {
  const { data: sites = [] } = useQuery(sitesQuery);
  const [chosen, setChosen] = useState<readonly SiteId[]>();
  const change = useSignInChange();
  const siteIds = chosen ?? settings.defaultSiteIds;
  const toggle = (id: SiteId, isIn: boolean): void => setChosen(isIn ? [...siteIds, id] : siteIds.filter((other) => other !== id));
  const save = (): void =>
    change.mutate(
      { body: { defaultSiteIds: [...siteIds] }, done: 'The sites of new accounts are saved' },
      { onSuccess: () => setChosen(undefined) },
    );
  return (
    <Card title="Sites of new accounts" description="Accounts that are made at the first sign-in belong to these sites.">
      {sites.length === 0 ? <p className={styles.quiet}>There is no site yet.</p> : null}
      <fieldset className={cx(styles.group, styles.pair)}>
        <legend className="visually-hidden">Sites of new accounts</legend>
        {sites.map((site) => (
          <Checkbox key={site.id} isSelected={siteIds.includes(site.id)} onChange={(isIn) => toggle(site.id, isIn)}>
            {site.name}
          </Checkbox>
        ))}
      </fieldset>
      {sites.length === 0 ? null : (
        <Button className={styles.save} isPending={change.isPending} isDisabled={chosen === undefined} onPress={save}>
          Save sites
        </Button>
      )}
    </Card>
  );
}
