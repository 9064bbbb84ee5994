/** What a tenant may be called in addresses, and what its database and roles are called after that. Pure. */

const LONGEST = 40;
const FORM = /^[a-z](-?[a-z0-9])*$/;

/** Words that addresses or database servers have another use for. */
const RESERVED = new Set(
  `admin api app assets auth docs health help login logout mail metrics milestone ready root static status support system t tenant tenants
   www master pool postgres public template template0 template1 template-0 template-1`.split(/\s+/),
);

/** What is wrong with a slug, to complete a sentence that begins with it; undefined: nothing. */
export function slugFault(slug: string): string | undefined {
  if (slug.length < 2 || slug.length > LONGEST) return `must have 2 to ${LONGEST} characters`;
  if (!FORM.test(slug))
    return 'must be lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen';
  if (RESERVED.has(slug)) return 'is a word that Milestone keeps for itself';
  return undefined;
}

export type TenantNames = {
  readonly database: string;
  /** The group role: DML, and membership that lets a login in. */
  readonly group: string;
  readonly owner: string;
  readonly loginA: string;
  readonly loginB: string;
};

/** `acme-labs` → `milestone_acme_labs`. Two slugs never give one name: a slug has no underscore. */
export function databaseNameOf(slug: string): string {
  return `milestone_${slug.replaceAll('-', '_')}`;
}

/** A double underscore, which no slug can produce, stands before what is derived. */
export function namesOf(database: string): TenantNames {
  return { database, group: database, owner: `${database}__ddl`, loginA: `${database}__a`, loginB: `${database}__b` };
}

export function poolNameOf(number: number): string {
  return `milestone__pool_${number}`;
}

export function templateNameOf(schemaVersion: number): string {
  return `milestone__template_${schemaVersion}`;
}

export function rolesOf({ group, owner, loginA, loginB }: TenantNames): readonly string[] {
  return [group, owner, loginA, loginB];
}
