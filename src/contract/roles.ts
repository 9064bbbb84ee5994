/** Who may do what, for server policy and for what the client shows. "Own sites" are the sites of the user's scope. */
export const roles = ['user', 'superuser', 'admin'] as const;
export type Role = (typeof roles)[number];

const rights = {
  'plan.read': ['user', 'superuser', 'admin'],
  'own.change': ['user', 'superuser', 'admin'],
  'progress.assigned': ['user', 'superuser', 'admin'],
  'plan.write': ['superuser', 'admin'],
  'staff.manage': ['superuser', 'admin'],
  'import.run': ['superuser', 'admin'],
  'equipment.manage': ['superuser', 'admin'],
  'siteDays.manage': ['superuser', 'admin'],
  'users.manage': ['admin'],
  'sites.manage': ['admin'],
  'settings.manage': ['admin'],
  'columns.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Right = keyof typeof rights;

export function roleHas(role: Role, right: Right): boolean {
  const holders: readonly Role[] = rights[right];
  return holders.includes(role);
}
