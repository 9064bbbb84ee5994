import { roles, type Role } from '../../contract/roles.ts';

/** What people call the roles. */
export const roleTexts: Readonly<Record<Role, string>> = { user: 'User', superuser: 'Superuser', admin: 'Administrator' };

export const roleChoices = roles.map((key) => ({ key, label: roleTexts[key] }));
