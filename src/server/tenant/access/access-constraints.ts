import type { ConstraintProblems } from '../../platform/http/constraints.ts';

const stillUsed = (what: string) => ({ code: 'in_use', detail: `${what} is still in use.` }) as const;

/** What violations of the named constraints of `0001_access.sql` mean, where no rule in code comes first. */
export const accessConstraints: ConstraintProblems = {
  users_email_key_unique: { code: 'duplicate', field: 'email', detail: 'There is a user with this e-mail already.' },
  users_pkey: { code: 'duplicate', field: 'id', detail: 'This id is in use already.' },
  user_sites_site_fkey: stillUsed('The site'),
  staff_home_site_fkey: stillUsed('The site'),
  holidays_site_fkey: stillUsed('The site'),
  company_events_site_fkey: stillUsed('The site'),
  equipment_site_fkey: stillUsed('The site'),
  users_staff_fkey: stillUsed('The person'),
};
